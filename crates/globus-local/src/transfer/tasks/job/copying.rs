//! Steps of a transfer.

use jiff::Timestamp;
use serde_json::json;

use super::{
    checksum::Algorithm,
    instructions::Copying,
    step::{Done, Failure, Performed, Step},
};
use crate::transfer::{
    file_problem::FileProblem,
    files::{Entry, Files, Folder, Kind},
    path::FilePath,
};

/// The folders of source and destination.
struct Ends<'a> {
    copying: &'a Copying,
    source: &'a Folder,
    destination: &'a Folder,
    at: Timestamp,
}

impl Copying {
    pub(super) fn perform(
        &self,
        step: &Step,
        at: Timestamp,
        files: &mut Files,
    ) -> Result<Performed, Failure> {
        let source = files.folder(self.source).map_err(Failure::at_source)?;
        let destination = files
            .folder(self.destination)
            .map_err(Failure::at_destination)?;
        let ends = Ends {
            copying: self,
            source: &source,
            destination: &destination,
            at,
        };
        match step {
            Step::Item(item) => {
                let entry = ends.look(&item.source)?;
                match (entry.kind, item.recursive) {
                    (Kind::Directory, Some(false)) => {
                        Err(Failure::at_source(FileProblem::IS_A_DIRECTORY))
                    }
                    (Kind::Directory, _) => ends.directory(&item.source, &item.destination),
                    (_, Some(true)) => Err(Failure::at_source(FileProblem::NOT_A_DIRECTORY)),
                    _ => ends.file(&item.source, &item.destination, item.checksum.as_ref()),
                }
            }
            Step::Directory {
                source,
                destination,
            } => ends.directory(source, destination),
            Step::File {
                source,
                destination,
                checksum,
                ..
            } => ends.file(source, destination, checksum.as_ref()),
            Step::Target(_) => Ok(Performed::new(Done::Nothing)),
            Step::Remove { path, .. } => ends.remove_extra(path),
        }
    }
}

impl Ends<'_> {
    fn look(&self, path: &FilePath) -> Result<Entry, Failure> {
        self.copying
            .source
            .check_read(path)
            .and_then(|()| self.source.stat(path))
            .map_err(Failure::at_source)
    }

    fn directory(&self, source: &FilePath, destination: &FilePath) -> Result<Performed, Failure> {
        self.look(source)?;
        let entries = self.source.list(source).map_err(Failure::at_source)?;
        self.copying
            .destination
            .check_write(destination)
            .and_then(|()| self.destination.make_directories(destination, self.at))
            .map_err(Failure::at_destination)?;
        let mut performed = Performed::new(Done::Directory);
        for entry in entries.iter().filter(|entry| self.copying.is_wanted(entry)) {
            // Links are skipped: `recursive_symlinks` is "ignore".
            if entry.link_target.is_some() {
                performed.symlinks += 1;
                continue;
            }
            let source = source.join(&entry.name);
            let destination = destination.join(&entry.name);
            match entry.kind {
                Kind::Directory => performed.first.push(Step::Directory {
                    source,
                    destination,
                }),
                _ => performed.later.push(Step::File {
                    source,
                    destination,
                    bytes: entry.size,
                    checksum: None,
                }),
            }
        }
        if self.copying.options.delete_destination_extra {
            let extra = self.extra(&entries, destination)?;
            performed.later.extend(extra);
        }
        Ok(performed)
    }

    /// Lists what is only at the destination.
    fn extra(&self, entries: &[Entry], destination: &FilePath) -> Result<Vec<Step>, Failure> {
        let there = self.destination.list(destination);
        let there = there.map_err(Failure::at_destination)?;
        let is_extra = |entry: &&Entry| entries.iter().all(|known| known.name != entry.name);
        let extra = there.iter().filter(is_extra).map(|entry| Step::Remove {
            path: destination.join(&entry.name),
            is_read: false,
        });
        Ok(extra.collect())
    }

    fn remove_extra(&self, path: &FilePath) -> Result<Performed, Failure> {
        let check = self.copying.destination.check_write(path);
        check.map_err(Failure::at_destination)?;
        remove_all(self.destination, path, self.at).map_err(Failure::at_destination)?;
        Ok(Performed::new(Done::Nothing))
    }

    fn file(
        &self,
        source: &FilePath,
        destination: &FilePath,
        checksum: Option<&(Algorithm, String)>,
    ) -> Result<Performed, Failure> {
        let entry = self.look(source)?;
        let mut checksummed = 0;
        if !self.is_needed(&entry, source, destination, &mut checksummed)? {
            let mut performed = Performed::new(Done::AlreadyThere);
            performed.bytes_checksummed = checksummed;
            return Ok(performed);
        }
        // If it cannot be read, that is a problem of the source, and must show before anything is
        // written.
        drop(self.source.read(source).map_err(Failure::at_source)?);
        let is_same = self.copying.source.id == self.copying.destination.id;
        if is_same && source == destination {
            return Ok(Performed::new(Done::AlreadyThere));
        }
        let time = if self.copying.options.preserve_timestamp {
            entry.modified
        } else {
            self.at
        };
        let written = self
            .copying
            .destination
            .check_write(destination)
            .and_then(|()| {
                self.source
                    .copy(source, self.destination, destination, time)
            });
        let bytes = written.map_err(Failure::at_destination)?;
        let verified = self.verify(source, destination, checksum)?;
        let mut performed = Performed::new(Done::Copied(bytes));
        performed.bytes_checksummed = checksummed;
        if verified.is_some() {
            performed.bytes_checksummed += bytes;
        }
        performed.transferred = Some(json!({
            "DATA_TYPE": "successful_transfer", "source_path": source.to_string(),
            "destination_path": destination.to_string(), "size": bytes,
            "checksum": verified.as_ref().map(|(_, sum)| sum),
            "checksum_algorithm": verified.as_ref().map(|(algorithm, _)| algorithm.name()),
            "dynamic": false,
        }));
        Ok(performed)
    }

    /// Whether the sync level requires a copy.
    fn is_needed(
        &self,
        entry: &Entry,
        source: &FilePath,
        destination: &FilePath,
        checksummed: &mut u64,
    ) -> Result<bool, Failure> {
        let Some(level) = self.copying.sync_level else {
            return Ok(true);
        };
        let Ok(there) = self.destination.stat(destination) else {
            return Ok(true);
        };
        Ok(match level {
            0 => false,
            1 => there.size != entry.size,
            2 => there.size != entry.size || there.modified < entry.modified,
            _ if there.size != entry.size => true,
            _ => {
                let algorithm = Algorithm::Sha256;
                let ours = algorithm.of(self.source, source);
                let theirs = algorithm.of(self.destination, destination);
                *checksummed = entry.size;
                ours.map_err(Failure::at_source)? != theirs.map_err(Failure::at_destination)?
            }
        })
    }

    /// Verifies a copy, and returns its checksum.
    fn verify(
        &self,
        source: &FilePath,
        destination: &FilePath,
        wanted: Option<&(Algorithm, String)>,
    ) -> Result<Option<(Algorithm, String)>, Failure> {
        let algorithm = wanted.map_or(Algorithm::Sha256, |(algorithm, _)| *algorithm);
        if wanted.is_none() && !self.copying.options.verify_checksum {
            return Ok(None);
        }
        let copy = algorithm.of(self.destination, destination);
        let copy = copy.map_err(Failure::at_destination)?;
        if let Some((_, wanted)) = wanted
            && !copy.eq_ignore_ascii_case(wanted)
        {
            let problem = FileProblem::EXTERNAL_CHECKSUM;
            return Err(Failure::at_source(problem).finally());
        }
        let original = algorithm.of(self.source, source);
        if original.map_err(Failure::at_source)? != copy {
            return Err(Failure::at_destination(FileProblem::CHECKSUM));
        }
        Ok(Some((algorithm, copy)))
    }
}

fn remove_all(folder: &Folder, path: &FilePath, at: Timestamp) -> Result<(), FileProblem> {
    let entry = folder.stat(path)?;
    if entry.kind == Kind::Directory && entry.link_target.is_none() {
        for inner in folder.list(path)? {
            remove_all(folder, &path.join(&inner.name), at)?;
        }
    }
    folder.remove(path, at)
}
