//! What every read of a service shares.

use std::collections::HashSet;

use uuid::Uuid;

use crate::{
    clients::Clients,
    problem::{
        self,
        view::{Detail, Problem},
    },
    text::Page,
};

/// The most rows that a list is asked for.
pub const MAX_ROWS: u32 = 1_000;

/// The longest text that a list is searched for.
pub const MAX_TEXT: usize = 200;

pub const AUTH: &str = "Globus Auth";
pub const FLOWS: &str = "Globus Flows";
pub const TRANSFER: &str = "Globus Transfer";

/// Each once: a list that changes while its pages are read has some of them twice.
pub fn each_once<R>(rows: &mut Vec<R>, id: impl Fn(&R) -> &str) {
    let mut seen = HashSet::new();
    rows.retain(|row| seen.insert(id(row).to_owned()));
}

/// Whoever is signed in.
pub fn signed_in(clients: Option<Clients>, service: &str) -> Result<Clients, Problem> {
    clients.ok_or_else(|| problem::calls::sign_in_needed(service))
}

pub fn id(text: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(text).map_err(|_| problem::not_an_id())
}

/// What is searched for: bounded, without white space around it.
pub fn search(text: &str) -> String {
    text.trim().chars().take(MAX_TEXT).collect()
}

pub fn fact(label: &str, value: impl Into<Page>) -> Detail {
    Detail {
        label: label.into(),
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
