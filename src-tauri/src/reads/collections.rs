//! Collections and their folders, from the bound client.

use crate::{
    controller::Clients,
    problem,
    view::{CollectionList, Folder, Problem},
};

const SERVICE: &str = "Globus Transfer";

/// Collections whose name, owner or keywords hold the text.
pub async fn collections(clients: Option<Clients>, text: &str) -> Result<CollectionList, Problem> {
    let _ = (clients, text);
    Err(problem::unbuilt(SERVICE))
}

/// A folder of a collection.
pub async fn folder(
    clients: Option<Clients>,
    collection_id: &str,
    path: &str,
    hidden: bool,
) -> Result<Folder, Problem> {
    let _ = (clients, collection_id, path, hidden);
    Err(problem::unbuilt(SERVICE))
}
