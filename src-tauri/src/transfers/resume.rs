//! Resumes a task that stopped because a permission was missing.

use globus_app::{
    GcsCollectionScopes, GlobusAuthorizationParameters, Scope, Task, TaskStatus, TransferScopes,
};

use crate::{
    clients::Clients,
    permissions::granted::is_granted,
    problem::{refused::Refused, view::Problem},
    read::{TRANSFER, id},
    text::Text,
};

/// Requests the `data_access` permissions that the task's collections need, then checks whether
/// Globus continues it. `met` is what a sign-in has just satisfied.
///
/// # Errors
/// [`Refused::NeedsMore`] if a permission is missing, and a [`Problem`] if the task is still
/// stopped.
pub async fn resume(
    clients: &Clients,
    task_id: &str,
    met: Option<&GlobusAuthorizationParameters>,
) -> Result<Text, Refused> {
    let id = id(task_id)?;
    let task = clients.transfer.get_task(&id).await;
    let task = task.map_err(|error| Refused::of_action(TRANSFER, &error))?;
    if task.status != TaskStatus::Inactive {
        return Ok("Resumed. Globus continues the transfer.".into());
    }
    if met.is_none() {
        let missing = missing(clients, &task).await;
        if !missing.is_empty() {
            return Err(Refused::needs_scopes(TRANSFER, missing));
        }
    }
    Err(Problem::neutral(
        "The transfer hasn't resumed yet.",
        "Its collections have the permissions they need, and Globus tries again within a few \
         minutes. If it stays stopped, cancel it and start it again.",
    )
    .into())
}

/// The permissions of its collections that aren't granted yet.
async fn missing(clients: &Clients, task: &Task) -> Vec<Scope> {
    let mut missing: Vec<Scope> = Vec::new();
    let sides = [task.source_endpoint_id, task.destination_endpoint_id];
    for side in sides.into_iter().flatten() {
        // If a collection can't be read, no permission can be requested for it.
        let Ok(collection) = clients.transfer.get_endpoint(&side).await else {
            continue;
        };
        let data_access = GcsCollectionScopes::new(side).data_access();
        let scope = TransferScopes::ALL.with_dependency(data_access.optional());
        if collection.requires_data_access_scope()
            && !missing.contains(&scope)
            && !is_granted(clients, &scope).await
        {
            missing.push(scope);
        }
    }
    missing
}
