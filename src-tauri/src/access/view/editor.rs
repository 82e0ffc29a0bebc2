//! The scope editor: requirements as text and as a tree.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    requirements::features::Preset,
    text::{Literal, Page, Text},
};

/// The result of parsing a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ParsedScopes {
    /// The text is empty.
    Empty,
    /// The text contains scopes.
    Tree {
        /// Each scope, followed by its dependencies.
        nodes: Vec<ScopeNode>,
        /// The scopes in normal form, as sent to Globus.
        normal: String,
    },
    /// The text is not a scope string.
    Error {
        /// What is wrong, and how to correct it.
        message: Text,
        /// The number of characters before the error. If the text ends too early, this is its
        /// length.
        position: u32,
    },
}

/// A scope in a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeNode {
    /// The raw scope.
    pub scope: Literal,
    /// The permission in words. None if Meridian doesn't know it.
    pub title: Option<Text>,
    /// The resource server, if the scope names it.
    pub resource_server: Option<Literal>,
    /// The level, starting at 1.
    pub level: u32,
    /// Whether it is marked with `*`.
    pub optional: bool,
    /// A warning: "Globus knows no such scope for a guest collection."
    pub warning: Option<Text>,
}

/// The requirements as they would be with a text added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MergedScopes {
    /// All requirements, including the new ones.
    pub merged: Page,
    /// The titles of what is new, or raw scopes where there is no title.
    pub added: Vec<Text>,
    /// The exact `scope` parameter that the browser would send.
    pub asked: Page,
}

/// The requirements of the current account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Requirements {
    /// The requirements.
    pub rows: Vec<RequirementRow>,
    /// The same as a scope string.
    pub text: String,
    /// The preset that they match, if any.
    pub preset: Option<Preset>,
}

/// One requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequirementRow {
    /// The scope string, including dependencies.
    pub scope: String,
    /// The permission in words.
    pub title: Text,
    /// The resource server.
    pub resource_server: Literal,
    /// Whether it can't be removed, because the app needs it.
    pub fixed: bool,
}
