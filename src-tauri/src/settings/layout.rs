//! How the person laid out the columns of a list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

/// How the columns of one list are laid out, where that is not as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct ColumnLayout {
    /// Those that are not shown.
    pub hidden: Vec<String>,
    /// Widths in pixels, of those that have one of their own.
    pub widths: BTreeMap<String, u16>,
}
