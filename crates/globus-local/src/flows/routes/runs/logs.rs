//! `GET /runs/{id}/log`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::flows::{Flows, access, error::FlowsError, policy, run::Entry};

const DEFAULT_LIMIT: usize = 10;
const MAX_LIMIT: usize = 100;

pub(in crate::flows) async fn log(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    log_of_run(&flows, &headers, &id, &query.unwrap_or_default())
}

/// The older path.
pub(in crate::flows) async fn log_of_flow(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path((_, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    log_of_run(&flows, &headers, &id, &query.unwrap_or_default())
}

fn log_of_run(
    flows: &Flows,
    headers: &HeaderMap,
    id: &str,
    query: &str,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, headers, access::VIEW_RUNS)?;
    let state = flows.state_now();
    let run = state.run(id)?;
    run.require_any(&run.roles(&caller))?;
    policy::require(&flows.auth, &caller, run.flow.policy.as_deref())?;
    let query = Query::read(query).map_err(FlowsError::Unprocessable)?;
    let log = run.walk.log();
    let entries: Vec<_> = if query.is_reverse {
        log.iter().rev().collect()
    } else {
        log.iter().collect()
    };
    let end = query.offset.saturating_add(query.limit);
    let has_next_page = end < entries.len();
    let page = entries.into_iter().skip(query.offset).take(query.limit);
    let page: Vec<_> = page.map(Entry::document).collect();
    let mut document = json!({
        "limit": query.limit,
        "has_next_page": has_next_page,
        "entries": page,
    });
    if has_next_page {
        document["marker"] = format!("{end}.{}.{}", query.limit, query.is_reverse).into();
    }
    Ok(Json(document))
}

#[derive(Debug, PartialEq)]
struct Query {
    limit: usize,
    offset: usize,
    is_reverse: bool,
}

impl Query {
    fn read(text: &str) -> Result<Self, String> {
        let mut query = Self {
            limit: DEFAULT_LIMIT,
            offset: 0,
            is_reverse: false,
        };
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            let invalid = || format!("{name} is not valid");
            match &*name {
                _ if value.is_empty() => {}
                "limit" => {
                    let limit = value
                        .parse()
                        .ok()
                        .filter(|limit| (1..=MAX_LIMIT).contains(limit));
                    query.limit = limit.ok_or_else(|| format!("limit must be 1 to {MAX_LIMIT}"))?;
                }
                "reverse_order" => {
                    query.is_reverse = value.to_lowercase().parse().map_err(|_| invalid())?;
                }
                // A marker contains the whole query.
                "marker" | "pagination_token" => return from_marker(&value).ok_or_else(invalid),
                _ => {}
            }
        }
        Ok(query)
    }
}

fn from_marker(marker: &str) -> Option<Query> {
    let mut parts = marker.split('.');
    let (offset, limit, is_reverse) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Query {
        limit: limit.parse().ok()?,
        offset: offset.parse().ok()?,
        is_reverse: is_reverse.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_orders_and_markers_are_read() {
        let query = |limit, offset, is_reverse| {
            Ok(Query {
                limit,
                offset,
                is_reverse,
            })
        };
        assert_eq!(Query::read(""), query(10, 0, false));
        assert_eq!(
            Query::read("limit=&marker=&reverse_order="),
            query(10, 0, false)
        );
        assert_eq!(
            Query::read("limit=100&reverse_order=True"),
            query(100, 0, true)
        );
        assert_eq!(Query::read("reverse_order=false"), query(10, 0, false));
        assert_eq!(
            Query::read("limit=7&pagination_token=20.5.true"),
            query(5, 20, true)
        );
        for bad in [
            "limit=0",
            "limit=101",
            "reverse_order=yes",
            "marker=x",
            "marker=1.2",
        ] {
            assert!(Query::read(bad).is_err(), "{bad}");
        }
    }
}
