//! The routes of Globus Groups.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{RawQuery, State},
    http::HeaderMap,
    routing::get,
};
use serde_json::Value;
use url::form_urlencoded;

use super::{error::GroupsError, group::Status, sample::GROUPS};
use crate::{
    auth::{Access, Auth, people::Person},
    bearer::bearer,
};

const RESOURCE_SERVER: &str = "groups.api.globus.org";
const SCOPES: [&str; 2] = [
    "urn:globus:auth:scope:groups.api.globus.org:view_my_groups_and_memberships",
    "urn:globus:auth:scope:groups.api.globus.org:all",
];

pub(crate) fn router() -> Router<Arc<Auth>> {
    Router::new().route("/v2/groups/my_groups", get(my_groups))
}

/// The groups in which one of the caller's linked identities has a membership with one of the
/// `statuses`, by default active ones. The answer is a bare array, without paging.
async fn my_groups(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<Value>>, GroupsError> {
    let access = caller(&auth, &headers)?;
    let statuses = statuses(query.as_deref().unwrap_or_default())?;
    let person = Person::with_identity(&access.identity_id);
    // Service accounts are in no group.
    let identities = person.map_or(&[][..], |person| person.identities);
    let groups = GROUPS.iter();
    let groups = groups.filter_map(|group| group.document(identities, &statuses));
    Ok(Json(groups.collect()))
}

fn caller(auth: &Auth, headers: &HeaderMap) -> Result<Access, GroupsError> {
    let access = bearer(headers).and_then(|token| auth.access(token, RESOURCE_SERVER));
    let access = access.ok_or(GroupsError::Unauthorized)?;
    let mut scopes = access.scopes.iter();
    if scopes.any(|scope| SCOPES.contains(&scope.as_str())) {
        Ok(access)
    } else {
        let provided = access.scopes;
        Err(GroupsError::Forbidden { provided })
    }
}

/// Separated by commas, or given several times.
fn statuses(query: &str) -> Result<Vec<Status>, GroupsError> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let lists = pairs.filter(|(name, _)| name == "statuses");
    let mut statuses = Vec::new();
    for (_, list) in lists {
        for word in list
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
        {
            let status = Status::named(word);
            statuses.push(status.ok_or_else(|| GroupsError::Status(word.to_owned()))?);
        }
    }
    if statuses.is_empty() {
        statuses.push(Status::Active);
    }
    Ok(statuses)
}
