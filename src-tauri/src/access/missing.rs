//! Required permissions that are missing. This is the one definition: the page of permissions
//! counts by it, and so do badge, tray and notifications.

use globus_app::HeldToken;

use super::tree::nodes;
use crate::{
    clients::Clients,
    permissions::{facts::Facts, status::ScopeStatus},
    problem::view::Problem,
};

/// What is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// How many permissions; each with all that it depends on is one.
    pub count: usize,
    /// Whether nothing is left that could be used, so that only a sign-in helps.
    pub has_ended: bool,
    /// Why there may be more: Globus did not say what you allowed.
    pub problem: Option<Problem>,
}

/// Looks what is missing of what this account is asked for.
///
/// # Errors
/// When what this computer holds can't be read.
pub async fn missing(clients: &Clients) -> Result<Missing, Problem> {
    // A client allows itself what it asks for, when it needs it.
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

/// Whether something stops because a permission of the first level is like this.
pub(super) fn is_missing(status: ScopeStatus, is_required: bool) -> bool {
    match status {
        ScopeStatus::PartGranted | ScopeStatus::Refused => true,
        ScopeStatus::Missing | ScopeStatus::Expired | ScopeStatus::NewTokenNeeded => is_required,
        ScopeStatus::Granted | ScopeStatus::Off | ScopeStatus::Unused | ScopeStatus::Unknown => {
            false
        }
    }
}
