//! What an owner can change about a task.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    TaskMut, Tasks,
    limits::{check_deadline, check_label},
};
use crate::transfer::{error::TransferError, time::format_time};

/// The new values. A label of `null` removes the label.
#[derive(Deserialize)]
pub(in crate::transfer) struct Update(Map<String, Value>);

impl Update {
    /// The value of a field, if it is present.
    #[expect(
        clippy::option_option,
        reason = "absent, null and a text are three things"
    )]
    fn text(&self, name: &str) -> Result<Option<Option<&str>>, TransferError> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Value::Null) => Ok(Some(None)),
            Some(Value::String(text)) => Ok(Some(Some(text))),
            Some(_) => Err(TransferError::bad_request(format!("{name} must be text"))),
        }
    }
}

impl Tasks {
    pub(in crate::transfer) fn update(
        &mut self,
        id: &str,
        identity: &str,
        update: &Update,
        now: Timestamp,
    ) -> Result<(), TransferError> {
        let label = update.text("label")?;
        let label = label.map(|label| check_label(label.map(str::to_owned)));
        let label = label.transpose()?;
        let deadline = check_deadline(update.text("deadline")?.flatten(), now)?;
        let task = self.get_mut(id, identity)?;
        let is_over = match &task {
            TaskMut::Sample(task) => !task.document(now)["completion_time"].is_null(),
            TaskMut::Job(job) => job.is_over(),
        };
        if is_over {
            return Err(TransferError::conflict(format!("Task '{id}' is complete")));
        }
        match task {
            TaskMut::Sample(task) => {
                if let Some(label) = label {
                    task.set("label", label.map_or(Value::Null, Value::from));
                }
                if let Some(deadline) = deadline {
                    task.set("deadline", format_time(deadline).into());
                }
            }
            TaskMut::Job(job) => {
                if let Some(label) = label {
                    job.set_label(label);
                }
                if let Some(deadline) = deadline {
                    job.set_deadline(deadline);
                }
            }
        }
        Ok(())
    }
}
