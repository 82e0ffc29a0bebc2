//! The status document of an action.

use jiff::Timestamp;
use rand::{Rng, distr::Alphanumeric, rngs::StdRng};
use serde_json::{Value, json};

use crate::flows::time::format_time;

/// What Flows knows about one action of a run.
#[derive(Clone, Debug)]
pub(in crate::flows) struct Status {
    pub(in crate::flows) action_id: String,
    pub(in crate::flows) state_name: String,
    pub(in crate::flows) creator: String,
    pub(in crate::flows) since: Timestamp,
}

impl Status {
    pub(in crate::flows) fn document(
        &self,
        status: &str,
        ended: Option<Timestamp>,
        details: &Value,
    ) -> Value {
        json!({
            "action_id": self.action_id,
            "state_name": self.state_name,
            "status": status,
            "display_status": status,
            "start_time": format_time(self.since),
            "completion_time": ended.map(format_time),
            "creator_id": self.creator,
            "label": null,
            "manage_by": [],
            "monitor_by": [],
            "release_after": "P30D",
            "details": details,
        })
    }
}

/// As long as in the recorded answers.
pub(in crate::flows) fn action_id(random: &mut StdRng) -> String {
    (0..12)
        .map(|_| char::from(random.sample(Alphanumeric)))
        .collect()
}
