//! Bookmarks: places on collections that a user has saved.

use serde_json::{Value, json};
use uuid::Uuid;

use super::error::TransferError;

const MAX_NAME: usize = 128;

#[derive(Debug, Default)]
pub(super) struct Bookmarks(Vec<Bookmark>);

#[derive(Debug)]
pub(super) struct Bookmark {
    pub(super) id: Uuid,
    pub(super) owner_id: String,
    pub(super) name: String,
    pub(super) endpoint_id: String,
    pub(super) path: String,
    pub(super) is_pinned: bool,
}

impl Bookmarks {
    pub(super) fn add(&mut self, bookmark: Bookmark) {
        self.0.push(bookmark);
    }

    pub(super) fn remove(&mut self, id: Uuid) {
        self.0.retain(|known| known.id != id);
    }

    pub(super) fn of<'a>(&'a self, owner: &'a str) -> impl Iterator<Item = &'a Bookmark> {
        let all = self.0.iter();
        all.filter(move |bookmark| bookmark.owner_id == owner)
    }

    pub(super) fn get_mut(
        &mut self,
        id: &str,
        owner: &str,
    ) -> Result<&mut Bookmark, TransferError> {
        let mut all = self.0.iter_mut();
        all.find(|bookmark| bookmark.owner_id == owner && bookmark.id.to_string() == id)
            .ok_or_else(|| {
                let problem = format!("No bookmark found with id '{id}'");
                TransferError::not_found("BookmarkNotFound", problem)
            })
    }

    /// Names are unique for each user.
    pub(super) fn check_name(
        &self,
        name: &str,
        owner: &str,
        id: Option<&str>,
    ) -> Result<(), TransferError> {
        if name.is_empty() || name.chars().count() > MAX_NAME {
            let problem = format!("name must have 1 to {MAX_NAME} characters");
            return Err(TransferError::bad_request(problem));
        }
        let mut others = self
            .of(owner)
            .filter(|bookmark| Some(bookmark.id.to_string().as_str()) != id);
        if others.any(|bookmark| bookmark.name == name) {
            let problem = format!("A bookmark named '{name}' already exists");
            return Err(TransferError::conflict(problem));
        }
        Ok(())
    }
}

impl Bookmark {
    pub(super) fn document(&self) -> Value {
        json!({
            "DATA_TYPE": "bookmark", "id": self.id, "name": self.name,
            "endpoint_id": self.endpoint_id, "path": self.path, "pinned": self.is_pinned,
        })
    }
}
