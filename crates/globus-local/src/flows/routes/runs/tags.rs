//! Tags of runs.

use crate::flows::body::Body;

/// Each tag without spaces at its ends, and with single ones inside.
pub(super) fn read_tags(body: &mut Body) -> Option<Vec<String>> {
    let tags = body.texts("tags")?;
    Some(tags.iter().map(|tag| normalize(tag)).collect())
}

pub(super) fn normalize(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join(" ")
}
