//! The steps of a task.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    checksum::Algorithm,
    instructions::{Item, Work},
};
use crate::transfer::{file_problem::FileProblem, files::Files, path::FilePath, time::format_time};

#[derive(Clone, Debug)]
pub(super) enum Step {
    /// An item of the submission. Whether it is a file or a directory shows when it is looked at.
    Item(Item),
    /// A directory to make at the destination, and read at the source.
    Directory {
        source: FilePath,
        destination: FilePath,
    },
    File {
        source: FilePath,
        destination: FilePath,
        bytes: u64,
        checksum: Option<(Algorithm, String)>,
    },
    /// Something to delete, by name or by pattern.
    Target(String),
    /// A directory to delete. Once `is_read`, it is empty.
    Remove { path: FilePath, is_read: bool },
}

/// The result of a step, and the steps that follow from it.
#[derive(Debug)]
pub(super) struct Performed {
    pub(super) done: Done,
    pub(super) bytes_checksummed: u64,
    pub(super) symlinks: u64,
    pub(super) transferred: Option<Value>,
    pub(super) first: Vec<Step>,
    pub(super) later: Vec<Step>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Done {
    Directory,
    Copied(u64),
    AlreadyThere,
    Removed,
    Nothing,
}

/// Why a step failed.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) problem: FileProblem,
    pub(super) at_source: bool,
    /// Whether a retry is pointless.
    pub(super) is_final: bool,
}

impl Performed {
    pub(super) fn new(done: Done) -> Self {
        Self {
            done,
            bytes_checksummed: 0,
            symlinks: 0,
            transferred: None,
            first: Vec::new(),
            later: Vec::new(),
        }
    }
}

impl Failure {
    pub(super) fn at_source(problem: FileProblem) -> Self {
        Self {
            problem,
            at_source: true,
            is_final: false,
        }
    }

    pub(super) fn at_destination(problem: FileProblem) -> Self {
        Self {
            problem,
            at_source: false,
            is_final: false,
        }
    }

    pub(super) fn finally(mut self) -> Self {
        self.is_final = true;
        self
    }
}

impl Step {
    /// The bytes to copy, as far as is known.
    pub(super) fn bytes(&self) -> u64 {
        match self {
            Self::File { bytes, .. } => *bytes,
            _ => 0,
        }
    }

    pub(super) fn is_file(&self) -> bool {
        match self {
            Self::File { .. } | Self::Target(_) => true,
            Self::Remove { is_read, .. } => !is_read,
            Self::Item(item) => item.recursive != Some(true),
            Self::Directory { .. } => false,
        }
    }

    /// The path that it reads or deletes.
    pub(super) fn place(&self) -> String {
        match self {
            Self::Item(item) => item.source.to_string(),
            Self::Directory { source, .. } => source.as_directory(),
            Self::File { source, .. } => source.to_string(),
            Self::Target(path) => path.clone(),
            Self::Remove { path, .. } => path.to_string(),
        }
    }

    pub(super) fn skipped_error(&self, problem: &FileProblem, work: &Work, at: Timestamp) -> Value {
        let destination = match self {
            Self::Item(item) => Some(item.destination.to_string()),
            Self::Directory { destination, .. } => Some(destination.as_directory()),
            Self::File { destination, .. } => Some(destination.to_string()),
            Self::Target(_) | Self::Remove { .. } => None,
        };
        json!({
            "DATA_TYPE": "skipped_error", "error_code": problem.code,
            "error_details": work.details(self, problem), "error_time": format_time(at),
            "source_path": self.place(), "destination_path": destination,
            "is_directory": matches!(self, Self::Directory { .. }), "is_symlink": false,
            "is_delete_destination_extra": false,
            "external_checksum": null, "checksum_algorithm": null,
        })
    }
}

impl Work {
    pub(super) fn first_steps(&self) -> VecDeque<Step> {
        match self {
            Self::Copy(copying) => copying.items.iter().cloned().map(Step::Item).collect(),
            Self::Remove(removing) => removing.items.iter().cloned().map(Step::Target).collect(),
        }
    }

    pub(super) fn perform(
        &self,
        step: &Step,
        at: Timestamp,
        files: &mut Files,
    ) -> Result<Performed, Failure> {
        if let Some(unreachable) = self.ends().find(|end| !end.is_reachable()) {
            tracing::debug!(collection = unreachable.id, "is not connected");
            return Err(Failure::at_destination(FileProblem::NOT_CONNECTED));
        }
        match self {
            Self::Copy(copying) => copying.perform(step, at, files),
            Self::Remove(removing) => removing.perform(step, at, files),
        }
    }

    /// The details of an event about a problem.
    pub(super) fn details(&self, step: &Step, problem: &FileProblem) -> String {
        let (verb, end) = match self {
            Self::Copy(copying) => ("transfer", copying.source),
            Self::Remove(removing) => ("delete", removing.collection),
        };
        format!(
            "Error ({verb})\nEndpoint: {} ({})\nServer: 127.0.0.1:443\nFile: {}\nMessage: {}\n---\n\
             Details: 500 Command failed : {}.\n",
            end.name,
            end.id,
            step.place(),
            problem.words,
            problem.words
        )
    }
}
