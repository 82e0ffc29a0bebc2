//! Sample tasks: documents that change as if work were being done.

mod case;
mod history;
mod motion;
pub(super) mod tasks;

use std::{borrow::Cow, cell::OnceCell};

use jiff::Timestamp;
use motion::Motion;
use serde_json::{
    Value, json,
    value::{RawValue, to_raw_value},
};

use super::{document::merge, listed::Listed};
use crate::transfer::time::format_time;

/// The message of the pause rule that holds up a sample task.
pub(super) const PAUSE: &str = "Maintenance of the storage system";

/// A sample task, and how it moves, if it does.
#[derive(Debug)]
pub(in crate::transfer) struct SampleTask {
    document: Value,
    motion: Option<Motion>,
    /// Set while it waits for its owner to consent to the use of these collections.
    waiting: Option<Waiting>,
    /// The JSON text of a document that does not change, written once.
    text: OnceCell<Box<RawValue>>,
}

#[derive(Debug)]
struct Waiting {
    collections: Vec<&'static str>,
    /// How it moves after that.
    then: Motion,
}

impl SampleTask {
    fn new(document: Value, motion: Option<Motion>) -> Self {
        Self {
            document,
            motion,
            waiting: None,
            text: OnceCell::new(),
        }
    }

    fn waiting_for_consent(document: Value, collections: Vec<&'static str>, then: Motion) -> Self {
        Self {
            waiting: Some(Waiting { collections, then }),
            ..Self::new(document, None)
        }
    }

    /// The task in lists.
    pub(super) fn listed(&self, now: Timestamp) -> Listed<'_> {
        if let Some(motion) = &self.motion {
            return Listed::New(motion.move_on(&self.document, now));
        }
        let write = || {
            // A JSON value is always valid JSON text.
            to_raw_value(&self.document).unwrap_or_else(|_| RawValue::NULL.to_owned())
        };
        Listed::Kept {
            document: &self.document,
            text: self.text.get_or_init(write),
        }
    }

    pub(in crate::transfer) fn document(&self, now: Timestamp) -> Cow<'_, Value> {
        match &self.motion {
            Some(motion) => Cow::Owned(motion.move_on(&self.document, now)),
            None => Cow::Borrowed(&self.document),
        }
    }

    pub(super) fn field(&self, name: &str) -> &str {
        self.document[name].as_str().unwrap_or_default()
    }

    /// Cancels it. False if it has already ended.
    pub(in crate::transfer) fn cancel(&mut self, now: Timestamp) -> bool {
        let mut document = self.document(now).into_owned();
        if !document["completion_time"].is_null() {
            return false;
        }
        let fields = json!({
            "status": "FAILED", "completion_time": format_time(now), "is_paused": false,
            "fatal_error": { "code": "CANCELED", "description": "canceled" },
            "subtasks_canceled": document["subtasks_pending"], "subtasks_pending": 0,
            "subtasks_retrying": 0, "nice_status": null, "nice_status_short_description": null,
        });
        merge(&mut document, fields);
        *self = Self::new(document, None);
        true
    }

    /// Resumes it if it waits for consents that have been given. `has_consented` gets the owner's
    /// id and the collection's.
    pub(super) fn resume_if(&mut self, now: Timestamp, has_consented: impl Fn(&str, &str) -> bool) {
        let owner = self.document["owner_id"].as_str().unwrap_or_default();
        let is_ready = |waiting: &mut Waiting| {
            let mut collections = waiting.collections.iter();
            collections.all(|collection| has_consented(owner, collection))
        };
        if let Some(waiting) = self.waiting.take_if(is_ready) {
            let fields = json!({
                "status": "ACTIVE", "is_ok": true,
                "nice_status": "OK", "nice_status_short_description": "OK",
            });
            merge(&mut self.document, fields);
            self.motion = Some(waiting.then.starting(now));
            self.text.take();
        }
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        self.text.take();
        self.document[name] = value;
    }
}
