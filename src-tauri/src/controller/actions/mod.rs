//! What a person does: tried at once, and if it needs more, what exactly.

mod each;
pub mod need;
mod read;
mod runs;

use globus_app::{Error, GlobusAuthorizationParameters};

use each::{Tally, Words, ids};

use crate::{
    clients::Clients,
    controller::sheet::{Acted, Action},
    problem::{self, view::Problem},
};

use need::Need;

/// Why an action was not done.
#[derive(Debug)]
pub enum Refused {
    /// It needs more.
    NeedsMore(Box<Need>),
    /// It cannot be done.
    Problem(Problem),
}

/// Does it, once. `met`: what a sign-in has just satisfied for it, which is not to be seen from
/// here, so that it is not asked for again.
pub async fn act(
    clients: Clients,
    action: &Action,
    met: Option<&GlobusAuthorizationParameters>,
) -> Result<Acted, Refused> {
    match action {
        Action::Read { place } => read::place(&clients, action, place).await,
        Action::CancelRuns { run_ids } => runs::cancel(&clients, action, run_ids).await,
        Action::ResumeRuns { run_ids } => runs::resume(&clients, action, run_ids, met).await,
        Action::UpdateRun { run_id, change } => {
            runs::update(&clients, action, run_id, change).await
        }
        Action::DeleteRuns { run_ids } => runs::delete(&clients, action, run_ids).await,
        Action::CancelTasks { task_ids } => {
            let mut tally = Tally::of(&clients, action, TRANSFER);
            for id in ids(task_ids)? {
                tally.add(clients.transfer.cancel_task(&id).await).await?;
            }
            tally.end(&Words::canceled("transfers canceled"))
        }
    }
}

const FLOWS: &str = "Globus Flows";
const TRANSFER: &str = "Globus Transfer";
const AUTH: &str = "Globus Auth";

fn id(text: &str) -> Result<uuid::Uuid, Refused> {
    uuid::Uuid::parse_str(text).map_err(|_| problem::not_an_id().into())
}

/// What a service wants first, if it says so; else why it cannot be done.
async fn refused(
    clients: &Clients,
    action: &Action,
    service: &'static str,
    error: Error,
) -> Refused {
    let parameters = match &error {
        Error::Api(error) => error
            .gare
            .as_ref()
            .map(|gare| gare.authorization_parameters.clone()),
        Error::RequirementNotMet { gare, .. } => Some(gare.authorization_parameters.clone()),
        // The token is gone, or does not reach: a sign-in with what the app requires.
        Error::LoginRequired { .. } => Some(GlobusAuthorizationParameters::default()),
        _ => None,
    };
    match parameters {
        Some(parameters) => {
            let need = Need::new(clients, action, service, parameters).await;
            Refused::NeedsMore(Box::new(need))
        }
        None => problem::calls::of_call(service, &error).into(),
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
