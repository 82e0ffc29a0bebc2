//! Puts into words what a service wants before it carries out an action.

use std::slice;

use globus_app::GlobusAuthorizationParameters;
use uuid::Uuid;

use crate::{
    access,
    cli::session_command,
    clients::Clients,
    controller::{
        names::{collection_name, identity_name},
        sheet::{Action, Sheet, SheetItem, SheetItemKind, SheetStep},
    },
    permissions,
    place::Place,
    problem::refused::Requirement,
    requirements::branches::all_of,
    text::{Literal, Page, Text},
};

/// What a sign-in has to satisfy before an action can be carried out.
#[derive(Clone, Debug)]
pub struct Need {
    /// The service's own parameters.
    pub parameters: GlobusAuthorizationParameters,
    /// The same parameters plus the scopes already granted, because the new token replaces the old
    /// one.
    pub request: GlobusAuthorizationParameters,
    service: &'static str,
    /// "resume “Nightly 88”".
    doing: String,
    items: Vec<SheetItem>,
    scope: Option<String>,
}

impl PartialEq for Need {
    /// Two needs are equal if the service asks for the same parameters.
    fn eq(&self, other: &Self) -> bool {
        self.parameters == other.parameters
    }
}

impl Need {
    /// Looks up names for the IDs in `requirement`, and computes the scopes to request.
    pub async fn new(clients: &Clients, action: &Action, requirement: Requirement) -> Self {
        let Requirement {
            service,
            parameters,
        } = requirement;
        let kept = access::grant::grant_parameters(clients, &parameters.required_scopes).await;
        let request = GlobusAuthorizationParameters {
            required_scopes: kept.map_or_else(
                |_| parameters.required_scopes.clone(),
                |kept| kept.required_scopes,
            ),
            ..parameters.clone()
        };
        let scope = (!parameters.required_scopes.is_empty())
            .then(|| clients.app.scope_parameter(&request).ok())
            .flatten();
        Self {
            request,
            service,
            doing: doing(clients, action).await,
            items: items(clients, &parameters).await,
            scope,
            parameters,
        }
    }

    /// The sheet as the window first shows it.
    pub fn sheet(&self, action: &Action) -> Sheet {
        let says = self.parameters.session_message.as_deref();
        Sheet {
            action: action.clone(),
            title: format!("One more step to {}", self.doing).into(),
            says: says.map(Page::of),
            service: self.service.into(),
            items: self.items.clone(),
            afterwards: afterwards(action).into(),
            scope: self.scope.as_deref().map(Page::of),
            cli: session_command(&self.parameters),
            step: SheetStep::Ready,
        }
    }
}

async fn doing(clients: &Clients, action: &Action) -> String {
    match action {
        Action::CancelRuns { run_ids } => format!("cancel {}", run_names(clients, run_ids).await),
        Action::ResumeRuns { run_ids } => format!("resume {}", run_names(clients, run_ids).await),
        Action::UpdateRun { run_id, .. } => {
            format!("edit {}", run_names(clients, slice::from_ref(run_id)).await)
        }
        Action::DeleteRuns { run_ids } => format!("delete {}", run_names(clients, run_ids).await),
        Action::CancelTasks { task_ids } => match task_ids.len() {
            0 | 1 => "cancel this transfer".to_owned(),
            count => format!("cancel {count} transfers"),
        },
        Action::ResumeTask { .. } => "resume this transfer".to_owned(),
        Action::FindPeople => "look up people".to_owned(),
        Action::Read {
            place: Place::Collection { id, .. },
        } => match Uuid::parse_str(id) {
            Ok(id) => format!("browse {}", collection_name(clients, &id).await),
            Err(_) => "browse this collection".to_owned(),
        },
        Action::Read { place } => match place {
            Place::Flow { .. } => "open this flow",
            Place::Run { .. } => "open this run",
            Place::Transfer { .. } => "open this transfer",
            Place::Runs => "load your runs",
            Place::Transfers => "load your transfers",
            _ => "open this page",
        }
        .to_owned(),
    }
}

async fn run_names(clients: &Clients, run_ids: &[String]) -> String {
    let [run_id] = run_ids else {
        return format!("{} runs", run_ids.len());
    };
    let named = match Uuid::parse_str(run_id) {
        Ok(id) => clients.flows.get_run(&id).await.ok(),
        Err(_) => None,
    };
    let label = named
        .map(|run| Text::of(run.label))
        .filter(|label| !label.is_empty());
    label.map_or_else(|| "this run".to_owned(), |label| format!("“{label}”"))
}

fn afterwards(action: &Action) -> &'static str {
    match action {
        Action::CancelRuns { run_ids } if run_ids.len() > 1 => {
            "Meridian then cancels the runs for you."
        }
        Action::CancelRuns { .. } => "Meridian then cancels the run for you.",
        Action::ResumeRuns { run_ids } if run_ids.len() > 1 => {
            "Meridian then resumes the runs for you."
        }
        Action::ResumeRuns { .. } => "Meridian then resumes the run for you.",
        Action::UpdateRun { .. } => "Meridian then saves your change.",
        Action::DeleteRuns { run_ids } if run_ids.len() > 1 => {
            "Meridian then deletes the runs for you."
        }
        Action::DeleteRuns { .. } => "Meridian then deletes the run for you.",
        Action::CancelTasks { task_ids } if task_ids.len() > 1 => {
            "Meridian then cancels the transfers for you."
        }
        Action::CancelTasks { .. } => "Meridian then cancels the transfer for you.",
        Action::ResumeTask { .. } => "Globus then continues the transfer.",
        Action::FindPeople => "Then add the person again.",
        Action::Read {
            place: Place::Collection { .. },
        } => "Meridian then opens the folder.",
        Action::Read { .. } => "Meridian then opens the page.",
    }
}

/// The names of the required identities: those linked to the account, and the others. If the linked
/// identities can't be read, all count as linked and Globus decides.
async fn identities(
    clients: &Clients,
    parameters: &GlobusAuthorizationParameters,
) -> (Vec<Text>, Vec<Text>) {
    let wanted = &parameters.session_required_identities;
    if wanted.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mine = clients.auth.linked_identities().await.unwrap_or_default();
    let is_mine = |wanted: &String| {
        mine.is_empty()
            || mine
                .iter()
                .any(|own| own.id.to_string() == *wanted || own.username == *wanted)
    };
    let (mut linked, mut unlinked) = (Vec::new(), Vec::new());
    for identity in wanted {
        let name = identity_name(clients, &mine, identity).await;
        if is_mine(identity) {
            linked.push(name);
        } else {
            unlinked.push(name);
        }
    }
    (linked, unlinked)
}

async fn items(clients: &Clients, parameters: &GlobusAuthorizationParameters) -> Vec<SheetItem> {
    let GlobusAuthorizationParameters {
        session_required_single_domain,
        session_required_policies,
        session_required_mfa,
        required_scopes,
        prompt,
        // Looked up below, and the sheet's own text.
        session_required_identities: _,
        session_message: _,
        extra: _,
    } = parameters;
    let (linked, unlinked) = identities(clients, parameters).await;
    let mut items = Vec::new();
    let mut ask = |kind, text: String, detail: Option<Literal>| {
        items.push(SheetItem {
            kind,
            text: text.into(),
            detail,
            met: false,
        });
    };
    if !linked.is_empty() {
        let text = format!("Sign in as {}", linked.join(" or "));
        ask(SheetItemKind::Identity, text, None);
    } else if !unlinked.is_empty() {
        ask(
            SheetItemKind::UnlinkedIdentity,
            format!("Sign in as {}", unlinked.join(" or ")),
            Some("Not linked to your account yet. Link it on globus.org first.".into()),
        );
    }
    for domain in session_required_single_domain {
        ask(
            SheetItemKind::Domain,
            format!("Sign in with an account from {domain}"),
            None,
        );
    }
    if *session_required_mfa == Some(true) {
        let why = Some("A second factor is required.".into());
        ask(
            SheetItemKind::Mfa,
            "Use multi-factor sign-in".to_owned(),
            why,
        );
    }
    for policy in session_required_policies {
        ask(
            SheetItemKind::Policy,
            "Meet an authentication policy".to_owned(),
            Some(Literal::of(policy)),
        );
    }
    if prompt.as_deref() == Some("login") {
        let text = "Sign in again, even if you're already signed in";
        ask(SheetItemKind::SignInAgain, text.to_owned(), None);
    }
    for scope in required_scopes {
        let met = permissions::granted::is_granted(clients, scope).await;
        for part in all_of(scope) {
            let title = permissions::words::scope_title(clients, &part).await;
            items.push(SheetItem {
                kind: SheetItemKind::Scope,
                text: allow(&title).into(),
                detail: Some(Literal::of(part.scope_string())),
                met,
            });
        }
    }
    if items.is_empty() {
        items.push(SheetItem {
            kind: SheetItemKind::SignInAgain,
            text: "Sign in again".into(),
            detail: None,
            met: false,
        });
    }
    items
}

/// What the browser asks for, from a permission's title: "Allow Meridian to manage runs". A scope
/// without a title keeps its name.
fn allow(title: &str) -> String {
    let mut letters = title.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            format!(
                "Allow Meridian to {}{}",
                first.to_lowercase(),
                letters.as_str()
            )
        }
        _ => format!("Allow {title}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_is_requested_by_its_title_or_scope() {
        assert_eq!(allow("Manage runs"), "Allow Meridian to manage runs");
        let scope = "urn:globus:auth:scope:x:y";
        assert_eq!(allow(scope), format!("Allow {scope}"));
    }
}
