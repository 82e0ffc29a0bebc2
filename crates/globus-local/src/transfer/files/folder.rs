//! A collection's folder on this computer. No path leads out of it: each step of a path, including
//! symbolic links, is resolved below the folder's own handle.

use std::{
    io::{self, Read},
    time::SystemTime,
};

use cap_std::fs::{Dir, Metadata};
use jiff::Timestamp;

use super::entry::{Entry, Kind};
use crate::transfer::{
    file_problem::FileProblem,
    path::FilePath,
    time::{from_system, to_system},
};

type Outcome<T> = Result<T, FileProblem>;

#[derive(Debug)]
pub(in crate::transfer) struct Folder(Dir);

impl Folder {
    pub(super) fn new(dir: Dir) -> Self {
        Self(dir)
    }

    /// Lists a directory by name. Files that disappear meanwhile are left out.
    pub(in crate::transfer) fn list(&self, path: &FilePath) -> Outcome<Vec<Entry>> {
        if self.stat(path)?.kind != Kind::Directory {
            return Err(FileProblem::NOT_A_DIRECTORY);
        }
        let mut entries = Vec::new();
        for item in self.0.read_dir(path.relative())? {
            // Names that are not valid text cannot be sent to a client.
            let Some(name) = item?.file_name().to_str().map(str::to_owned) else {
                continue;
            };
            entries.extend(self.stat(&path.join(&name)).ok());
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    /// What is at the path. A symbolic link is followed.
    pub(in crate::transfer) fn stat(&self, path: &FilePath) -> Outcome<Entry> {
        let relative = path.relative();
        let own = self.0.symlink_metadata(&relative)?;
        let name = path.name().unwrap_or("/").to_owned();
        if !own.is_symlink() {
            return Ok(entry(name, &own, None));
        }
        let target = self.0.read_link_contents(&relative)?;
        let target = target.to_string_lossy().into_owned();
        let mut found = match self.0.metadata(&relative) {
            Ok(led_to) => entry(name, &led_to, Some(target)),
            // The link leads nowhere, or out of the folder.
            Err(_) => Entry {
                kind: Kind::InvalidSymlink,
                ..entry(name, &own, Some(target))
            },
        };
        found.modified = modified(&own);
        Ok(found)
    }

    pub(in crate::transfer) fn make_directory(
        &self,
        path: &FilePath,
        at: Timestamp,
    ) -> Outcome<()> {
        self.0.create_dir(path.relative())?;
        self.stamp(path, at);
        Ok(())
    }

    /// Makes a directory, and those above it.
    pub(in crate::transfer) fn make_directories(
        &self,
        path: &FilePath,
        at: Timestamp,
    ) -> Outcome<()> {
        match self.stat(path) {
            Ok(found) if found.kind == Kind::Directory => return Ok(()),
            Ok(_) => return Err(FileProblem::NOT_A_DIRECTORY),
            Err(_) => {}
        }
        if let Some(parent) = path.parent() {
            self.make_directories(&parent, at)?;
        }
        self.make_directory(path, at)
    }

    /// Renames, but never replaces anything.
    pub(in crate::transfer) fn rename(
        &self,
        from: &FilePath,
        to: &FilePath,
        at: Timestamp,
    ) -> Outcome<()> {
        self.stat(from)?;
        if self.stat(to).is_ok() {
            return Err(FileProblem::EXISTS);
        }
        self.0.rename(from.relative(), &self.0, to.relative())?;
        for changed in [from.parent(), to.parent()].into_iter().flatten() {
            self.stamp_one(&changed, at);
        }
        Ok(())
    }

    /// Removes a file, a link or an empty directory.
    pub(in crate::transfer) fn remove(&self, path: &FilePath, at: Timestamp) -> Outcome<()> {
        let relative = path.relative();
        if self.0.symlink_metadata(&relative)?.is_dir() {
            self.0.remove_dir(relative)?;
        } else {
            self.0.remove_file(relative)?;
        }
        if let Some(parent) = path.parent() {
            self.stamp_one(&parent, at);
        }
        Ok(())
    }

    pub(in crate::transfer) fn write(
        &self,
        path: &FilePath,
        content: &[u8],
        at: Timestamp,
    ) -> Outcome<()> {
        if let Some(parent) = path.parent() {
            self.make_directories(&parent, at)?;
        }
        self.0.write(path.relative(), content)?;
        self.stamp(path, at);
        Ok(())
    }

    /// Copies a file's content to another collection, or to another place on this one, and returns
    /// its size in bytes. The copy is dated `at`.
    pub(in crate::transfer) fn copy(
        &self,
        source: &FilePath,
        to: &Self,
        destination: &FilePath,
        at: Timestamp,
    ) -> Outcome<u64> {
        let mut from = self.read(source)?;
        if let Some(parent) = destination.parent() {
            to.make_directories(&parent, at)?;
        }
        if to
            .stat(destination)
            .is_ok_and(|there| there.kind == Kind::Directory)
        {
            return Err(FileProblem::IS_A_DIRECTORY);
        }
        let mut into = to.0.create(destination.relative())?;
        let bytes = io::copy(&mut from, &mut into)?;
        drop(into);
        to.stamp(destination, at);
        Ok(bytes)
    }

    /// Opens a regular file for reading.
    pub(in crate::transfer) fn read(&self, path: &FilePath) -> Outcome<impl Read + use<>> {
        match self.stat(path)?.kind {
            Kind::File => Ok(self.0.open(path.relative())?.into_std()),
            Kind::Directory => Err(FileProblem::IS_A_DIRECTORY),
            _ => Err(FileProblem::NOT_FOUND),
        }
    }

    /// Sets the time of a file, and of the directory it is in, by this Globus' clock. If the file
    /// system does not allow it, its own time stays.
    pub(in crate::transfer) fn stamp(&self, path: &FilePath, at: Timestamp) {
        self.stamp_one(path, at);
        if let Some(parent) = path.parent() {
            self.stamp_one(&parent, at);
        }
    }

    fn stamp_one(&self, path: &FilePath, at: Timestamp) {
        let file = self.0.open(path.relative());
        let stamped = file.and_then(|file| file.into_std().set_modified(to_system(at)));
        if let Err(error) = stamped {
            tracing::debug!(%error, "could not set the time of a file");
        }
    }
}

fn entry(name: String, metadata: &Metadata, link_target: Option<String>) -> Entry {
    let kind = if metadata.is_dir() {
        Kind::Directory
    } else if metadata.is_file() {
        Kind::File
    } else {
        Kind::Other
    };
    Entry {
        name,
        kind,
        size: metadata.len(),
        modified: modified(metadata),
        link_target,
    }
}

fn modified(metadata: &Metadata) -> Timestamp {
    let time = metadata.modified().map(cap_std::time::SystemTime::into_std);
    from_system(time.unwrap_or(SystemTime::UNIX_EPOCH))
}
