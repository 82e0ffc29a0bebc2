//! As much of a flow's definition (Amazon States Language, as Globus Flows reads it) as we tell.

use indexmap::IndexMap;
use serde::Deserialize;

/// The states by name, in the definition's order.
#[derive(Deserialize)]
pub struct Definition<S> {
    #[serde(rename = "States")]
    pub states: IndexMap<String, S>,
}
