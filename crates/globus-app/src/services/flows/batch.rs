//! Changes many runs at once.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    app::Error,
    services::{fields::Fields, principal::Principal, service::Service},
};

/// Cancels or changes runs when it is sent. The SDK has no such call. The format is that of Flows's
/// API description.
#[derive(Clone, Debug)]
pub struct BatchRuns {
    service: Service,
    ids: Vec<String>,
    set: Fields,
    add: Fields,
    remove: Fields,
}

impl BatchRuns {
    pub(super) fn new<'a>(service: &Service, ids: impl IntoIterator<Item = &'a Uuid>) -> Self {
        Self {
            service: service.clone(),
            ids: ids.into_iter().map(Uuid::to_string).collect(),
            set: Fields::default(),
            add: Fields::default(),
            remove: Fields::default(),
        }
    }

    /// Cancels the runs.
    #[must_use]
    pub fn cancel(mut self) -> Self {
        self.set.set("status", "cancel");
        self
    }

    /// Replaces the tags of each run.
    #[must_use]
    pub fn set_tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.set.set_texts("tags", tags);
        self
    }

    /// Adds tags to each run.
    #[must_use]
    pub fn add_tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.add.set_texts("tags", tags);
        self
    }

    /// Removes tags from each run.
    #[must_use]
    pub fn remove_tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.remove.set_texts("tags", tags);
        self
    }

    /// Replaces the run managers, who may cancel and change the runs.
    #[must_use]
    pub fn set_run_managers(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.set.set_principals("run_managers", who);
        self
    }

    /// Adds run managers.
    #[must_use]
    pub fn add_run_managers(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.add.set_principals("run_managers", who);
        self
    }

    /// Removes run managers.
    #[must_use]
    pub fn remove_run_managers(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.remove.set_principals("run_managers", who);
        self
    }

    /// Replaces the run monitors, who may watch the runs.
    #[must_use]
    pub fn set_run_monitors(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.set.set_principals("run_monitors", who);
        self
    }

    /// Adds run monitors.
    #[must_use]
    pub fn add_run_monitors(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.add.set_principals("run_monitors", who);
        self
    }

    /// Removes run monitors.
    #[must_use]
    pub fn remove_run_monitors(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.remove.set_principals("run_monitors", who);
        self
    }

    /// Sends the request. Flows accepts it first and acts later, so look at the runs to see the
    /// result. The fields of the answer are not documented.
    ///
    /// # Errors
    /// Any [`Error`]. Runs that can't be changed are not reported.
    pub async fn send(&self) -> Result<Map<String, Value>, Error> {
        self.service.post("batch/runs", Some(self.document())).await
    }

    fn document(&self) -> Value {
        let mut document = json!({"filters": {"run_ids": self.ids}});
        for (name, fields) in [
            ("set", &self.set),
            ("add", &self.add),
            ("remove", &self.remove),
        ] {
            if !fields.is_empty() {
                document[name] = fields.document();
            }
        }
        document
    }
}
