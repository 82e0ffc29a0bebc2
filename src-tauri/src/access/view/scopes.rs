//! Access › Scopes: what this app may do, as a tree.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{permissions::status::ScopeStatus, problem::view::Problem};

/// What this app may do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Access {
    /// By service.
    pub groups: Vec<ScopeGroup>,
    /// Rows that need attention.
    pub attention: u32,
    /// Rows that are granted.
    pub granted: u32,
    /// Optional rows that are not.
    pub off: u32,
    /// Why the consents could not be read; the statuses are by the tokens alone then.
    pub consents_problem: Option<Problem>,
    /// Milliseconds since 1970.
    pub checked_at: u64,
}

/// The permissions of one service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeGroup {
    /// The resource server.
    pub resource_server: String,
    /// "Globus Transfer", "Flow: Nightly", "Midway3 Project".
    pub title: String,
    /// Granted rows of the first level.
    pub granted: u32,
    /// Rows of the first level.
    pub total: u32,
    /// Milliseconds since 1970, when the token ends; none without a token.
    pub token_ends_at: Option<u64>,
    /// The permissions, each followed by those that it depends on.
    pub rows: Vec<ScopeRow>,
}

/// A permission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeRow {
    /// The scopes from the first level down to this one, separated by spaces.
    pub path: String,
    /// The raw scope.
    pub scope: String,
    /// "See flows".
    pub title: String,
    /// 1 for the first level.
    pub level: u32,
    /// Whether it is asked for, and why.
    pub kind: ScopeRowKind,
    /// Whether it is granted.
    pub status: ScopeStatus,
    /// "Missing – blocks Runs".
    pub word: String,
    /// The screens that need it.
    pub needed_for: Vec<String>,
    /// One sentence: why it is asked for.
    pub why: String,
    /// One sentence: what stops, or is off, without it.
    pub without: String,
    /// Whether it can be ticked to be asked for. Below the first level the whole branch is.
    pub can_ask: bool,
    /// What is asked for if it is ticked: a scope string.
    pub asks: String,
    /// Whether the person added it, and may take it from the requirements.
    pub added: bool,
    /// Milliseconds since 1970.
    pub granted_at: Option<u64>,
    /// Milliseconds since 1970.
    pub last_used_at: Option<u64>,
    /// The consent's number and its path: "#12 (3 › 12)".
    pub consent: Option<String>,
    /// The identity that it acts as.
    pub identity: Option<String>,
    /// The same by the Globus CLI.
    pub cli: String,
}

/// Whether a permission is asked for, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ScopeRowKind {
    /// It is asked for at each sign-in.
    Required,
    /// It is asked for when somebody wants what it is for.
    Optional,
    /// For one flow.
    PerFlow,
    /// For one collection.
    PerCollection,
    /// Below another: needed by it.
    Dependent,
    /// Below another: asked for as optional (`*`).
    OptionalDependent,
}

/// What a report is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ReportFormat {
    /// Tables for people.
    Markdown,
    /// For programs.
    Json,
}

/// What a trip to the browser would ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestPreview {
    /// The exact value of `scope`.
    pub scope: String,
    /// Each of them, in words.
    pub lines: Vec<RequestLine>,
}

/// One permission of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestLine {
    /// The raw scope.
    pub scope: String,
    /// In words.
    pub title: String,
    /// 1 for the first level.
    pub level: u32,
    /// Whether Globus may leave it out.
    pub optional: bool,
    /// Whether it is granted already, and asked for along with the rest.
    pub granted: bool,
}

/// A trip to the browser for permissions ended: what changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct ScopesGranted {
    /// Titles of what was asked for and is granted now.
    pub granted: Vec<String>,
    /// Titles of what was asked for and is not.
    pub missing: Vec<String>,
    /// Why the trip did not succeed, if it did not.
    pub problem: Option<Problem>,
}
