//! Authentication policies: requirements for a session, which services refer to by id.

use jiff::SignedDuration;

/// A policy that a collection or flow is bound to.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// The domain of the identity that must have signed in.
    pub(crate) domain: Option<&'static str>,
    /// Whether a second factor is required.
    pub(crate) mfa: bool,
    /// How long ago the login may have been.
    pub(crate) max_age: SignedDuration,
}

/// For flows with protected data.
pub(crate) const PROTECTED_FLOWS: Policy = Policy {
    id: "3d8e1f0a-5c52-4a6e-9f0b-7f2f6c1b9a11",
    name: "Protected data",
    domain: None,
    mfa: true,
    max_age: SignedDuration::from_mins(30),
};

/// For laboratory staff.
pub(crate) const LABORATORY: Policy = Policy {
    id: "a6c1d7e4-2b90-4f3a-8d5c-61e0f9b8a772",
    name: "Laboratory staff",
    domain: Some("lab.example"),
    mfa: false,
    max_age: SignedDuration::from_hours(12),
};

/// The policy with this id.
pub(crate) fn find(id: &str) -> Option<&'static Policy> {
    [&PROTECTED_FLOWS, &LABORATORY]
        .into_iter()
        .find(|policy| policy.id == id)
}
