//! Access › Scopes: the permissions of this app as a tree.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    permissions::status::ScopeStatus,
    problem::view::Problem,
    text::{Literal, Page, Text},
};

/// The permissions of this app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Access {
    /// The permissions by service.
    pub groups: Vec<ScopeGroup>,
    /// The number of rows that need attention.
    pub attention: u32,
    /// The number of granted rows.
    pub granted: u32,
    /// The number of optional rows that aren't granted.
    pub off: u32,
    /// Why the consents can't be read. The statuses are then based on the tokens alone.
    pub consents_problem: Option<Problem>,
    /// When this was checked, in milliseconds since 1970.
    pub checked_at: u64,
}

/// The permissions of one service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeGroup {
    /// The resource server.
    pub resource_server: Literal,
    /// "Globus Transfer", "Flow: Nightly", "Midway3 Project".
    pub title: Text,
    /// The number of granted rows on the first level.
    pub granted: u32,
    /// The number of rows on the first level.
    pub total: u32,
    /// When the token expires, in milliseconds since 1970. None if there is no token.
    pub token_ends_at: Option<u64>,
    /// The permissions, each followed by its dependencies.
    pub rows: Vec<ScopeRow>,
}

/// A permission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeRow {
    /// The scopes from the first level down to this one, separated by spaces.
    pub path: String,
    /// The raw scope.
    pub scope: Literal,
    /// The permission in words: "See flows".
    pub title: Text,
    /// The level, starting at 1.
    pub level: u32,
    /// Why it is in the tree.
    pub kind: ScopeRowKind,
    /// Its status.
    pub status: ScopeStatus,
    /// The status in words: "Missing – blocks Runs".
    pub word: Text,
    /// The screens that need it.
    pub needed_for: Vec<Text>,
    /// Why it is needed, in one sentence.
    pub why: Text,
    /// What stops or is unavailable without it, in one sentence.
    pub without: Text,
    /// Whether you can select it to request it. Below the first level, this requests the whole
    /// branch.
    pub can_ask: bool,
    /// The scope string that is requested if you select it.
    pub asks: String,
    /// Whether you added it, so that you can remove it from the requirements.
    pub added: bool,
    /// When it was granted, in milliseconds since 1970.
    pub granted_at: Option<u64>,
    /// When it was last used, in milliseconds since 1970.
    pub last_used_at: Option<u64>,
    /// The consent's ID and path: "#12 (3 › 12)".
    pub consent: Option<Text>,
    /// The identity that it applies to.
    pub identity: Option<Text>,
    /// The equivalent command of the Globus CLI.
    pub cli: String,
}

/// Why a permission is in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ScopeRowKind {
    /// Each sign-in requests it.
    Required,
    /// It is requested when you use the feature that needs it.
    Optional,
    /// It belongs to a flow.
    PerFlow,
    /// It belongs to a collection.
    PerCollection,
    /// The permission above depends on it.
    Dependent,
    /// The permission above depends on it, but it is optional (`*`).
    OptionalDependent,
}

/// The format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ReportFormat {
    /// Tables for reading.
    Markdown,
    /// Data for programs.
    Json,
}

/// What a sign-in would request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestPreview {
    /// The exact `scope` parameter.
    pub scope: Page,
    /// Each permission, in words.
    pub lines: Vec<RequestLine>,
}

/// One permission of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestLine {
    /// The raw scope.
    pub scope: Literal,
    /// The permission in words.
    pub title: Text,
    /// The level, starting at 1.
    pub level: u32,
    /// Whether it is optional (`*`).
    pub optional: bool,
    /// Whether it is granted already and requested again along with the rest.
    pub granted: bool,
}

/// The outcome of a sign-in that asked for permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct ScopesGranted {
    /// Titles of the requested permissions that are now granted.
    pub granted: Vec<Text>,
    /// Titles of the requested permissions that aren't granted.
    pub missing: Vec<Text>,
    /// Why the sign-in didn't succeed, if it didn't.
    pub problem: Option<Problem>,
}
