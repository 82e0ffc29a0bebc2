//! Dispatches actions to the features that carry them out.

pub mod need;

use globus_app::GlobusAuthorizationParameters;

use crate::{
    clients::Clients, controller::sheet::Action, problem::refused::Refused, runs, text::Text,
    transfers,
};

/// Carries out `action` once and returns the message to show. `met` is what a sign-in has just
/// satisfied for it. Sessions and policies can't be checked from here, so without `met` the action
/// would ask for them again.
///
/// # Errors
/// [`Refused::NeedsMore`] if the service wants another sign-in or permission first, and
/// [`Refused::Problem`] for everything else.
pub async fn perform(
    clients: &Clients,
    action: &Action,
    met: Option<&GlobusAuthorizationParameters>,
) -> Result<Text, Refused> {
    match action {
        Action::Read { .. } | Action::FindPeople => Ok(Text::default()),
        Action::CancelRuns { run_ids } => runs::change::cancel(clients, run_ids).await,
        Action::ResumeRuns { run_ids } => runs::change::resume(clients, run_ids, met).await,
        Action::UpdateRun { run_id, change } => runs::change::update(clients, run_id, change).await,
        Action::DeleteRuns { run_ids } => runs::change::delete(clients, run_ids).await,
        Action::CancelTasks { task_ids } => transfers::cancel::cancel(clients, task_ids).await,
        Action::ResumeTask { task_id } => transfers::resume::resume(clients, task_id, met).await,
    }
}
