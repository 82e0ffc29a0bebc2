//! The limits of a task's label and deadline.

use jiff::Timestamp;

use crate::transfer::{error::TransferError, time::parse_time};

const MAX_LABEL: usize = 128;

/// Checks a label: one line, trimmed, and not too long. An empty one counts as none.
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
        "label begins or ends with spaces".to_owned()
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
