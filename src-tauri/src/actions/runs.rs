//! Canceling a run, and letting one that stands still go on.

use globus_app::{
    FlowsScopes, GlobusAuthorizationParameters, Scope, SpecificFlowClient, SpecificFlowScopes,
};

use super::{FLOWS, Need, done, id, refused};
use crate::{
    access,
    controller::{Clients, Refused},
    view::{Acted, Action},
};

pub(super) async fn cancel(
    clients: &Clients,
    action: &Action,
    run_id: &str,
) -> Result<Acted, Refused> {
    let id = id(run_id)?;
    // Known beforehand, so that the service need not refuse it first.
    let allowing = [FlowsScopes::RUN_MANAGE, FlowsScopes::ALL];
    if !holds_any(clients, &allowing).await {
        return Err(needs(clients, action, [FlowsScopes::RUN_MANAGE].into()).await);
    }
    match clients.flows.cancel_run(&id).await {
        Ok(_) => Ok(done("Canceled. It may take a moment until it stops.")),
        Err(error) => Err(refused(clients, action, FLOWS, error).await),
    }
}

/// A run says itself what it waits for; resuming needs the flow's own scope besides. What is
/// there already is not asked for, nor what a sign-in has just met.
pub(super) async fn resume(
    clients: &Clients,
    action: &Action,
    run_id: &str,
    met: Option<&GlobusAuthorizationParameters>,
) -> Result<Acted, Refused> {
    let id = id(run_id)?;
    let run = match clients.flows.get_run(&id).await {
        Ok(run) => run,
        Err(error) => return Err(refused(clients, action, FLOWS, error).await),
    };
    let own = SpecificFlowScopes::new(run.flow_id).user();
    let gare = run.gare().map(|gare| gare.authorization_parameters);
    let mut wanted = gare.unwrap_or_default();
    // A new session takes a new token of the flow, too; without one, only what is missing counts.
    wanted.required_scopes = if wants_a_session(&wanted) {
        with(wanted.required_scopes, own)
    } else {
        missing(clients, with(wanted.required_scopes, own)).await
    };
    let is_open = wants_a_session(&wanted) || !wanted.required_scopes.is_empty();
    if is_open && met != Some(&wanted) {
        let need = Need::new(clients, action, FLOWS, wanted).await;
        return Err(Refused::NeedsMore(Box::new(need)));
    }
    let client = SpecificFlowClient::new(&clients.app, run.flow_id);
    match client.resume_run(&id).await {
        Ok(_) => Ok(done("Resumed. Globus goes on with it.")),
        Err(error) => Err(refused(clients, action, FLOWS, error).await),
    }
}

/// Whether anything but scopes is asked for.
fn wants_a_session(parameters: &GlobusAuthorizationParameters) -> bool {
    let without_scopes = GlobusAuthorizationParameters {
        required_scopes: Vec::new(),
        session_message: None,
        extra: serde_json::Map::default(),
        ..parameters.clone()
    };
    without_scopes != GlobusAuthorizationParameters::default()
}

async fn missing(clients: &Clients, scopes: Vec<Scope>) -> Vec<Scope> {
    let mut missing = Vec::new();
    for scope in scopes {
        if !access::is_granted(clients, &scope).await {
            missing.push(scope);
        }
    }
    missing
}

fn with(mut scopes: Vec<Scope>, own: Scope) -> Vec<Scope> {
    if !scopes
        .iter()
        .any(|scope| scope.scope_string() == own.scope_string())
    {
        scopes.push(own);
    }
    scopes
}

async fn needs(clients: &Clients, action: &Action, required_scopes: Vec<Scope>) -> Refused {
    let parameters = GlobusAuthorizationParameters {
        required_scopes,
        ..GlobusAuthorizationParameters::default()
    };
    let need = Need::new(clients, action, FLOWS, parameters).await;
    Refused::NeedsMore(Box::new(need))
}

/// Whether the token of Flows carries one of these.
async fn holds_any(clients: &Clients, scopes: &[Scope]) -> bool {
    let Ok(held) = clients.app.held_tokens().await else {
        // Then the call itself says what is wrong.
        return true;
    };
    held.iter()
        .filter(|token| token.resource_server == FlowsScopes::RESOURCE_SERVER)
        .flat_map(|token| &token.scopes)
        .any(|held| scopes.iter().any(|scope| scope.scope_string() == held))
}
