//! The scope editor: what the app is to ask for, as text and as a tree.

use crate::requirements::features::Preset;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a text says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ParsedScopes {
    /// Nothing.
    Empty,
    /// Scopes.
    Tree {
        /// Each scope, followed by those that it depends on.
        nodes: Vec<ScopeNode>,
        /// The same as Globus would be asked.
        normal: String,
    },
    /// It is not a scope string.
    Error {
        /// What is wrong, and what would be right.
        message: String,
        /// Characters before the one that is wrong; its end if the text ends too early.
        position: u32,
    },
}

/// A scope in a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeNode {
    /// The raw scope.
    pub scope: String,
    /// In words; none if it is not known here.
    pub title: Option<String>,
    /// The resource server, if the scope shows it.
    pub resource_server: Option<String>,
    /// 1 for the first level.
    pub level: u32,
    /// Whether it is marked with `*`.
    pub optional: bool,
    /// A word of warning: "Globus knows no such scope for a guest collection."
    pub warning: Option<String>,
}

/// What merging a text with the app's requirements would give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MergedScopes {
    /// All requirements then.
    pub merged: String,
    /// Titles, or raw scopes, of what is new.
    pub added: Vec<String>,
    /// The exact `scope` that the browser would be asked for.
    pub asked: String,
}

/// What the current account is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Requirements {
    /// All of them.
    pub rows: Vec<RequirementRow>,
    /// The same as a scope string.
    pub text: String,
    /// Which preset it is, if it is one.
    pub preset: Option<Preset>,
}

/// One requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequirementRow {
    /// As a scope string, with what it depends on.
    pub scope: String,
    /// In words.
    pub title: String,
    /// The resource server.
    pub resource_server: String,
    /// Whether the app cannot do without it, so that it cannot be removed.
    pub fixed: bool,
}
