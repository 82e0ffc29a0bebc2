//! How much of a list the service returns.

use crate::services::paging::Query;

/// The most items that the service returns from a list that is paged by offset
/// (`globus_sdk/services/transfer/client.py`, `max_total_results`).
pub(super) const MOST_BY_OFFSET: u64 = 1_000;

/// The page size when all collections are wanted, as in the SDK, because their documents are large.
pub(super) const SEARCH_PAGE: u64 = 100;

/// Asks for pages of this size, unless another size is set, and not for more than the service
/// returns.
pub(super) fn ask_for_pages_of(size: u64, query: &mut Query) {
    let offset = query.get("offset").and_then(|text| text.parse().ok());
    let left = MOST_BY_OFFSET.saturating_sub(offset.unwrap_or(0)).max(1);
    if query.get("limit").is_none() {
        query.set("limit", size.min(left).to_string());
    }
}

/// The request for the next page, without asking for more than the service returns
/// (`globus_sdk/paging/limit_offset.py`).
pub(super) fn within_what_is_shown(mut next: Query) -> Option<Query> {
    let number = |name| next.get(name).and_then(|text| text.parse().ok());
    let left = MOST_BY_OFFSET.checked_sub(number("offset").unwrap_or(0))?;
    if number("limit").is_some_and(|limit: u64| limit > left) {
        next.set("limit", left.to_string());
    }
    (left > 0).then_some(next)
}
