//! Canceling transfers and deletions.

use crate::{
    clients::Clients,
    problem::refused::Refused,
    read::TRANSFER,
    tally::{Tally, Words, ids},
    text::Text,
};

/// Asks Globus to cancel them.
pub async fn cancel(clients: &Clients, task_ids: &[String]) -> Result<Text, Refused> {
    let mut tally = Tally::of(TRANSFER);
    for id in ids(task_ids)? {
        tally.add(clients.transfer.cancel_task(&id).await)?;
    }
    tally.end(&Words::canceled("transfers canceled"))
}
