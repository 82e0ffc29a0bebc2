//! Actions that are only simulated: each takes a while and succeeds.

use rand::{Rng, rngs::StdRng};
use serde_json::json;

use super::{
    request::Request,
    started::{Running, Started},
};

/// Seconds, short enough to wait for in a demo.
const LASTS: std::ops::Range<f64> = 4.0..20.0;

pub(super) fn start(request: &Request<'_>, random: &mut StdRng) -> Started {
    let seconds = random.random_range(LASTS);
    let details = json!({ "message": "Done", "input": request.input });
    Running::for_seconds(request, seconds, details)
}
