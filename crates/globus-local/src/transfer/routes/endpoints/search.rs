//! `GET /v0.10/endpoint_search`.

use serde_json::{Value, json};

use super::document;
use crate::transfer::{
    call::Desk,
    collections::{Collection, Collections, Rights},
    error::TransferError,
    parameters::{Page, Parameters},
};

const DEFAULT_LIMIT: usize = 100;
/// The most results of a search that the service shows, on all pages together.
const MOST: usize = 1_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    All,
    Mine,
    MyPersonal,
    RecentlyUsed,
    InUse,
    SharedByMe,
    SharedWithMe,
    HideNoPermissions,
    AdministeredByMe,
}

const SCOPES: [(&str, Scope); 9] = [
    ("all", Scope::All),
    ("my-endpoints", Scope::Mine),
    ("my-gcp-endpoints", Scope::MyPersonal),
    ("recently-used", Scope::RecentlyUsed),
    ("in-use", Scope::InUse),
    ("shared-by-me", Scope::SharedByMe),
    ("shared-with-me", Scope::SharedWithMe),
    ("hide-no-permissions", Scope::HideNoPermissions),
    ("administered-by-me", Scope::AdministeredByMe),
];

pub(super) fn search(desk: &Desk<'_>) -> Result<Value, TransferError> {
    let parameters = desk.parameters;
    let scope = scope(parameters)?;
    let page = parameters.page(DEFAULT_LIMIT, MOST)?;
    if page.offset + page.limit > MOST {
        let problem = format!("offset and limit can reach at most {MOST} results");
        return Err(TransferError::bad_request(problem));
    }
    let is_wanted = |collection: &&Collection| {
        scope.holds(collection, desk) && is_selected(collection, parameters)
    };
    let found: Vec<Value> = Collections::all()
        .filter(|collection| !collection.is_deleted)
        .filter(is_wanted)
        .map(|collection| document::of(collection, desk))
        .filter(|document| has_words(document, parameters.get("filter_fulltext")))
        .collect();
    Ok(list(found, page, parameters))
}

fn list(found: Vec<Value>, page: Page, parameters: &Parameters) -> Value {
    let has_next_page = page.offset + page.limit < found.len();
    let documents = found
        .into_iter()
        .map(|document| parameters.only_fields(document));
    json!({
        "DATA_TYPE": "endpoint_list", "limit": page.limit, "offset": page.offset,
        "has_next_page": has_next_page, "DATA": page.of(documents),
    })
}

fn scope(parameters: &Parameters) -> Result<Scope, TransferError> {
    let word = parameters.get("filter_scope").unwrap_or("all");
    let found = SCOPES.iter().find(|(known, _)| *known == word);
    let Some((_, scope)) = found else {
        let problem = format!("filter_scope: {word:?} is not one");
        return Err(TransferError::bad_request(problem));
    };
    let narrows = ["filter_fulltext", "filter_owner_id", "filter_host_endpoint"];
    if *scope == Scope::All && narrows.iter().all(|name| parameters.get(name).is_none()) {
        return Err(TransferError::bad_request(
            "filter_fulltext is required if filter_scope is all",
        ));
    }
    Ok(*scope)
}

impl Scope {
    fn holds(self, collection: &Collection, desk: &Desk<'_>) -> bool {
        let identity = desk.access.identity_id.as_str();
        let is_mine = collection.is_owned_by(identity);
        let is_guest = collection.entity.is_guest();
        match self {
            Self::All => true,
            Self::Mine | Self::AdministeredByMe => is_mine,
            Self::MyPersonal => is_mine && collection.entity.is_personal(),
            Self::RecentlyUsed => desk.state.tasks.has_used(collection.id, identity),
            Self::InUse => desk.state.tasks.uses(collection.id, identity, desk.now),
            Self::SharedByMe => is_mine && is_guest,
            Self::SharedWithMe => !is_mine && is_guest && collection.rights != Rights::None,
            Self::HideNoPermissions => collection.rights != Rights::None,
        }
    }
}

fn is_selected(collection: &Collection, parameters: &Parameters) -> bool {
    let is = |name: &str, value: &str| parameters.get(name).is_none_or(|wanted| wanted == value);
    let mut kinds = parameters.all("filter_entity_type");
    let kinds = kinds.next().map(|first| {
        let more = parameters.all("filter_entity_type").skip(1);
        first
            .split(',')
            .chain(more)
            .any(|kind| kind == collection.entity.word())
    });
    kinds.unwrap_or(true)
        && is("filter_owner_id", collection.owner.id)
        // No collection here is a host endpoint.
        && parameters.get("filter_host_endpoint").is_none()
        && !matches!(parameters.get("filter_non_functional"), Some("1" | "True" | "true"))
}

/// Whether every word occurs, or the text is the id.
fn has_words(document: &Value, fulltext: Option<&str>) -> bool {
    let Some(fulltext) = fulltext.map(str::to_lowercase) else {
        return true;
    };
    if document["id"] == fulltext.as_str() {
        return true;
    }
    let fields = [
        "display_name",
        "description",
        "organization",
        "owner_string",
        "keywords",
    ];
    let text: Vec<String> = fields
        .iter()
        .filter_map(|field| document[field].as_str())
        .map(str::to_lowercase)
        .collect();
    let text = text.join("\n");
    fulltext.split_whitespace().all(|word| text.contains(word))
}
