//! Access › Consents: what you have consented to at Globus.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    problem::view::Problem,
    text::{Literal, Text},
};

/// Your consents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Consents {
    /// Consents to this app.
    pub this_app: Vec<ConsentRow>,
    /// Consents to all apps. None without the permission to see them.
    pub all_apps: Option<Vec<ConsentRow>>,
    /// Why the consents to all apps can't be shown.
    pub all_apps_problem: Option<Problem>,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// One consent, followed by those below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
pub struct ConsentRow {
    /// The consent's ID.
    pub id: i64,
    /// The level, starting at 1.
    pub level: u32,
    /// The app or service that may act: its name or ID.
    pub app: Text,
    /// The raw scope.
    pub scope: Literal,
    /// The permission in words.
    pub title: Text,
    /// When it was given, in milliseconds since 1970.
    pub given_at: Option<u64>,
    /// When it was last used, in milliseconds since 1970. None for never.
    pub last_used_at: Option<u64>,
    /// The identity that it applies to.
    pub identity: Text,
    /// Whether it keeps working while you are offline.
    pub lasting: bool,
    /// Whether it was granted automatically.
    pub automatic: bool,
    /// Whether it can be removed on its own.
    pub removable_alone: bool,
    /// Whether its parent consent is missing from the data.
    pub unlinked: bool,
    /// What stops without it, in one sentence.
    pub without: Text,
    /// What is under way and may stop without it, in one sentence.
    pub under_way: Option<Text>,
}
