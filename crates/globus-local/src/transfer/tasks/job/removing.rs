//! Steps of a delete.

use jiff::Timestamp;

use super::{
    instructions::Removing,
    step::{Done, Failure, Performed, Step},
};
use crate::transfer::{
    file_problem::FileProblem,
    files::{Files, Folder, Kind},
    path::FilePath,
};

impl Removing {
    pub(super) fn perform(
        &self,
        step: &Step,
        at: Timestamp,
        files: &mut Files,
    ) -> Result<Performed, Failure> {
        let folder = files.folder(self.collection).map_err(Failure::at_source)?;
        let result = match step {
            Step::Target(text) => self.target(text, &folder, at),
            Step::Remove { path, is_read } => self.remove(path, *is_read, &folder, at),
            _ => Ok(Performed::new(Done::Nothing)),
        };
        result.map_err(Failure::at_source)
    }

    fn target(&self, text: &str, folder: &Folder, at: Timestamp) -> Result<Performed, FileProblem> {
        let path = FilePath::parse(text, &self.collection.home())
            .map_err(|_| FileProblem::PERMISSION_DENIED)?;
        let (Some(name), Some(parent)) = (path.name(), path.parent()) else {
            return Err(FileProblem::PERMISSION_DENIED);
        };
        if !self.interpret_globs {
            return self.remove(&path, false, folder, at);
        }
        // Checked when it was submitted.
        let pattern = glob::Pattern::new(name).map_err(|_| FileProblem::NOT_FOUND)?;
        let entries = folder.list(&parent)?;
        let found = entries.iter().filter(|entry| pattern.matches(&entry.name));
        let steps: Vec<_> = found
            .map(|entry| Step::Remove {
                path: parent.join(&entry.name),
                is_read: false,
            })
            .collect();
        if steps.is_empty() && !self.ignore_missing {
            return Err(FileProblem::NOT_FOUND);
        }
        let mut performed = Performed::new(Done::Nothing);
        performed.first = steps;
        Ok(performed)
    }

    fn remove(
        &self,
        path: &FilePath,
        is_read: bool,
        folder: &Folder,
        at: Timestamp,
    ) -> Result<Performed, FileProblem> {
        self.collection.check_write(path)?;
        let entry = match folder.stat(path) {
            Err(problem) if problem.code == FileProblem::NOT_FOUND.code && self.ignore_missing => {
                return Ok(Performed::new(Done::Nothing));
            }
            other => other?,
        };
        let is_directory = entry.kind == Kind::Directory && entry.link_target.is_none();
        if is_directory && !self.recursive {
            return Err(FileProblem::IS_A_DIRECTORY);
        }
        if !is_directory || is_read {
            folder.remove(path, at)?;
            return Ok(Performed::new(Done::Removed));
        }
        let mut performed = Performed::new(Done::Directory);
        let inner = folder.list(path)?;
        performed.first = inner
            .iter()
            .map(|entry| Step::Remove {
                path: path.join(&entry.name),
                is_read: false,
            })
            .collect();
        performed.first.push(Step::Remove {
            path: path.clone(),
            is_read: true,
        });
        Ok(performed)
    }
}
