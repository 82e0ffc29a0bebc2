//! What a task was told to do: everything was checked before.

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
    /// 0: what is not there; 1: what has another size; 2: or is newer; 3: or another checksum.
    pub(in crate::transfer) sync_level: Option<u8>,
    pub(in crate::transfer) options: Options,
    pub(in crate::transfer) rules: Vec<Rule>,
    /// As they came, for the task's document.
    pub(in crate::transfer) filter_rules: Value,
}

/// The switches of a submission, by the names they have there.
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
    /// None: as it turns out.
    pub(in crate::transfer) recursive: Option<bool>,
    pub(in crate::transfer) checksum: Option<(Algorithm, String)>,
}

#[derive(Debug)]
pub(in crate::transfer) struct Removing {
    pub(in crate::transfer) collection: &'static Collection,
    /// Paths; with globs, patterns.
    pub(in crate::transfer) items: Vec<String>,
    pub(in crate::transfer) recursive: bool,
    pub(in crate::transfer) ignore_missing: bool,
    pub(in crate::transfer) interpret_globs: bool,
}

/// Which things in directories are copied: the first rule that matches decides.
#[derive(Debug)]
pub(in crate::transfer) struct Rule {
    pub(in crate::transfer) is_exclude: bool,
    /// None: files and directories.
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
