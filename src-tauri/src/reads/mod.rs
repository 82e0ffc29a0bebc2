//! What the window shows, read from the bound clients: commands and watch ask the same.

mod collections;
mod flows;
mod identities;
mod names;
mod people;
mod run_detail;
mod runs;
mod task_records;
mod terms;
mod transfer_detail;
mod transfers;

use std::collections::HashSet;

use uuid::Uuid;

use crate::{
    clients::Clients,
    problem,
    view::{Detail, Problem},
};

pub use collections::{collections, folder};
pub use flows::{flow, flows};
pub use identities::identities;
pub use names::{collection_name, identity_name};
pub use people::find_person;
pub use run_detail::{run, run_log};
pub use runs::runs;
pub use task_records::{copied_files, skipped_files, task_events};
pub use transfer_detail::transfer;
pub use transfers::transfers;

/// The most rows that a list is asked for.
const MAX_ROWS: u32 = 1_000;

/// The longest text that a list is searched for.
const MAX_TEXT: usize = 200;

const AUTH: &str = "Globus Auth";
const FLOWS: &str = "Globus Flows";
const TRANSFER: &str = "Globus Transfer";

/// Each once: a list that changes while its pages are read has some of them twice.
fn each_once<R>(rows: &mut Vec<R>, id: impl Fn(&R) -> &str) {
    let mut seen = HashSet::new();
    rows.retain(|row| seen.insert(id(row).to_owned()));
}

/// Whoever is signed in.
fn signed_in(clients: Option<Clients>, service: &str) -> Result<Clients, Problem> {
    clients.ok_or_else(|| problem::sign_in_needed(service))
}

fn id(text: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(text).map_err(|_| problem::not_an_id())
}

/// What is searched for: bounded, without white space around it.
fn search(text: &str) -> String {
    text.trim().chars().take(MAX_TEXT).collect()
}

fn fact(label: &str, value: impl Into<String>) -> Detail {
    Detail {
        label: label.to_owned(),
        value: value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_are_asked_for() {
        for bad in [
            "",
            "../runs",
            "24bc4997-b483-4c25-a19c-64b0afc0074",
            "a/b",
            &"a".repeat(1_000_000),
        ] {
            id(bad).expect_err(bad);
        }
        id("24bc4997-b483-4c25-a19c-64b0afc00743").expect("an ID");
    }

    #[test]
    fn what_two_pages_have_is_there_once() {
        let mut rows = ["a", "b", "a", "c"].map(str::to_owned).to_vec();
        each_once(&mut rows, |row| row);
        assert_eq!(rows, ["a", "b", "c"]);
    }

    #[test]
    fn what_is_searched_for_is_bounded() {
        assert_eq!(search(&format!("  {} ", "x".repeat(500))).len(), MAX_TEXT);
    }
}
