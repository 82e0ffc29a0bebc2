//! Reads Globus's documents, leniently where they differ from each other.

mod ids;
mod lenient;
mod other_fields;
mod raw_json;
mod word;

pub(super) use ids::{Identified, Listed, documents, identified, is_uuid, other_id, own_id};
pub(super) use lenient::{Text, if_readable, lenient_time, null_as_default, readable};
pub use other_fields::OtherFields;
pub(super) use other_fields::{Keeping, keeps_other_fields, read_keeping};
pub use raw_json::RawJson;
pub(super) use word::word;
