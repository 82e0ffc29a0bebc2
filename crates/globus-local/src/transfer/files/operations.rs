//! File operations that are answered at once.

use std::sync::Arc;

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Entry, Files, Folder, filter::Filter, order};
use crate::{
    auth::{Access, Auth},
    transfer::{
        collections::{
            Collection, Collections,
            access::{check_consents, check_session},
        },
        error::TransferError,
        file_problem::FileProblem,
        parameters::Parameters,
        path::{FilePath, PathProblem},
    },
};

/// The most entries that are ever listed.
const MOST: usize = 100_000;

/// How to name an operation in errors.
#[derive(Clone, Copy)]
pub(in crate::transfer) struct Verb {
    pub(in crate::transfer) word: &'static str,
    pub(in crate::transfer) failed: &'static str,
    pub(in crate::transfer) exists: &'static str,
    pub(in crate::transfer) not_connected: &'static str,
    pub(in crate::transfer) not_found: &'static str,
}

pub(in crate::transfer) const LIST: Verb = Verb {
    word: "list",
    failed: "ExternalError.DirListingFailed",
    exists: "ExternalError.DirListingFailed.Exists",
    not_connected: "ExternalError.DirListingFailed.GCDisconnected",
    not_found: "ClientError.NotFound",
};
pub(in crate::transfer) const STAT: Verb = Verb {
    word: "stat",
    not_found: "NotFound",
    ..LIST
};
pub(in crate::transfer) const MKDIR: Verb = Verb {
    word: "mkdir",
    failed: "ExternalError.MkdirFailed",
    exists: "ExternalError.MkdirFailed.Exists",
    not_connected: "ExternalError.MkdirFailed.GCDisconnected",
    not_found: "ClientError.NotFound",
};
pub(in crate::transfer) const RENAME: Verb = Verb {
    word: "rename",
    failed: "ExternalError.RenameFailed",
    exists: "ExternalError.RenameFailed.Exists",
    not_connected: "ExternalError.RenameFailed.GCDisconnected",
    not_found: "ClientError.NotFound",
};

/// The collection, if the caller may use it.
pub(in crate::transfer) fn permitted(
    auth: &Auth,
    access: &Access,
    id: &str,
    verb: Verb,
) -> Result<&'static Collection, TransferError> {
    let collection = Collections::get(id)?;
    check_consents(auth, access, &[collection])?;
    // For protected data the collection refuses, and Transfer passes that on.
    check_session(auth, access, collection).map_err(|parameters| {
        let code = "ExternalError.DirListingFailed.LoginFailed";
        let message = format!(
            "Command failed: Error ({})\nEndpoint: {} ({id})\nMessage: Login Failed\n---\n\
             Details: 530-Login incorrect. : the session does not meet the requirements of this collection\n",
            verb.word, collection.name
        );
        TransferError::external(code, message).with("authorization_parameters", parameters)
    })?;
    connected(collection, verb)?;
    Ok(collection)
}

fn connected(collection: &Collection, verb: Verb) -> Result<(), TransferError> {
    if collection.is_reachable() {
        return Ok(());
    }
    let message = format!(
        "The Globus Connect Personal endpoint '{}' is not currently connected to Globus",
        collection.name
    );
    Err(TransferError::external(verb.not_connected, message))
}

/// Lists a directory, and returns the document of the listing.
pub(in crate::transfer) fn list(
    files: &mut Files,
    collection: &'static Collection,
    parameters: &Parameters,
) -> Result<Value, TransferError> {
    let given = parameters.get("path");
    let path = path(collection, given.unwrap_or("~"))?;
    let refused = |problem| refuse(collection, LIST, &path, &problem);
    collection.check_read(&path).map_err(refused)?;
    let folder = open(files, collection, LIST)?;
    let mut entries = folder.list(&path).map_err(refused)?;
    select(&mut entries, parameters)?;
    let total = entries.len();
    let page = parameters.page(MOST, MOST)?;
    let documents = page.of(entries.into_iter().map(|entry| {
        let is_closed = collection.is_closed(&path.join(&entry.name));
        entry.document(is_closed)
    }));
    Ok(json!({
        "DATA_TYPE": "file_list", "path": given.map_or_else(|| path.as_directory(), str::to_owned),
        "absolute_path": path.as_directory(), "endpoint": collection.id,
        "length": documents.len(), "total": total,
        "rename_supported": true, "symlink_supported": false, "DATA": documents,
    }))
}

fn select(entries: &mut Vec<Entry>, parameters: &Parameters) -> Result<(), TransferError> {
    if parameters.flag("show_hidden")? == Some(false) {
        entries.retain(|entry| !entry.name.starts_with('.'));
    }
    let filters = parameters.all("filter").map(Filter::parse);
    let filters: Vec<_> = filters
        .collect::<Result<_, _>>()
        .map_err(TransferError::bad_request)?;
    if !filters.is_empty() {
        entries.retain(|entry| filters.iter().any(|filter| filter.accepts(entry)));
    }
    if let Some(order) = parameters.get("orderby") {
        let criteria = order::parse(order).map_err(TransferError::bad_request)?;
        order::sort(entries, &criteria);
    }
    Ok(())
}

pub(in crate::transfer) fn stat(
    files: &mut Files,
    collection: &'static Collection,
    text: &str,
) -> Result<Value, TransferError> {
    let path = path(collection, text)?;
    let refused = |problem| refuse(collection, STAT, &path, &problem);
    collection.check_read(&path).map_err(refused)?;
    let entry = open(files, collection, STAT)?
        .stat(&path)
        .map_err(refused)?;
    Ok(entry.document(false))
}

pub(in crate::transfer) fn make_directory(
    files: &mut Files,
    collection: &'static Collection,
    text: &str,
    at: Timestamp,
) -> Result<(), TransferError> {
    let path = path(collection, text)?;
    let refused = |problem| refuse(collection, MKDIR, &path, &problem);
    collection.check_write(&path).map_err(refused)?;
    open(files, collection, MKDIR)?
        .make_directory(&path, at)
        .map_err(refused)
}

pub(in crate::transfer) fn rename(
    files: &mut Files,
    collection: &'static Collection,
    (from, to): (&str, &str),
    at: Timestamp,
) -> Result<(), TransferError> {
    let (from, to) = (path(collection, from)?, path(collection, to)?);
    for end in [&from, &to] {
        collection
            .check_write(end)
            .map_err(|problem| refuse(collection, RENAME, end, &problem))?;
    }
    open(files, collection, RENAME)?
        .rename(&from, &to, at)
        .map_err(|problem| refuse(collection, RENAME, &to, &problem))
}

/// Parses a path from a client.
pub(in crate::transfer) fn path(
    collection: &Collection,
    text: &str,
) -> Result<FilePath, TransferError> {
    FilePath::parse(text, &collection.home()).map_err(|problem| match problem {
        PathProblem::Outside => {
            let message = format!("Denied by endpoint, Error\nEndpoint: {} ({})\nMessage: Fatal FTP Response\n---\nDetails: 500 Command failed : {problem}.\n", collection.name, collection.id);
            TransferError::new(StatusCode::FORBIDDEN, "EndpointPermissionDenied", message)
        }
        _ => TransferError::bad_request(format!("invalid path: {problem}")),
    })
}

fn open(
    files: &mut Files,
    collection: &'static Collection,
    verb: Verb,
) -> Result<Arc<Folder>, TransferError> {
    files.folder(collection).map_err(|problem| {
        tracing::warn!(
            code = problem.code,
            "could not use the folder of a collection"
        );
        TransferError::external(verb.failed, problem.to_string())
    })
}

fn refuse(
    collection: &Collection,
    verb: Verb,
    path: &FilePath,
    problem: &FileProblem,
) -> TransferError {
    let place = format!(
        "Error ({})\nEndpoint: {} ({})\nFile: {path}\nMessage: {problem}\n",
        verb.word, collection.name, collection.id
    );
    match problem.code {
        "FILE_NOT_FOUND" => {
            TransferError::not_found(verb.not_found, format!("Path not found, {place}"))
        }
        "PERMISSION_DENIED" => TransferError::new(
            StatusCode::FORBIDDEN,
            "EndpointPermissionDenied",
            format!("Denied by endpoint, {place}"),
        ),
        "FILE_ACCESS" => TransferError::external(verb.exists, place),
        "NOT_A_DIRECTORY" if verb.failed == LIST.failed => {
            TransferError::external("ExternalError.DirListingFailed.NotDirectory", place)
        }
        _ => TransferError::external(verb.failed, place),
    }
}
