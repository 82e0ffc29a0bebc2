//! Access › Consents: what the person allowed at Globus.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::problem::view::Problem;

/// What the person allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Consents {
    /// This app.
    pub this_app: Vec<ConsentRow>,
    /// All apps; none without the permission to see them.
    pub all_apps: Option<Vec<ConsentRow>>,
    /// Why all apps cannot be shown.
    pub all_apps_problem: Option<Problem>,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// One consent, followed by those below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
pub struct ConsentRow {
    /// Its number.
    pub id: i64,
    /// 1 for the first level.
    pub level: u32,
    /// The app or service that may do it: a name or an id.
    pub app: String,
    /// The raw scope.
    pub scope: String,
    /// In words.
    pub title: String,
    /// Milliseconds since 1970.
    pub given_at: Option<u64>,
    /// Milliseconds since 1970; none for never.
    pub last_used_at: Option<u64>,
    /// The identity that it acts as.
    pub identity: String,
    /// Whether it keeps working while the person is away.
    pub lasting: bool,
    /// Whether it was given without a question.
    pub automatic: bool,
    /// Whether it can be removed alone.
    pub removable_alone: bool,
    /// Whether the consent above it is not in the data.
    pub unlinked: bool,
    /// What stops without it, in a sentence.
    pub without: String,
    /// What is under way and may stop without it, in a sentence.
    pub under_way: Option<String>,
}
