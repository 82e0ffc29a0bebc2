//! Tags of runs.

use crate::flows::body::Body;

/// Takes the tags. Spaces at their ends are removed, and repeated spaces become one.
pub(super) fn read_tags(body: &mut Body) -> Option<Vec<String>> {
    let tags = body.texts("tags")?;
    Some(tags.iter().map(|tag| normalize(tag)).collect())
}

pub(super) fn normalize(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join(" ")
}
