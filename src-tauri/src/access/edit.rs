//! Shows and edits the current account's requirements.

use globus_app::{Scope, ScopeParser};

use super::{
    grant::{MAX_SCOPE, checked_scopes, read, scope_parameter},
    parse::shortened,
    view::editor::{MergedScopes, RequirementRow, Requirements},
};
use crate::{
    clients::Clients,
    permissions::{names::Names, words},
    problem::{self, view::Problem},
    requirements::{
        branches::required,
        stored::{StoredRequirements, is_fixed},
    },
    text::Literal,
};

const SERVICE: &str = "Globus Auth";

/// The requirements of the current account.
pub async fn requirements(clients: Option<Clients>) -> Result<Requirements, Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let stored = &clients.requirements;
    let branches = stored.branches();
    let scopes: Vec<_> = branches
        .iter()
        .filter_map(|branch| required(branch))
        .collect();
    let ends: Vec<_> = scopes.iter().map(end).collect();
    let names = Names::look_up(&clients, &ends).await;
    let rows = branches.into_iter().zip(scopes.iter().zip(&ends));
    let rows = rows.map(|(scope, (root, end))| RequirementRow {
        title: words::title(end, &names),
        resource_server: Literal::of(root.resource_server().unwrap_or_default()),
        fixed: is_fixed(root) && root.dependencies().next().is_none(),
        scope,
    });
    Ok(Requirements {
        rows: rows.collect(),
        text: ScopeParser::serialize(&stored.scopes()),
        preset: stored.added.is_empty().then_some(stored.preset),
    })
}

/// The requirements as they would be with the scopes in `text` added.
pub async fn merge(clients: Option<Clients>, text: &str) -> Result<MergedScopes, Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let scopes = read(text)?;
    let with = with_added(Some(clients.clone()), text).await?;
    let before = clients.requirements.branches();
    let new = with
        .branches()
        .into_iter()
        .filter(|branch| !before.contains(branch));
    let new: Vec<_> = new
        .filter_map(|branch| Some(end(&required(&branch)?)))
        .collect();
    let names = Names::look_up(&clients, &new).await;
    Ok(MergedScopes {
        merged: ScopeParser::serialize(&with.scopes()).into(),
        added: new
            .iter()
            .map(|scope| words::title(scope, &names))
            .collect(),
        asked: scope_parameter(&clients, &scopes).await?.into(),
    })
}

/// Adds the scopes in `text` to the requirements.
pub async fn with_added(
    clients: Option<Clients>,
    text: &str,
) -> Result<StoredRequirements, Problem> {
    let scopes = checked_scopes(clients.clone(), &[text.to_owned()]).await?;
    let nobodys = scopes
        .iter()
        .find(|scope| scope.resource_server().is_none());
    if let Some(nobodys) = nobodys {
        return Err(Problem::invalid_input(
            &format!(
                "“{}” doesn't name a service.",
                shortened(nobodys.scope_string())
            ),
            "Nothing was added. Copy the whole scope, such as \
             “urn:globus:auth:scope:transfer.api.globus.org:all”.",
        ));
    }
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let before = clients.requirements.scopes();
    ScopeParser::merge_scopes(&before, &scopes).map_err(|error| {
        Problem::invalid_input(
            "That contradicts a permission that is already requested.",
            &format!("Nothing was added: {}.", error.problem()),
        )
    })?;
    let with = clients.requirements.with(&scopes);
    if ScopeParser::serialize(&with.scopes()).len() > MAX_SCOPE {
        return Err(Problem::invalid_input(
            "That's more than fits in one request to Globus.",
            "Nothing was added. First remove permissions that you no longer need.",
        ));
    }
    Ok(with)
}

/// Removes a scope from the requirements.
pub fn without(clients: Option<Clients>, scope: &str) -> Result<StoredRequirements, Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let read = (scope.len() <= MAX_SCOPE)
        .then(|| required(scope))
        .flatten();
    let scope = read.ok_or_else(|| {
        Problem::invalid_input("That isn't a permission.", "Nothing was removed.")
    })?;
    clients.requirements.without(&scope).ok_or_else(|| {
        let title = words::title(&scope, &Names::default());
        Problem::invalid_input(
            &format!("“{title}” can't be removed."),
            "Meridian doesn't work without it. To remove its token, sign out.",
        )
    })
}

/// The last scope of a branch, which says what the branch is for.
fn end(branch: &Scope) -> Scope {
    let mut end = branch.clone();
    loop {
        let Some(below) = end.dependencies().next() else {
            return end;
        };
        end = below;
    }
}
