//! What an owner may change about a task.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{TaskMut, Tasks};
use crate::transfer::{
    error::TransferError,
    time::{format_time, parse_time},
};

const MAX_LABEL: usize = 128;

/// A label of null is none from now on.
#[derive(Deserialize)]
pub(super) struct Update(Map<String, Value>);

impl Update {
    /// What a field says, if the document has it.
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
    pub(super) fn update(
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
            TaskMut::Seeded(task) => !task.document(now)["completion_time"].is_null(),
            TaskMut::Job(job) => job.is_over(),
        };
        if is_over {
            return Err(TransferError::conflict(format!("Task '{id}' is complete")));
        }
        match task {
            TaskMut::Seeded(task) => {
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

/// One line without spaces at its edges, and not long; an empty one is none.
pub(in crate::transfer) fn check_label(
    label: Option<String>,
) -> Result<Option<String>, TransferError> {
    let Some(label) = label.filter(|label| !label.is_empty()) else {
        return Ok(None);
    };
    let problem = if label.chars().count() > MAX_LABEL {
        format!("label has more than {MAX_LABEL} characters")
    } else if label.chars().any(char::is_control) {
        "label has control characters".to_owned()
    } else if label.trim() != label {
        "label has spaces at its edges".to_owned()
    } else {
        return Ok(Some(label));
    };
    Err(TransferError::bad_request(problem))
}

pub(in crate::transfer) fn check_deadline(
    deadline: Option<&str>,
    now: Timestamp,
) -> Result<Option<Timestamp>, TransferError> {
    let Some(text) = deadline else {
        return Ok(None);
    };
    let deadline = parse_time(text)
        .ok_or_else(|| TransferError::bad_request(format!("deadline: {text:?} is not a time")))?;
    if deadline <= now {
        return Err(TransferError::bad_request("deadline must be in the future"));
    }
    Ok(Some(deadline))
}
