//! Commands for collections and their folders.

use tauri::State;

use crate::{
    collections::{
        self,
        view::{CollectionList, Folder},
    },
    controller::Controller,
    place::Place,
    problem::view::Problem,
};

/// Returns the collections whose name, owner or keywords contain `text`.
#[tauri::command]
#[specta::specta]
pub async fn search_collections(
    controller: State<'_, Controller>,
    text: String,
) -> Result<CollectionList, Problem> {
    let read = collections::read::collections(controller.clients(), &text).await;
    controller.answer(Place::Transfers, read)
}

/// Returns a folder. An empty `path` means the collection's default folder.
#[tauri::command]
#[specta::specta]
pub async fn list_folder(
    controller: State<'_, Controller>,
    collection_id: String,
    path: String,
    hidden: bool,
) -> Result<Folder, Problem> {
    let read = collections::read::folder(controller.clients(), &collection_id, &path, hidden).await;
    let place = Place::Collection {
        id: collection_id,
        path,
    };
    controller.answer(place, read)
}
