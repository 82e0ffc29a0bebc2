//! What this app may do: required, granted, kept on this computer.

mod branches;
mod edit;
mod facts;
mod features;
mod names;
mod requirements;
mod scopes;
mod tree;
mod words;

pub use edit::{requirements, to_ask, with_added, without};
pub use requirements::StoredRequirements;
pub use scopes::scopes;

use crate::{
    controller::Clients,
    problem,
    view::{Access, Consents, MergedScopes, ParsedScopes, Preset, Problem, RequestPreview, Tokens},
};

const SERVICE: &str = "Globus Auth";

/// What a trip to the browser for these scope strings would ask for.
pub async fn preview(
    clients: Option<Clients>,
    scopes: &[String],
) -> Result<RequestPreview, Problem> {
    let _ = (clients, scopes);
    Err(problem::unbuilt(SERVICE))
}

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

/// What a text says.
pub fn parse(text: &str) -> ParsedScopes {
    let _ = text;
    ParsedScopes::Empty
}

/// What merging a text with the requirements would give.
pub fn merge(clients: Option<Clients>, text: &str) -> Result<MergedScopes, Problem> {
    let _ = (clients, text);
    Err(problem::unbuilt(SERVICE))
}

/// A preset's requirements.
pub fn of_preset(preset: Preset) -> StoredRequirements {
    StoredRequirements::of_preset(preset)
}
