//! `POST /v0.10/delete`.

use jiff::Timestamp;
use serde::Deserialize;

use super::check::{Submitter, path};
use crate::transfer::{
    collections::Collections,
    error::TransferError,
    tasks::{
        job::{Instructions, Removing, Work},
        limits::{check_deadline, check_label},
    },
};

#[derive(Deserialize)]
pub(super) struct Submission {
    endpoint: String,
    #[serde(rename = "DATA", default)]
    items: Vec<NewItem>,
    label: Option<String>,
    deadline: Option<String>,
    #[serde(default)]
    recursive: bool,
    #[serde(default)]
    ignore_missing: bool,
    #[serde(default)]
    interpret_globs: bool,
}

#[derive(Deserialize)]
struct NewItem {
    path: String,
}

impl Submission {
    pub(super) fn check(
        self,
        submitter: Submitter<'_>,
        now: Timestamp,
    ) -> Result<Instructions, TransferError> {
        if self.items.is_empty() {
            return Err(TransferError::bad_request(
                "A delete requires at least one item",
            ));
        }
        let label = check_label(self.label)?;
        let deadline = check_deadline(self.deadline.as_deref(), now)?;
        let collection = Collections::get(&self.endpoint)?;
        let mut items = Vec::new();
        for item in self.items {
            let found = path(&item.path, collection)?;
            let Some(name) = found.name() else {
                return Err(TransferError::bad_request("the root cannot be deleted"));
            };
            if self.interpret_globs {
                glob::Pattern::new(name).map_err(|error| {
                    TransferError::bad_request(format!("pattern {name:?}: {error}"))
                })?;
            }
            items.push(item.path);
        }
        submitter.check(&[collection])?;
        let removing = Removing {
            collection,
            items,
            recursive: self.recursive,
            ignore_missing: self.ignore_missing,
            interpret_globs: self.interpret_globs,
        };
        Ok(Instructions {
            label,
            deadline,
            work: Work::Remove(removing),
        })
    }
}
