//! What an action needs, in words.

use std::slice;

use globus_app::GlobusAuthorizationParameters;
use uuid::Uuid;

use crate::{
    access,
    cli::session_command,
    clients::Clients,
    controller::{
        names::{collection_name, identity_name},
        sheet::{Action, Ask, AskKind, Sheet, SheetStep},
    },
    permissions,
    place::Place,
    problem::refused::Requirement,
    requirements::branches::all_of,
    text::{Literal, Page, Text},
};

/// What a sign-in has to satisfy before an action can be done.
#[derive(Clone, Debug)]
pub struct Need {
    /// As the service asks for it.
    pub parameters: GlobusAuthorizationParameters,
    /// The same, with what this computer's tokens allow already: a new token replaces the old.
    pub to_ask: GlobusAuthorizationParameters,
    service: &'static str,
    /// "resume “Nightly 88”".
    doing: String,
    asks: Vec<Ask>,
    scope: Option<String>,
}

impl PartialEq for Need {
    /// Whether the service asks for the very same.
    fn eq(&self, other: &Self) -> bool {
        self.parameters == other.parameters
    }
}

impl Need {
    /// With names instead of ids where Globus tells them.
    pub async fn new(clients: &Clients, action: &Action, requirement: Requirement) -> Self {
        let Requirement {
            service,
            parameters,
        } = requirement;
        let kept = access::ask::asking(clients, &parameters.required_scopes).await;
        let to_ask = GlobusAuthorizationParameters {
            required_scopes: kept.map_or_else(
                |_| parameters.required_scopes.clone(),
                |kept| kept.required_scopes,
            ),
            ..parameters.clone()
        };
        let scope = (!parameters.required_scopes.is_empty())
            .then(|| clients.app.scope_to_ask(&to_ask).ok())
            .flatten();
        Self {
            to_ask,
            service,
            doing: doing(clients, action).await,
            asks: asks(clients, &parameters).await,
            scope,
            parameters,
        }
    }

    /// As the window shows it first.
    pub fn sheet(&self, action: &Action) -> Sheet {
        let says = self.parameters.session_message.as_deref();
        Sheet {
            action: action.clone(),
            title: format!("One more step to {}", self.doing).into(),
            says: says.map(Page::of),
            service: self.service.into(),
            asks: self.asks.clone(),
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
            format!(
                "change {}",
                run_names(clients, slice::from_ref(run_id)).await
            )
        }
        Action::DeleteRuns { run_ids } => format!("delete {}", run_names(clients, run_ids).await),
        Action::CancelTasks { task_ids } => match task_ids.len() {
            0 | 1 => "cancel this transfer".to_owned(),
            count => format!("cancel {count} transfers"),
        },
        Action::Read {
            place: Place::Collection { id, .. },
        } => match Uuid::parse_str(id) {
            Ok(id) => format!("browse {}", collection_name(clients, &id).await),
            Err(_) => "browse this collection".to_owned(),
        },
        Action::Read { place } => match place {
            Place::Flow { .. } => "see this flow",
            Place::Run { .. } => "see this run",
            Place::Transfer { .. } => "see this transfer",
            Place::Runs => "see your runs",
            Place::Transfers => "see your transfers",
            _ => "see this",
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
        Action::CancelRuns { run_ids } if run_ids.len() > 1 => "Then they are canceled for you.",
        Action::CancelRuns { .. } => "Then the run is canceled for you.",
        Action::ResumeRuns { run_ids } if run_ids.len() > 1 => "Then they go on by themselves.",
        Action::ResumeRuns { .. } => "Then the run goes on by itself.",
        Action::UpdateRun { .. } => "Then it is changed as you said.",
        Action::DeleteRuns { run_ids } if run_ids.len() > 1 => "Then they are deleted for you.",
        Action::DeleteRuns { .. } => "Then the run is deleted for you.",
        Action::CancelTasks { task_ids } if task_ids.len() > 1 => "Then they are canceled for you.",
        Action::CancelTasks { .. } => "Then the transfer is canceled for you.",
        Action::Read {
            place: Place::Collection { .. },
        } => "Then the folder is shown.",
        Action::Read { .. } => "Then it is shown.",
    }
}

/// The names of those that are the person's own, and of the others. Without knowing, all are taken
/// for their own: Globus decides.
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

async fn asks(clients: &Clients, parameters: &GlobusAuthorizationParameters) -> Vec<Ask> {
    let (linked, unlinked) = identities(clients, parameters).await;
    let mut asks = Vec::new();
    let mut ask = |kind, text: String, detail: Option<Literal>| {
        asks.push(Ask {
            kind,
            text: text.into(),
            detail,
            met: false,
        });
    };
    if !linked.is_empty() {
        let text = format!("sign in as {}", linked.join(" or "));
        ask(AskKind::Identity, text, None);
    } else if !unlinked.is_empty() {
        ask(
            AskKind::UnlinkedIdentity,
            format!("sign in as {}", unlinked.join(" or ")),
            Some("it isn't linked to your account yet: link it on globus.org first".into()),
        );
    }
    for domain in &parameters.session_required_single_domain {
        ask(
            AskKind::Domain,
            format!("sign in with an account of {domain}"),
            None,
        );
    }
    if parameters.session_required_mfa == Some(true) {
        let why = Some("a second factor is required here".into());
        ask(AskKind::Mfa, "use multi-factor sign-in".to_owned(), why);
    }
    for policy in &parameters.session_required_policies {
        ask(
            AskKind::Policy,
            "meet a policy that is set for it".to_owned(),
            Some(Literal::of(policy)),
        );
    }
    if parameters.prompt.as_deref() == Some("login") {
        let text = "sign in again, even if you are signed in already";
        ask(AskKind::SignInAgain, text.to_owned(), None);
    }
    for scope in &parameters.required_scopes {
        let met = permissions::granted::is_granted(clients, scope).await;
        for part in all_of(scope) {
            let title = permissions::words::scope_title(clients, &part).await;
            asks.push(Ask {
                kind: AskKind::Scope,
                text: format!("allow: {title}").into(),
                detail: Some(Literal::of(part.scope_string())),
                met,
            });
        }
    }
    if asks.is_empty() {
        asks.push(Ask {
            kind: AskKind::SignInAgain,
            text: "sign in again".into(),
            detail: None,
            met: false,
        });
    }
    asks
}
