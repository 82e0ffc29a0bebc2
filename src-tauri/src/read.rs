//! Shared parts of every read from a service.

use std::collections::HashSet;

use uuid::Uuid;

use crate::{
    clients::Clients,
    problem::{
        self,
        view::{Detail, Problem},
    },
};

/// The most rows to request for a list.
pub const MAX_ROWS: u32 = 1_000;

/// The longest search text, in characters.
pub const MAX_TEXT: usize = 200;

pub const AUTH: &str = "Globus Auth";
pub const FLOWS: &str = "Globus Flows";
pub const TRANSFER: &str = "Globus Transfer";

/// Removes repeated rows. A list that changes while its pages are read may return a row twice.
pub fn each_once<R>(rows: &mut Vec<R>, id: impl Fn(&R) -> &str) {
    let mut seen = HashSet::new();
    rows.retain(|row| seen.insert(id(row).to_owned()));
}

/// The clients, or a problem that asks you to sign in to `service`.
pub fn signed_in(clients: Option<Clients>, service: &str) -> Result<Clients, Problem> {
    clients.ok_or_else(|| problem::calls::sign_in_needed(service))
}

/// Parses a UUID.
///
/// # Errors
/// A problem in words, if `text` isn't a UUID.
pub fn id(text: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(text).map_err(|_| problem::not_an_id())
}

/// The search text, trimmed and cut to [`MAX_TEXT`] characters.
pub fn search(text: &str) -> String {
    text.trim().chars().take(MAX_TEXT).collect()
}

/// A labeled value for a list of details.
pub fn fact(label: &str, value: impl Into<String>) -> Detail {
    Detail {
        label: label.to_owned(),
        value: value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_uuids_are_accepted() {
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
    fn a_row_on_two_pages_appears_once() {
        let mut rows = ["a", "b", "a", "c"].map(str::to_owned).to_vec();
        each_once(&mut rows, |row| row);
        assert_eq!(rows, ["a", "b", "c"]);
    }

    #[test]
    fn search_text_is_trimmed_and_cut() {
        assert_eq!(search(&format!("  {} ", "x".repeat(500))).len(), MAX_TEXT);
    }
}
