//! What a person does, by the feature that does it.

pub mod need;

use globus_app::GlobusAuthorizationParameters;

use crate::{
    clients::Clients, controller::sheet::Action, problem::refused::Refused, runs, text::Text,
    transfers,
};

/// Does it, once, and answers what to say of it. `met`: what a sign-in has just satisfied for it,
/// which is not to be seen from here, so that it is not asked for again.
pub async fn perform(
    clients: &Clients,
    action: &Action,
    met: Option<&GlobusAuthorizationParameters>,
) -> Result<Text, Refused> {
    match action {
        // The window reads it by itself.
        Action::Read { .. } => Ok(Text::default()),
        Action::CancelRuns { run_ids } => runs::change::cancel(clients, run_ids).await,
        Action::ResumeRuns { run_ids } => runs::change::resume(clients, run_ids, met).await,
        Action::UpdateRun { run_id, change } => runs::change::update(clients, run_id, change).await,
        Action::DeleteRuns { run_ids } => runs::change::delete(clients, run_ids).await,
        Action::CancelTasks { task_ids } => transfers::cancel::cancel(clients, task_ids).await,
    }
}
