//! The accounts file, next to the settings file.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::record::{AccountRecord, AccountRecords};
use crate::{
    atomic_file::{self, Read},
    lenient,
    problem::view::Problem,
};

/// The version of the file format that this code writes.
const VERSION: u64 = 1;

/// The file that stores the accounts.
#[derive(Clone, Debug)]
pub struct AccountsFile {
    path: PathBuf,
    /// Whether the file must not be written, because a newer version wrote it or it can't be
    /// opened.
    is_read_only: bool,
    /// The file's content, including values that this version doesn't know.
    document: Value,
}

/// The file's top-level values.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Head {
    /// The account that opens when Meridian starts.
    default: Option<String>,
}

/// The outcome of loading the file.
#[derive(Debug)]
pub struct Loaded {
    /// The accounts.
    pub records: AccountRecords,
    /// Whether there was no file yet. A sign-in from before accounts existed may still be in the
    /// keychain.
    pub is_new: bool,
    /// What was wrong with the file.
    pub problem: Option<Problem>,
}

impl AccountsFile {
    /// The file `accounts.json` in `folder`.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            path: folder.join("accounts.json"),
            is_read_only: false,
            document: Value::Object(Map::new()),
        }
    }

    /// Loads the accounts. A file that can't be read is set aside, and one from a newer version is
    /// left unchanged. An account that can't be read stays in the file.
    pub fn load(&mut self) -> Loaded {
        let document = match atomic_file::read(&self.path) {
            Read::Absent => return Loaded::nobody(true, None),
            Read::Object(document) => document,
            Read::SetAside(aside) => return Loaded::nobody(false, Some(set_aside(&aside))),
            Read::Closed(error) => return self.closed(&error),
        };
        if document["version"].as_u64().is_some_and(|v| v > VERSION) {
            self.is_read_only = true;
            let problem = Problem::local(
                "The accounts on this computer were saved by a newer Meridian.",
                "This version won't change them. Use the newer version to get your accounts back."
                    .to_owned(),
            );
            return Loaded::nobody(false, Some(problem));
        }
        let Some(records) = records(&document) else {
            return match atomic_file::set_aside(&self.path) {
                Ok(aside) => Loaded::nobody(false, Some(set_aside(&aside))),
                Err(error) => self.closed(&error),
            };
        };
        self.document = document;
        let problem = (!records.unread.is_empty()).then(|| unread(records.unread.len()));
        Loaded {
            records,
            is_new: false,
            problem,
        }
    }

    /// Saves all accounts except those that last until Meridian quits.
    ///
    /// # Errors
    /// If the file can't be written. The old file is then unchanged.
    pub fn save(&mut self, records: &AccountRecords) -> std::io::Result<()> {
        if self.is_read_only {
            return Ok(());
        }
        let mut document = self.document.clone();
        let before = json(&head(&document));
        let now = json(&Head {
            default: records.default.clone(),
        });
        lenient::update(&mut document, &before, &now);
        let known = records.to_save();
        let known = known.iter().map(|record| entry(&self.document, record));
        let accounts: Vec<_> = known.chain(records.unread.iter().cloned()).collect();
        document["version"] = VERSION.into();
        document["accounts"] = accounts.into();
        atomic_file::write(&self.path, &document)?;
        self.document = document;
        Ok(())
    }

    fn closed(&mut self, error: &std::io::Error) -> Loaded {
        self.is_read_only = true;
        let problem = Problem::local(
            "The accounts on this computer can't be read.",
            format!("{error}. You can sign in, but it won't be remembered."),
        );
        Loaded::nobody(false, Some(problem))
    }
}

/// The accounts in a document. None if it isn't an accounts file.
fn records(document: &Value) -> Option<AccountRecords> {
    let listed = match &document["accounts"] {
        Value::Array(listed) => listed.as_slice(),
        Value::Null => &[],
        _ => return None,
    };
    let mut records = AccountRecords {
        default: head(document).default,
        ..AccountRecords::default()
    };
    for raw in listed {
        match lenient::read(raw, &Value::Null) {
            Some(record) => records.accounts.push(record),
            None => records.unread.push(raw.clone()),
        }
    }
    Some(records)
}

fn head(document: &Value) -> Head {
    lenient::read(document, &json(&Head::default())).unwrap_or_default()
}

/// The file's entry for an account: the existing entry with the changes applied.
fn entry(document: &Value, record: &AccountRecord) -> Value {
    let now = json(record);
    let listed = document["accounts"].as_array();
    let Some(raw) = listed.and_then(|all| all.iter().find(|raw| raw["id"] == now["id"])) else {
        return now;
    };
    let mut entry = raw.clone();
    let before = lenient::read::<AccountRecord>(raw, &Value::Null);
    lenient::update(
        &mut entry,
        &before.as_ref().map(json).unwrap_or_default(),
        &now,
    );
    entry
}

/// Records have string keys only, so they always serialize.
fn json(record: &impl Serialize) -> Value {
    serde_json::to_value(record).unwrap_or_default()
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
        "The list of accounts couldn't be read.",
        format!(
            "Its file was renamed to {name}. Sign in to your accounts again. Nothing else is lost."
        ),
    )
}

fn unread(count: usize) -> Problem {
    let (what, meaning) = if count == 1 {
        (
            "One account on this computer couldn't be read.".to_owned(),
            "It stays in the list for the version of Meridian that added it.",
        )
    } else {
        (
            format!("{count} accounts on this computer couldn't be read."),
            "They stay in the list for the version of Meridian that added them.",
        )
    };
    Problem::local(&what, meaning.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
        for text in ["{", "[]", r#"{"version": 1, "accounts": {"id": 1}}"#] {
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

    /// Loads a file with this content, and returns it along with the file after the first account
    /// changes.
    fn changed(said: &Value) -> (Loaded, Value) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("accounts.json");
        std::fs::write(&path, format!("\u{feff}{said}")).expect("writable");
        let mut file = AccountsFile::in_folder(folder.path());
        let loaded = file.load();
        let mut records = loaded.records.clone();
        let mut first = records.iter().next().expect("an account").clone();
        first.name = "Ada".into();
        records.put(first);
        // Run twice, to check that what was written reads the same.
        for _ in 0..2 {
            file.save(&records).expect("writable");
        }
        assert_eq!(file.load().records, records);
        let text = std::fs::read(path).expect("there");
        (loaded, serde_json::from_slice(&text).expect("JSON"))
    }

    #[test]
    fn f40_an_account_that_cannot_be_read_stays_and_takes_no_other_along() {
        let robot = json!({"id": "r", "kind": "robot", "environment": "preview", "client_id": "c"});
        let known = json!({"id": "a", "kind": "user", "environment": "preview", "client_id": "c"});
        let said = json!({
            "version": 1, "default": "r", "accounts": [robot, known, {"id": 1}, null],
        });
        let (loaded, written) = changed(&said);
        let ids: Vec<_> = loaded.records.iter().map(|record| &record.id).collect();
        assert_eq!(ids, ["a"]);
        assert!(loaded.problem.expect("said").what.starts_with("3 accounts"));
        let mut named = known.clone();
        named["name"] = "Ada".into();
        let wanted = json!({
            "version": 1, "default": "r", "accounts": [named, robot, {"id": 1}, null],
        });
        assert_eq!(written, wanted);
    }

    #[test]
    fn f40_a_value_that_is_not_known_falls_back_alone_and_stays() {
        let said = json!({
            "version": 1, "default": 5, "groups": ["lab"],
            "accounts": [{
                "id": "a", "kind": "user", "environment": "preview", "client_id": "c",
                "organization": {"ror": "05a28rw58"}, "signed_in_at": "noon", "picture": "ada.png",
                "requirements": {"preset": "everyThingAndMore", "added": ["x", 7]},
            }],
        });
        let (loaded, written) = changed(&said);
        let wanted = AccountRecord {
            id: "a".into(),
            requirements: StoredRequirements {
                added: vec!["x".into()],
                ..StoredRequirements::default()
            },
            ..AccountRecord::new("preview", "c")
        };
        assert_eq!(loaded.records.iter().collect::<Vec<_>>(), [&wanted]);
        assert!(loaded.problem.is_none());
        let mut named = said.clone();
        named["accounts"][0]["name"] = "Ada".into();
        assert_eq!(written, named);
    }

    #[test]
    fn the_id_of_an_account_that_cannot_be_read_is_taken_until_it_is_forgotten() {
        let mut records = super::records(&json!({"accounts": [{"id": "DEFAULT"}]})).expect("one");
        assert_ne!(records.new_id(), "DEFAULT");
        records.forget_unread();
        assert_eq!(records.new_id(), "DEFAULT");
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
        let mut full = AccountsFile::in_folder(Path::new("/dev/full"));
        full.save(&records()).expect_err("no folder");
        assert_eq!(file.load().records, records());
    }
}
