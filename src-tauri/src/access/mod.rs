//! What this app may do: required, granted, kept on this computer.

mod ask;
mod branches;
mod edit;
mod facts;
mod features;
mod granted;
mod names;
mod parse;
mod preflight;
mod requirements;
mod scopes;
mod tree;
mod words;

pub use ask::{asking, outcome, preview, to_ask};
pub use edit::{merge, requirements, with_added, without};
pub use granted::is_granted;
pub use parse::parse;
pub use requirements::StoredRequirements;
pub use scopes::scopes;

use crate::{
    controller::Clients,
    problem,
    view::{Access, Consents, MergedScopes, ParsedScopes, Preset, Problem, RequestPreview, Tokens},
};

const SERVICE: &str = "Globus Auth";

/// The permissions as text for whoever helps.
pub async fn report(clients: Option<Clients>) -> Result<String, Problem> {
    let _ = clients;
    Err(problem::unbuilt(SERVICE))
}

/// What the person allowed at Globus.
pub async fn consents(clients: Option<Clients>) -> Result<Consents, Problem> {
    let _ = clients;
    Err(problem::unbuilt(SERVICE))
}

/// What is kept on this computer.
pub async fn tokens(clients: Option<Clients>) -> Result<Tokens, Problem> {
    let _ = clients;
    Err(problem::unbuilt(SERVICE))
}

/// Renews the token of one service.
pub async fn renew_token(clients: Option<Clients>, resource_server: &str) -> Result<(), Problem> {
    let _ = (clients, resource_server);
    Err(problem::unbuilt(SERVICE))
}

/// Forgets, and revokes, the token of one service.
pub async fn forget_token(clients: Option<Clients>, resource_server: &str) -> Result<(), Problem> {
    let _ = (clients, resource_server);
    Err(problem::unbuilt(SERVICE))
}

/// A preset's requirements.
pub fn of_preset(preset: Preset) -> StoredRequirements {
    StoredRequirements::of_preset(preset)
}
