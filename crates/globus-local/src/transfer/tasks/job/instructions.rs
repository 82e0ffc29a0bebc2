//! What a task is to do. Everything in it has been checked.

use jiff::Timestamp;
use serde_json::Value;

use super::checksum::Algorithm;
use crate::transfer::{
    collections::Collection,
    files::{Entry, Kind},
    path::FilePath,
};

#[derive(Debug)]
pub(in crate::transfer) struct Instructions {
    pub(in crate::transfer) label: Option<String>,
    pub(in crate::transfer) deadline: Option<Timestamp>,
    pub(in crate::transfer) work: Work,
}

#[derive(Debug)]
pub(in crate::transfer) enum Work {
    Copy(Copying),
    Remove(Removing),
}

#[derive(Debug)]
pub(in crate::transfer) struct Copying {
    pub(in crate::transfer) source: &'static Collection,
    pub(in crate::transfer) destination: &'static Collection,
    pub(in crate::transfer) items: Vec<Item>,
    /// 0 copies what is missing; 1 also what differs in size; 2 also what is newer; 3 also what has
    /// another checksum.
    pub(in crate::transfer) sync_level: Option<u8>,
    pub(in crate::transfer) options: Options,
    pub(in crate::transfer) rules: Vec<Rule>,
    /// As submitted, for the task's document.
    pub(in crate::transfer) filter_rules: Value,
}

/// The options of a submission, under their own names.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a field of Transfer's document"
)]
#[derive(Clone, Copy, Debug)]
pub(in crate::transfer) struct Options {
    pub(in crate::transfer) verify_checksum: bool,
    pub(in crate::transfer) preserve_timestamp: bool,
    pub(in crate::transfer) encrypt_data: bool,
    pub(in crate::transfer) skip_source_errors: bool,
    pub(in crate::transfer) fail_on_quota_errors: bool,
    pub(in crate::transfer) delete_destination_extra: bool,
}

#[derive(Clone, Debug)]
pub(in crate::transfer) struct Item {
    pub(in crate::transfer) source: FilePath,
    pub(in crate::transfer) destination: FilePath,
    /// `None` if the source decides.
    pub(in crate::transfer) recursive: Option<bool>,
    pub(in crate::transfer) checksum: Option<(Algorithm, String)>,
}

#[derive(Debug)]
pub(in crate::transfer) struct Removing {
    pub(in crate::transfer) collection: &'static Collection,
    /// Paths, or patterns if globs are on.
    pub(in crate::transfer) items: Vec<String>,
    pub(in crate::transfer) recursive: bool,
    pub(in crate::transfer) ignore_missing: bool,
    pub(in crate::transfer) interpret_globs: bool,
}

/// Which entries of directories are copied. The first rule that matches decides.
#[derive(Debug)]
pub(in crate::transfer) struct Rule {
    pub(in crate::transfer) is_exclude: bool,
    /// `None` stands for both files and directories.
    pub(in crate::transfer) kind: Option<Kind>,
    pub(in crate::transfer) name: glob::Pattern,
}

impl Rule {
    fn matches(&self, entry: &Entry) -> bool {
        self.kind.is_none_or(|kind| kind == entry.kind) && self.name.matches(&entry.name)
    }
}

impl Copying {
    pub(super) fn is_wanted(&self, entry: &Entry) -> bool {
        let rule = self.rules.iter().find(|rule| rule.matches(entry));
        rule.is_none_or(|rule| !rule.is_exclude)
    }
}

impl Work {
    pub(in crate::transfer) fn ends(&self) -> impl Iterator<Item = &'static Collection> + use<> {
        match self {
            Self::Copy(copying) => [Some(copying.source), Some(copying.destination)],
            Self::Remove(removing) => [Some(removing.collection), None],
        }
        .into_iter()
        .flatten()
    }

    pub(super) fn skips_source_errors(&self) -> bool {
        match self {
            Self::Copy(copying) => copying.options.skip_source_errors,
            Self::Remove(_) => false,
        }
    }
}
