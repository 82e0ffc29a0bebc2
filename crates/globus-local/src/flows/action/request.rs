//! What an action is started with.

use jiff::Timestamp;
use serde_json::Value;

use super::outside::Outside;
use crate::auth::Access;

/// What an action is started with.
pub(in crate::flows) struct Request<'a> {
    pub(in crate::flows) state_name: &'a str,
    pub(in crate::flows) action_url: &'a str,
    pub(in crate::flows) input: &'a Value,
    pub(in crate::flows) flow_scope: &'a str,
    /// The URN of the user who started the run.
    pub(in crate::flows) owner: &'a str,
    /// The login whose consents count; `None` for sample runs.
    pub(in crate::flows) access: Option<&'a Access>,
    pub(in crate::flows) outside: &'a dyn Outside,
    pub(in crate::flows) now: Timestamp,
}

impl Request<'_> {
    /// Whether the user who started the run consented to `below` as dependent scopes of the flow's
    /// scope.
    pub(super) fn is_consented(&self, below: &[String]) -> bool {
        let Some(access) = self.access else {
            return true;
        };
        let mut path = vec![self.flow_scope];
        path.extend(below.iter().map(String::as_str));
        self.outside.has_consent(access, &path)
    }
}
