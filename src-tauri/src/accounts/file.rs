//! The file of accounts, beside the settings.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::record::AccountRecords;
use crate::{
    atomic_file::{self, Read},
    problem::view::Problem,
};

/// The form of the file that this version writes.
const VERSION: u64 = 1;

/// Where the accounts are remembered.
#[derive(Clone, Debug)]
pub struct AccountsFile {
    path: PathBuf,
    /// Of a newer version, or closed to us: it stays as it is.
    is_read_only: bool,
}

#[derive(Serialize, Deserialize)]
struct Document {
    version: u64,
    #[serde(flatten)]
    records: AccountRecords,
}

/// What the file said.
#[derive(Debug)]
pub struct Loaded {
    /// Who is remembered.
    pub records: AccountRecords,
    /// Whether there was a file; before the first one, there may be a sign-in without any.
    pub is_new: bool,
    /// What was wrong with it.
    pub problem: Option<Problem>,
}

impl AccountsFile {
    /// `accounts.json` in `folder`.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            path: folder.join("accounts.json"),
            is_read_only: false,
        }
    }

    /// Who is remembered. A file that cannot be read is set aside, a newer one left alone.
    pub fn load(&mut self) -> Loaded {
        let document: Value = match atomic_file::read(&self.path) {
            Read::Absent => return Loaded::nobody(true, None),
            Read::Value(document) => document,
            Read::SetAside(aside) => return Loaded::nobody(false, Some(set_aside(&aside))),
            Read::Closed(error) => {
                self.is_read_only = true;
                let problem = Problem::local(
                    "The accounts on this computer cannot be read.",
                    format!("{error}. You can sign in; it is not remembered."),
                );
                return Loaded::nobody(false, Some(problem));
            }
        };
        if document["version"].as_u64().is_some_and(|v| v > VERSION) {
            self.is_read_only = true;
            let problem = Problem::local(
                "A newer version of Meridian keeps the accounts on this computer.",
                "What it remembers stays as it is, and this version changes none of it. Use the \
                 newer version to have your accounts back."
                    .to_owned(),
            );
            return Loaded::nobody(false, Some(problem));
        }
        match serde_json::from_value::<Document>(document) {
            Ok(document) => Loaded {
                records: document.records,
                is_new: false,
                problem: None,
            },
            Err(error) => {
                let aside = self.path.with_extension("json.unreadable");
                tracing::warn!(%error, "the file of accounts cannot be read and is set aside");
                drop(std::fs::rename(&self.path, &aside));
                Loaded::nobody(false, Some(set_aside(&aside)))
            }
        }
    }

    /// Remembers all but those that end with the process.
    pub fn save(&self, records: &AccountRecords) -> std::io::Result<()> {
        if self.is_read_only {
            return Ok(());
        }
        let document = Document {
            version: VERSION,
            records: records.to_save(),
        };
        atomic_file::write(&self.path, &document)
    }
}

impl Loaded {
    fn nobody(is_new: bool, problem: Option<Problem>) -> Self {
        Self {
            records: AccountRecords::default(),
            is_new,
            problem,
        }
    }
}

fn set_aside(aside: &Path) -> Problem {
    let name = aside.file_name().unwrap_or_default().to_string_lossy();
    Problem::local(
        "The list of accounts could not be read.",
        format!("It is kept as {name}. Sign in to your accounts again; nothing else is lost."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::super::{record::AccountRecord, view::AccountKind};
    use crate::requirements::{features::Preset, stored::StoredRequirements};

    fn records() -> AccountRecords {
        let mut records = AccountRecords::default();
        records.put(AccountRecord {
            kind: AccountKind::Service,
            name: "ada-lab".into(),
            organization: Some("Lab".into()),
            signed_in_at: Some(7),
            requirements: StoredRequirements::of_preset(Preset::FlowsOnly),
            ..AccountRecord::new("preview", "c")
        });
        records.set_default("DEFAULT");
        records
    }

    #[test]
    fn what_was_saved_is_loaded() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = AccountsFile::in_folder(&folder.path().join("new"));
        assert!(file.load().is_new);
        file.save(&records()).expect("writable");
        let loaded = file.load();
        assert_eq!(loaded.records, records());
        assert!(!loaded.is_new && loaded.problem.is_none());
    }

    #[test]
    fn f40_an_unreadable_file_is_kept_aside_and_said() {
        for text in ["{", r#"{"version": 1, "accounts": [{"id": 1}]}"#] {
            let folder = tempfile::tempdir().expect("a folder");
            std::fs::write(folder.path().join("accounts.json"), text).expect("writable");
            let mut file = AccountsFile::in_folder(folder.path());
            let loaded = file.load();
            assert!(loaded.records.iter().next().is_none() && !loaded.is_new);
            assert!(loaded.problem.is_some());
            let aside = folder.path().join("accounts.json.unreadable");
            assert_eq!(std::fs::read_to_string(aside).expect("kept"), text);
        }
    }

    #[test]
    fn f40_a_newer_file_stays_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("accounts.json");
        let newer = r#"{"version": 2, "people": []}"#;
        std::fs::write(&path, newer).expect("writable");
        let mut file = AccountsFile::in_folder(folder.path());
        let loaded = file.load();
        assert!(loaded.problem.is_some());
        file.save(&records()).expect("nothing to do");
        assert_eq!(std::fs::read_to_string(path).expect("there"), newer);
    }

    #[test]
    fn f25_a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = AccountsFile::in_folder(folder.path());
        file.save(&records()).expect("writable");
        let full = AccountsFile {
            path: Path::new("/dev/full/accounts.json").to_owned(),
            is_read_only: false,
        };
        full.save(&records()).expect_err("no folder");
        assert_eq!(file.load().records, records());
    }
}
