//! A sign-in that asks for permissions: what it requests, and its outcome.

use std::collections::BTreeSet;

use globus_app::{GlobusAuthorizationParameters, Scope, ScopeParseError, ScopeParser};

use super::{
    preflight,
    tree::{Node, nodes},
    view::scopes::{RequestLine, RequestPreview, ScopesGranted},
};
use crate::{
    clients::Clients,
    permissions::{facts::Facts, names::Names, status::ScopeStatus, words},
    problem::{self, view::Problem},
    requirements::branches::{all_of, branches},
    text::Literal,
};

const SERVICE: &str = "Globus Auth";

/// The longest request, in bytes. Browsers and servers limit the length of a URL.
pub(super) const MAX_SCOPE: usize = 16 << 10;

/// Parses scope strings, and checks that Globus can be asked for them.
pub async fn checked_scopes(
    clients: Option<Clients>,
    scopes: &[String],
) -> Result<Vec<Scope>, Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let scopes = read(&scopes.join(" "))?;
    preflight::check(&clients, &scopes).await?;
    Ok(scopes)
}

/// The parameters of a sign-in that requests `scopes`. Because the new tokens replace the old ones,
/// the scopes that the old ones carry are requested as well.
pub async fn grant_parameters(
    clients: &Clients,
    scopes: &[Scope],
) -> Result<GlobusAuthorizationParameters, Problem> {
    let held = clients.app.held_tokens().await;
    let held = held.map_err(|error| problem::calls::of_call(SERVICE, &error))?;
    let servers = clients.app.resource_servers();
    let asked = scopes.iter().filter_map(Scope::resource_server);
    let replaced: BTreeSet<_> = asked.chain(servers.iter().map(String::as_str)).collect();
    let kept = held
        .iter()
        .filter(|held| replaced.contains(held.resource_server.as_str()));
    let kept = kept
        .flat_map(|held| &held.scopes)
        .filter_map(|scope| Scope::new(scope).ok());
    let kept: Vec<_> = kept.collect();
    let required_scopes = ScopeParser::merge_scopes(&kept, scopes)
        .map_err(|error: ScopeParseError| problem::calls::of_call(SERVICE, &error.into()))?;
    let parameters = GlobusAuthorizationParameters {
        required_scopes,
        ..GlobusAuthorizationParameters::default()
    };
    Ok(sign_in_parameters(clients, parameters).await)
}

/// A sign-in with these parameters that also requests the account's requirements.
///
/// A flow or collection may have been deleted, and Globus refuses a whole sign-in for one unknown
/// scope. So the scopes of flows and collections are included only if those can be found. After a
/// sign-out nothing can be looked up, so they are left out, but Globus still remembers your
/// consent.
pub async fn sign_in_parameters(
    clients: &Clients,
    parameters: GlobusAuthorizationParameters,
) -> GlobusAuthorizationParameters {
    // A client always requests all its requirements.
    if !clients.app.acts_for_a_person() {
        return parameters;
    }
    let wanted = clients.requirements.scopes();
    let wanted: Vec<_> = wanted.iter().flat_map(all_of).collect();
    let names = Names::look_up(clients, &wanted).await;
    clients
        .requirements
        .asked_by(parameters, |scope| names.is_there(scope))
}

/// What a sign-in for these scope strings would request.
pub async fn preview(
    clients: Option<Clients>,
    scopes: &[String],
) -> Result<RequestPreview, Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let scopes = read(&scopes.join(" "))?;
    let scope = scope_parameter(&clients, &scopes).await?;
    let asked = ScopeParser::parse(&scope).unwrap_or_default();
    let nodes = nodes(&Facts::read(&clients).await?);
    let mut lines = Vec::new();
    for scope in &asked {
        walk(scope, &mut Vec::new(), &mut |scope, path| {
            lines.push((scope.clone(), path.to_vec()));
        });
    }
    let names = Names::look_up(&clients, lines.iter().map(|(scope, _)| scope)).await;
    let lines = lines.into_iter().map(|(scope, path)| RequestLine {
        title: words::title(&scope, &names),
        level: u32::try_from(path.len()).unwrap_or(u32::MAX),
        optional: scope.is_optional(),
        granted: is_granted(&nodes, &path),
        scope: Literal::of(scope.scope_string()),
    });
    Ok(RequestPreview {
        scope: scope.into(),
        lines: lines.collect(),
    })
}

/// The exact `scope` parameter that the browser sends.
pub(super) async fn scope_parameter(
    clients: &Clients,
    scopes: &[Scope],
) -> Result<String, Problem> {
    let parameters = grant_parameters(clients, scopes).await?;
    let scope = clients.app.scope_parameter(&parameters);
    scope.map_err(|error| problem::calls::of_call(SERVICE, &error))
}

/// The outcome of a sign-in for these scopes.
pub async fn outcome(clients: &Clients, scopes: &[Scope]) -> Result<ScopesGranted, Problem> {
    let nodes = nodes(&Facts::read(clients).await?);
    let mut asked = Vec::new();
    for branch in branches(scopes) {
        let Some(scope) = ScopeParser::parse(&branch).unwrap_or_default().pop() else {
            continue;
        };
        walk(&scope, &mut Vec::new(), &mut |scope, path| {
            if scope.dependencies().next().is_none() {
                asked.push((scope.clone(), path.to_vec()));
            }
        });
    }
    let names = Names::look_up(clients, asked.iter().map(|(scope, _)| scope)).await;
    let (granted, missing): (Vec<_>, Vec<_>) = asked
        .into_iter()
        .partition(|(_, path)| is_granted(&nodes, path));
    let titles = |asked: Vec<(Scope, Vec<String>)>| {
        let titles = asked.iter().map(|(scope, _)| words::title(scope, &names));
        titles.collect()
    };
    Ok(ScopesGranted {
        granted: titles(granted),
        missing: titles(missing),
        problem: None,
    })
}

/// Calls `visit` with a scope and each scope below it, along with its path from the first level.
fn walk(scope: &Scope, above: &mut Vec<String>, visit: &mut impl FnMut(&Scope, &[String])) {
    above.push(scope.scope_string().to_owned());
    visit(scope, above);
    for below in scope.dependencies() {
        walk(&below, above, visit);
    }
    above.pop();
}

/// Whether a permission is granted on this computer. Below the first level, all those above it must
/// be granted too.
fn is_granted(nodes: &[Node], path: &[String]) -> bool {
    (1..=path.len()).all(|level| {
        let node = nodes.iter().find(|node| node.is_at(&path[..level]));
        node.is_some_and(|node| match node.status {
            _ if level == 1 && !node.has_token => false,
            ScopeStatus::Granted | ScopeStatus::Unused => true,
            // A different part of it is missing.
            ScopeStatus::PartGranted => level < path.len(),
            _ => false,
        })
    })
}

/// Parses `text` as scopes. Refuses an empty text.
pub(super) fn read(text: &str) -> Result<Vec<Scope>, Problem> {
    let refused = |meaning: &str| Problem::invalid_input("That isn't a permission.", meaning);
    if text.len() > MAX_SCOPE {
        return Err(refused("It's longer than Globus accepts."));
    }
    let scopes = ScopeParser::parse(text)
        .map_err(|error| refused(&format!("It can't be parsed: {error}.")))?;
    if scopes.is_empty() {
        return Err(refused("It's empty."));
    }
    Ok(scopes)
}
