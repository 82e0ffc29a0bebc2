//! The column layout of a list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

/// How the columns of a list differ from the default layout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct ColumnLayout {
    /// The hidden columns.
    pub hidden: Vec<String>,
    /// The widths of resized columns, in pixels.
    pub widths: BTreeMap<String, u16>,
}
