//! Reads collections and folders from Globus Transfer.

use globus_app::{
    Endpoint, EntityType, Error, File, FileType, GcsCollectionScopes, TransferScopes,
};
use uuid::Uuid;

use super::view::{CollectionList, CollectionRow, DataAccess, FileRow, Folder};
use crate::{
    clients::Clients,
    permissions,
    problem::{refused::Refused, view::Problem},
    read::{TRANSFER, each_once, id, search, signed_in},
    text::{Literal, Text},
    time::millis,
};

const FOUND: u64 = 50;

/// The most entries that a screen can show.
const ENTRIES: usize = 10_000;

/// Collections whose name, owner or keywords contain the text. Without a text, those used recently.
pub async fn collections(clients: Option<Clients>, text: &str) -> Result<CollectionList, Refused> {
    let clients = signed_in(clients, TRANSFER)?;
    let text = search(text);
    let request = clients.transfer.endpoint_search().limit(FOUND);
    let request = if text.is_empty() {
        request.filter_scope("recently-used")
    } else {
        request.filter_fulltext(text)
    };
    let page = request
        .send()
        .await
        .map_err(|error| Refused::of_read(TRANSFER, &error))?;
    let mut rows = Vec::new();
    for collection in &page.endpoints {
        rows.push(collection_row(&clients, collection).await);
    }
    each_once(&mut rows, |row: &CollectionRow| &row.id);
    Ok(CollectionList {
        rows,
        more: page.has_next_page,
    })
}

/// Reads a folder of a collection.
pub async fn folder(
    clients: Option<Clients>,
    collection_id: &str,
    path: &str,
    hidden: bool,
) -> Result<Folder, Refused> {
    let clients = signed_in(clients, TRANSFER)?;
    let id = id(collection_id)?;
    let refused = |error: Error| of_folder(&error);
    let collection = clients.transfer.get_endpoint(&id).await.map_err(refused)?;
    let mut request = clients
        .transfer
        .operation_ls(&id)
        .show_hidden(hidden)
        .limit(ENTRIES as u64 + 1);
    if !path.is_empty() {
        request = request.path(path);
    }
    let list = request.send().await.map_err(refused)?;
    let above = list.absolute_path.or(list.path);
    let above = above.unwrap_or_else(|| path.to_owned());
    let files = list.files.iter();
    let mut entries: Vec<_> = files.map(|file| file_row(file, &above)).collect();
    let more = entries.len() > ENTRIES;
    entries.truncate(ENTRIES);
    entries.sort_by_cached_key(|entry| (!entry.folder, entry.name.to_lowercase()));
    Ok(Folder {
        collection: collection_row(&clients, &collection).await,
        path: above,
        entries,
        more,
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

/// The problem for a folder that can't be read. The path bar stays, so that you can try another
/// path.
fn of_folder(error: &Error) -> Refused {
    let problem = match Refused::of_read(TRANSFER, error) {
        Refused::Problem(problem) => problem,
        needs_more @ Refused::NeedsMore(_) => return needs_more,
    };
    let code = match error {
        Error::Api(error) => error.code.as_deref().unwrap_or_default(),
        _ => "",
    };
    let (what, meaning) = if code.contains("NotFound") {
        ("Folder not found.", "It may have been moved or deleted.")
    } else if code.contains("PermissionDenied") {
        (
            "You don't have permission to open this folder.",
            "Ask the collection's owner.",
        )
    } else {
        return problem.into();
    };
    Problem {
        what: what.into(),
        meaning: meaning.into(),
        ..problem
    }
    .into()
}

async fn collection_row(clients: &Clients, collection: &Endpoint) -> CollectionRow {
    CollectionRow {
        id: collection.id.to_string(),
        name: collection
            .display_name
            .as_deref()
            .map_or_else(|| collection.id.to_string().into(), Text::of),
        owner: collection
            .owner_string
            .as_deref()
            .or(collection.organization.as_deref())
            .map(Text::of)
            .unwrap_or_default(),
        kind: kind(collection.entity_type.as_ref()),
        high_assurance: collection.high_assurance,
        connected: collection.gcp_connected,
        data_access: match &collection.id {
            id if collection.requires_data_access_scope() => data_access_of(clients, id).await,
            _ => DataAccess::None,
        },
    }
}

/// Whether a collection's `data_access` permission is granted. Only those that the account requires
/// are known. One granted elsewhere shows up when the collection is used.
async fn data_access_of(clients: &Clients, id: &Uuid) -> DataAccess {
    let wanted = GcsCollectionScopes::new(*id).data_access();
    let transfer = TransferScopes::ALL.with_dependency(wanted.optional());
    if !clients.requirements.has(&transfer) {
        return DataAccess::Needed;
    }
    if permissions::granted::is_granted(clients, &transfer).await {
        DataAccess::Granted
    } else {
        DataAccess::Needed
    }
}

fn kind(entity_type: Option<&EntityType>) -> Text {
    Text::of(match entity_type {
        Some(EntityType::GcsV5MappedCollection) => "Mapped collection",
        Some(EntityType::GcsV5GuestCollection | EntityType::GcpGuestCollection) => {
            "Guest collection"
        }
        Some(EntityType::GcpMappedCollection) => "Personal collection",
        Some(other) => other.as_str(),
        None => "",
    })
}

/// `above` is the path of the folder that contains the file.
fn file_row(file: &File, above: &str) -> FileRow {
    let folder = file.file_type == FileType::Dir;
    let end = if folder { "/" } else { "" };
    FileRow {
        name: Literal::of(&file.name),
        path: format!("{}/{}{end}", above.trim_end_matches('/'), file.name),
        folder,
        kind: Text::of(match &file.file_type {
            FileType::Dir => "folder",
            FileType::File => "file",
            other => other.as_str(),
        }),
        size: file.size.filter(|_| !folder),
        modified_at: file.last_modified.map(millis),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::text::hostile;

    #[test]
    fn f31_a_file_is_shown_fit_and_asked_for_as_it_is_called() {
        let file = hostile::filled(json!({"name": "", "type": ""}));
        let file: File = serde_json::from_value(file).expect("a file");
        let row = file_row(&file, "/above/");
        hostile::assert_fit(&row, &["path"]);
        assert_eq!(row.path, format!("/above/{}", hostile::TEXT));
    }
}
