//! The required permissions that are missing. The Access page, badge, tray and notifications all
//! count them here.

use globus_app::HeldToken;

use super::tree::nodes;
use crate::{
    clients::Clients,
    permissions::{facts::Facts, status::ScopeStatus},
    problem::view::Problem,
};

/// The required permissions that are missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// How many are missing. A permission and its dependencies count as one.
    pub count: usize,
    /// Whether no usable token is left, so that only a sign-in helps.
    pub has_ended: bool,
    /// Why more may be missing: the consents can't be read.
    pub problem: Option<Problem>,
}

/// Checks which of the account's requirements are missing.
///
/// # Errors
/// If the stored tokens can't be read.
pub async fn missing(clients: &Clients) -> Result<Missing, Problem> {
    // A client needs no consents and requests its tokens when it needs them.
    if !clients.app.acts_for_a_person() {
        return Ok(Missing::default());
    }
    let facts = Facts::read(clients).await?;
    let nodes = nodes(&facts);
    let first_level = nodes.iter().filter(|node| node.level() == 1);
    Ok(Missing {
        count: first_level
            .filter(|node| is_missing(node.status, node.required))
            .count(),
        has_ended: facts.held.iter().all(HeldToken::has_ended_for_good),
        problem: facts.problem,
    })
}

/// Whether a permission of the first level with this status blocks something.
pub(super) fn is_missing(status: ScopeStatus, is_required: bool) -> bool {
    match status {
        ScopeStatus::PartGranted | ScopeStatus::Refused => true,
        ScopeStatus::Missing | ScopeStatus::Expired | ScopeStatus::NewTokenNeeded => is_required,
        ScopeStatus::Granted | ScopeStatus::Off | ScopeStatus::Unused | ScopeStatus::Unknown => {
            false
        }
    }
}
