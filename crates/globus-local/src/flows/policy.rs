//! Authentication policies of protected flows.

use super::{
    access::Caller,
    error::{FlowsError, Invalid},
};
use crate::auth::{Auth, SessionPolicy, policies};

/// The policy of the protected sample flows.
pub(super) const HIGH_ASSURANCE: &str = policies::PROTECTED_FLOWS.id;

const FIELD: &str = "authentication_policy_id";

/// Refuses a caller whose session does not meet the policy of a flow, if it has one.
pub(super) fn require(
    auth: &Auth,
    caller: &Caller,
    policy: Option<&str>,
) -> Result<(), FlowsError> {
    let Some(id) = policy else {
        return Ok(());
    };
    let policy = SessionPolicy {
        policies: vec![id.to_owned()],
        ..SessionPolicy::default()
    };
    let message = "Globus Flows detected an unsatisfied session policy for this flow.";
    match auth.session_unmet(&caller.access, &policy, message) {
        None => Ok(()),
        Some(authorization_parameters) => Err(FlowsError::PolicyRequired {
            authorization_parameters,
            web_input_summary: None,
        }),
    }
}

/// A flow can only have a policy that exists.
pub(super) fn check(id: &str) -> Option<Invalid> {
    let msg = format!("no authentication policy exists with id value {id}");
    policies::find(id)
        .is_none()
        .then(|| Invalid::new(&[FIELD], msg))
}
