//! How a sample run goes, because it doesn't reach other services.

use jiff::{SignedDuration, Timestamp};
use rand::{Rng, rngs::StdRng};
use serde_json::json;

use super::{
    outcome::Outcome,
    provider::Provider,
    question::Question,
    request::Request,
    started::{Running, Started},
    transfer::data_access,
};

/// The default is a run that really does what its definition says.
#[derive(Clone, Debug, Default)]
pub(in crate::flows) struct Script {
    /// How long each action takes, in seconds; `None` for a run that really reaches other services.
    pub(in crate::flows) seconds: Option<std::ops::Range<f64>>,
    /// The action that fails.
    pub(in crate::flows) fails_at: Option<String>,
    /// The action that lacks consent for a collection.
    pub(in crate::flows) stuck_at: Option<(String, String)>,
    /// The seconds after which each question is answered with its first choice.
    pub(in crate::flows) answered_after: Option<i64>,
    /// The seconds from the start until the run is canceled.
    pub(in crate::flows) canceled_after: Option<i64>,
}

impl Script {
    /// How an action goes according to the script; `None` if it really runs.
    pub(super) fn start(
        &self,
        request: &Request<'_>,
        provider: &Provider,
        random: &mut StdRng,
    ) -> Option<Started> {
        let seconds = self.seconds.clone()?;
        if *provider == Provider::WebOption {
            return None;
        }
        if let Some((state, collection)) = &self.stuck_at
            && state == request.state_name
            && (request.access.is_none() || !request.may_use(collection))
        {
            return Some(Started::NeedsConsent(data_access(
                request.flow_scope,
                collection,
            )));
        }
        let outcome = if self.fails_at.as_deref() == Some(request.state_name) {
            let details = json!({
                "code": "EndpointError",
                "description": "The storage did not answer in time",
                "nice_status": "CONNECT_FAILED",
                "is_ok": false,
            });
            Outcome {
                is_success: false,
                details,
            }
        } else {
            Outcome {
                is_success: true,
                details: details(request, provider, random),
            }
        };
        let lasts = SignedDuration::from_secs_f64(random.random_range(seconds));
        let time = request.now + lasts;
        Some(Started::Running(Running::Until { time, outcome }))
    }

    /// The first choice, if the script answers questions.
    pub(in crate::flows) fn answer(
        &self,
        question: &mut Question,
        now: Timestamp,
    ) -> Option<(Timestamp, Outcome)> {
        let time = now + SignedDuration::from_secs(self.answered_after?);
        let outcome = question.outcome(question.choices.first()?);
        question.closed = Some(time);
        Some((time, outcome))
    }
}

fn details(request: &Request<'_>, provider: &Provider, random: &mut StdRng) -> serde_json::Value {
    match provider {
        Provider::Transfer(_) => {
            let files: u32 = random.random_range(1..900);
            let task_id = uuid::Builder::from_random_bytes(random.random()).into_uuid();
            json!({
                "DATA_TYPE": "task", "task_id": task_id, "status": "SUCCEEDED",
                "files": files, "files_transferred": files, "nice_status": null, "is_ok": null,
            })
        }
        Provider::Hello => json!({ "Hello": "World", "hello": request.input["echo_string"] }),
        _ => json!({ "message": "Done" }),
    }
}
