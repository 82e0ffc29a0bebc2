//! Cancels, edits, deletes and resumes runs.

use globus_app::{
    Error, FlowsScopes, GlobusAuthorizationParameters, Principal, Run, Scope, SpecificFlowClient,
    SpecificFlowScopes,
};
use uuid::Uuid;

use super::view::RunChange;
use crate::{
    clients::Clients,
    permissions::granted::{carries_any, is_granted},
    problem::{refused::Refused, view::Problem},
    read::{FLOWS, id},
    tally::{Tally, Words, ids},
    text::Text,
};

/// The longest label or tag, in characters. Flows doesn't document a limit.
const LONGEST: usize = 256;

pub async fn cancel(clients: &Clients, run_ids: &[String]) -> Result<Text, Refused> {
    let words = Words::canceled("runs canceled");
    let cancel = |id: Uuid| async move { clients.flows.cancel_run(&id).await };
    manage_each(clients, run_ids, &words, cancel).await
}

/// Deletes finished runs and their logs.
pub async fn delete(clients: &Clients, run_ids: &[String]) -> Result<Text, Refused> {
    let words = Words {
        one: "The run is deleted.",
        many: "runs deleted",
    };
    let delete = |id: Uuid| async move { clients.flows.delete_run(&id).await };
    manage_each(clients, run_ids, &words, delete).await
}

/// Carries out an action that needs the permission to manage runs on each run.
async fn manage_each<F: Future<Output = Result<Run, Error>>>(
    clients: &Clients,
    run_ids: &[String],
    words: &Words,
    act: impl Fn(Uuid) -> F,
) -> Result<Text, Refused> {
    let ids = ids(run_ids)?;
    may_manage(clients).await?;
    let mut tally = Tally::of(FLOWS);
    for id in ids {
        tally.add(act(id).await)?;
    }
    tally.end(words)
}

/// Sends only the fields that changed.
pub async fn update(clients: &Clients, run_id: &str, change: &RunChange) -> Result<Text, Refused> {
    let id = id(run_id)?;
    may_manage(clients).await?;
    let mut request = clients.flows.update_run(&id);
    if let Some(label) = &change.label {
        request = request.label(bounded("label", label)?);
    }
    if let Some(shown) = &change.tags {
        let run = match clients.flows.get_run(&id).await {
            Ok(run) => run,
            Err(error) => return Err(Refused::of_action(FLOWS, &error)),
        };
        // The window shows cleaned tags. Send unchanged ones as they were.
        let as_it_is = |tag: &String| {
            let kept = run.tags.iter().find(|kept| Text::of(kept) == tag.as_str());
            bounded("tag", kept.unwrap_or(tag)).map(str::to_owned)
        };
        request = request.tags(shown.iter().map(as_it_is).collect::<Result<Vec<_>, _>>()?);
    }
    if let Some(who) = &change.managers {
        request = request.run_managers(who.iter().map(|one| Principal::from(one.as_str())));
    }
    if let Some(who) = &change.monitors {
        request = request.run_monitors(who.iter().map(|one| Principal::from(one.as_str())));
    }
    match request.send().await {
        Ok(_) => Ok("Saved.".into()),
        Err(error) => Err(Refused::of_action(FLOWS, &error)),
    }
}

fn bounded<'a>(what: &str, text: &'a str) -> Result<&'a str, Refused> {
    if text.chars().count() > LONGEST {
        return Err(Problem::invalid_input(
            &format!("That {what} is too long."),
            &format!("Nothing was changed. Use {LONGEST} characters or fewer."),
        )
        .into());
    }
    Ok(text)
}

/// Checks the permission first, so that the service doesn't have to refuse the call.
async fn may_manage(clients: &Clients) -> Result<(), Refused> {
    let scopes = [FlowsScopes::RUN_MANAGE, FlowsScopes::ALL];
    if carries_any(clients, FlowsScopes::RESOURCE_SERVER, &scopes).await {
        return Ok(());
    }
    Err(Refused::needs_scopes(FLOWS, vec![FlowsScopes::RUN_MANAGE]))
}

/// Resumes runs. Each run states its requirements, and resuming also needs the scope of its flow.
/// Everything is requested in one sign-in, except what is already there and what a sign-in has just
/// satisfied (`met`).
pub async fn resume(
    clients: &Clients,
    run_ids: &[String],
    met: Option<&GlobusAuthorizationParameters>,
) -> Result<Text, Refused> {
    let ids = ids(run_ids)?;
    let mut flows = Vec::new();
    let mut wanted = GlobusAuthorizationParameters::default();
    for id in &ids {
        let run = match clients.flows.get_run(id).await {
            Ok(run) => run,
            Err(error) => return Err(Refused::of_action(FLOWS, &error)),
        };
        let gare = run.gare().map(|gare| gare.authorization_parameters);
        wanted = both(wanted, gare.unwrap_or_default());
        let own = SpecificFlowScopes::new(run.flow_id).user();
        wanted.required_scopes = with(wanted.required_scopes, own);
        flows.push(run.flow_id);
    }
    // A new session also needs new tokens for the flows. Otherwise only missing scopes count.
    if !wants_a_session(&wanted) {
        wanted.required_scopes = missing(clients, wanted.required_scopes).await;
    }
    let is_open = wants_a_session(&wanted) || !wanted.required_scopes.is_empty();
    if is_open && met != Some(&wanted) {
        return Err(Refused::needs(FLOWS, wanted));
    }
    let words = Words {
        one: "Resumed. Globus is continuing the run.",
        many: "runs resumed",
    };
    let mut tally = Tally::of(FLOWS);
    for (id, flow) in ids.iter().zip(flows) {
        let client = SpecificFlowClient::new(&clients.app, flow);
        tally.add(client.resume_run(id).await)?;
    }
    tally.end(&words)
}

/// Combines two sets of requirements.
fn both(
    one: GlobusAuthorizationParameters,
    other: GlobusAuthorizationParameters,
) -> GlobusAuthorizationParameters {
    GlobusAuthorizationParameters {
        session_message: one.session_message.or(other.session_message),
        session_required_identities: joined(
            one.session_required_identities,
            other.session_required_identities,
        ),
        session_required_policies: joined(
            one.session_required_policies,
            other.session_required_policies,
        ),
        session_required_single_domain: joined(
            one.session_required_single_domain,
            other.session_required_single_domain,
        ),
        session_required_mfa: one.session_required_mfa.max(other.session_required_mfa),
        // A scope with different dependencies counts as a different scope.
        required_scopes: joined(one.required_scopes, other.required_scopes),
        prompt: one.prompt.or(other.prompt),
        extra: one.extra.into_iter().chain(other.extra).collect(),
    }
}

fn joined<T: PartialEq>(mut one: Vec<T>, other: Vec<T>) -> Vec<T> {
    for each in other {
        if !one.contains(&each) {
            one.push(each);
        }
    }
    one
}

/// Whether the parameters require anything other than scopes.
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
        if !is_granted(clients, &scope).await {
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
