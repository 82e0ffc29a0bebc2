//! Authentication policies: what a session must have, under a name that services refer to.

use jiff::SignedDuration;

/// A policy that collections and flows here are bound to.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// An identity of this domain has to have signed in.
    pub(crate) domain: Option<&'static str>,
    /// With a second factor.
    pub(crate) mfa: bool,
    /// Within this time.
    pub(crate) max_age: SignedDuration,
}

/// For protected data in flows.
pub(crate) const PROTECTED_FLOWS: Policy = Policy {
    id: "3d8e1f0a-5c52-4a6e-9f0b-7f2f6c1b9a11",
    name: "Protected data",
    domain: None,
    mfa: true,
    max_age: SignedDuration::from_mins(30),
};

/// For those who work at the laboratory.
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
