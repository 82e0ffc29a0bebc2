//! The files of the sample collections: a folder for each, in one temporary folder.

mod entry;
mod filter;
mod folder;
pub(super) mod operations;
mod order;
mod sample;

use std::{collections::HashMap, sync::Arc};

use cap_std::{ambient_authority, fs::Dir};
use jiff::Timestamp;
use tempfile::TempDir;

pub(super) use entry::{Entry, Kind};
pub(super) use folder::Folder;

use super::{collections::Collection, file_problem::FileProblem};

/// Made when first looked at, so that a Globus whose files are not used leaves no trace. Dropping
/// it removes all files.
#[derive(Debug)]
pub(super) struct Files {
    seed: u64,
    start: Timestamp,
    home: Option<TempDir>,
    folders: HashMap<String, Arc<Folder>>,
}

impl Files {
    pub(super) fn new(seed: u64, start: Timestamp) -> Self {
        Self {
            seed,
            start,
            home: None,
            folders: HashMap::new(),
        }
    }

    pub(super) fn folder(&mut self, collection: &Collection) -> Result<Arc<Folder>, FileProblem> {
        if let Some(folder) = self.folders.get(collection.id) {
            return Ok(Arc::clone(folder));
        }
        let home = match &mut self.home {
            Some(home) => home,
            none => none.insert(tempfile::Builder::new().prefix("globus-local-").tempdir()?),
        };
        let path = home.path().join(collection.id);
        std::fs::create_dir(&path)?;
        let folder = Folder::new(Dir::open_ambient_dir(&path, ambient_authority())?);
        sample::fill(&folder, collection, self.seed, self.start)?;
        let folder = Arc::new(folder);
        self.folders
            .insert(collection.id.to_owned(), Arc::clone(&folder));
        Ok(folder)
    }
}
