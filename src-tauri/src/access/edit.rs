//! What the current account is asked for: shown, added to, taken from.

use globus_app::{KnownScope, Scope, ScopeParseError, ScopeParser};

use super::{StoredRequirements, branches::required, requirements::is_fixed};
use crate::{
    controller::Clients,
    problem,
    view::{Problem, RequirementRow, Requirements},
};

const SERVICE: &str = "Globus Auth";

/// The most that is asked for at once: what browsers and servers take as an address.
const MAX_ASKED: usize = 16 << 10;

/// What the current account is asked for.
pub fn requirements(clients: Option<Clients>) -> Result<Requirements, Problem> {
    let stored = stored(clients)?;
    let rows = stored.branches().into_iter().filter_map(row);
    Ok(Requirements {
        rows: rows.collect(),
        text: ScopeParser::serialize(&stored.scopes()),
        preset: stored.added.is_empty().then_some(stored.preset),
    })
}

/// The requirements with what a text says.
pub async fn with_added(
    clients: Option<Clients>,
    text: &str,
) -> Result<StoredRequirements, Problem> {
    let scopes = to_ask(clients.clone(), &[text.to_owned()]).await?;
    if let Some(nobodys) = scopes
        .iter()
        .find(|scope| scope.resource_server().is_none())
    {
        return Err(Problem::invalid_input(
            &format!("“{}” names no service.", shortened(nobodys.scope_string())),
            "Nothing was added. Copy the whole permission, such as \
             “urn:globus:auth:scope:transfer.api.globus.org:all”.",
        ));
    }
    let with = stored(clients)?.with(&scopes);
    if ScopeParser::serialize(&with.scopes()).len() > MAX_ASKED {
        return Err(Problem::invalid_input(
            "That is more than Globus can be asked for at once.",
            "Nothing was added. Take permissions away first that you no longer need.",
        ));
    }
    Ok(with)
}

/// What these scope strings say, if Globus can be asked for it.
#[expect(
    clippy::unused_async,
    reason = "collections are looked at in the next step"
)]
pub async fn to_ask(clients: Option<Clients>, scopes: &[String]) -> Result<Vec<Scope>, Problem> {
    clients.ok_or_else(|| problem::sign_in_needed(SERVICE))?;
    read(&scopes.join(" "))
}

/// The requirements without one of them.
pub fn without(clients: Option<Clients>, scope: &str) -> Result<StoredRequirements, Problem> {
    let stored = stored(clients)?;
    let scope = required(scope).ok_or_else(|| {
        Problem::invalid_input("That is not a permission.", "Nothing was removed.")
    })?;
    stored.without(&scope).ok_or_else(|| {
        Problem::invalid_input(
            &format!("“{}” cannot be removed.", title(&scope)),
            "Meridian does not work without it. To end it for good, sign out.",
        )
    })
}

fn stored(clients: Option<Clients>) -> Result<StoredRequirements, Problem> {
    let clients = clients.ok_or_else(|| problem::sign_in_needed(SERVICE))?;
    Ok(clients.requirements)
}

/// What a text says, if it is something and Globus can be asked for it.
fn read(text: &str) -> Result<Vec<Scope>, Problem> {
    let refused = |meaning: &str| Problem::invalid_input("That is not a permission.", meaning);
    if text.len() > MAX_ASKED {
        return Err(refused("It is longer than Globus takes."));
    }
    let scopes = ScopeParser::parse(text)
        .map_err(|error: ScopeParseError| refused(&format!("Nothing was changed: {error}.")))?;
    if scopes.is_empty() {
        return Err(refused("Nothing was given."));
    }
    Ok(scopes)
}

fn row(branch: String) -> Option<RequirementRow> {
    let scope = required(&branch)?;
    Some(RequirementRow {
        title: title(&scope),
        resource_server: scope.resource_server().unwrap_or_default().to_owned(),
        fixed: is_fixed(&scope) && scope.dependencies().next().is_none(),
        scope: branch,
    })
}

/// A branch in words: what its end allows, else its own text.
fn title(branch: &Scope) -> String {
    let mut end = branch.clone();
    loop {
        let Some(below) = end.dependencies().next() else {
            break;
        };
        end = below;
    }
    KnownScope::find(&end).map_or_else(
        || shortened(end.scope_string()),
        |known| known.title.to_owned(),
    )
}

/// As much of a text as a sentence can carry.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let begin: String = text.chars().take(LONGEST).collect();
    begin + "…"
}
