//! Decides which transfers and deletions need you. The list, badge, tray and notifications all use
//! this.

use globus_app::{Task, TaskStatus};

use crate::status::task::is_live;

/// Whether it is stopped until someone acts: it is inactive, or a collection paused it.
pub fn needs_you(task: &Task) -> bool {
    is_live(task) && (task.status == TaskStatus::Inactive || task.is_paused)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_stands_still_needs_you() {
        for (status, is_paused, wanted) in [
            ("ACTIVE", false, false),
            ("ACTIVE", true, true),
            ("INACTIVE", false, true),
            ("INACTIVE", true, true),
            ("SUCCEEDED", true, false),
            ("FAILED", false, false),
            ("HIBERNATING", false, false),
        ] {
            let task = json!({
                "task_id": uuid::Uuid::nil(), "type": "TRANSFER", "status": status, "is_paused": is_paused,
            });
            let task = serde_json::from_value(task).expect("a task");
            assert_eq!(needs_you(&task), wanted, "{status} {is_paused}");
        }
    }
}
