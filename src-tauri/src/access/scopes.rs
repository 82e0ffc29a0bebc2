//! Access › Scopes: the permissions as a tree, by service.

use globus_app::{AuthScopes, FlowsScopes, KnownScope, Scope, ScopeKind, TransferScopes};

use super::{
    missing::is_missing,
    tree::{Node, nodes},
    view::scopes::{Access, ScopeGroup, ScopeRow, ScopeRowKind},
};
use crate::{
    cli::consent_command,
    clients::Clients,
    people::short_id,
    permissions::{facts::Facts, names::Names, status::ScopeStatus, words},
    problem::{self, view::Problem},
    requirements::{
        features::{Feature, Purpose, is_data_access, purpose, purpose_below},
        stored::StoredRequirements,
    },
    text::{Literal, Text},
    time::millis,
};

/// The permissions as a tree.
pub async fn scopes(clients: Option<Clients>) -> Result<Access, Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed("Globus Auth"))?;
    let facts = Facts::read(&clients).await?;
    let nodes = nodes(&facts);
    let names = Names::look_up(&clients, nodes.iter().map(|node| &node.scope)).await;
    let person = Person {
        id: clients.identity_id.as_deref(),
        username: &clients.username,
    };
    Ok(access(
        &facts,
        &nodes,
        &names,
        &clients.requirements,
        &person,
    ))
}

/// The signed-in user.
pub(super) struct Person<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) username: &'a str,
}

/// Builds the tree from facts already read.
pub(super) fn access(
    facts: &Facts,
    nodes: &[Node],
    names: &Names,
    stored: &StoredRequirements,
    person: &Person<'_>,
) -> Access {
    let mut groups: Vec<ScopeGroup> = Vec::new();
    for tree in nodes.chunk_by(|_, next| next.level() > 1) {
        let Some(root) = tree.first() else { continue };
        let server = server_of(facts, &root.scope);
        let blocked = blocked(nodes, facts, &server);
        let rows = tree.iter().map(|node| Row {
            node,
            names,
            stored,
            person,
            blocked: &blocked,
        });
        let rows: Vec<_> = rows.map(|row| row.view()).collect();
        if let Some(group) = groups
            .iter_mut()
            .find(|group| group.resource_server == server.as_str())
        {
            group.rows.extend(rows);
        } else {
            let token = facts.token(&server);
            groups.push(ScopeGroup {
                title: words::service(&server, Some(&root.scope), names),
                token_ends_at: token.map(|held| millis(held.expires_at)),
                resource_server: server.into(),
                granted: 0,
                total: 0,
                rows,
            });
        }
    }
    groups.sort_by_key(|group| rank(&group.resource_server));
    let mut access = Access {
        groups,
        attention: 0,
        granted: 0,
        off: 0,
        consents_problem: facts.problem.clone(),
        checked_at: millis(jiff::Timestamp::now()),
    };
    count(&mut access, nodes);
    access
}

fn count(access: &mut Access, nodes: &[Node]) {
    let is_required = |path: &str| {
        let node = nodes
            .iter()
            .find(|node| node.level() == 1 && node.path[0] == path);
        node.is_some_and(|node| node.required)
    };
    for group in &mut access.groups {
        for row in group.rows.iter().filter(|row| row.level == 1) {
            group.total += 1;
            match row.status {
                ScopeStatus::Granted => {
                    group.granted += 1;
                    access.granted += 1;
                }
                ScopeStatus::Off => access.off += 1,
                status if is_missing(status, is_required(&row.path)) => access.attention += 1,
                _ => {}
            }
        }
    }
}

/// The order of services: the main ones first, then flows and collections.
fn rank(resource_server: &str) -> usize {
    const FIRST: [&str; 3] = [
        FlowsScopes::RESOURCE_SERVER,
        TransferScopes::RESOURCE_SERVER,
        AuthScopes::RESOURCE_SERVER,
    ];
    let place = FIRST.iter().position(|first| *first == resource_server);
    place.unwrap_or(FIRST.len())
}

/// The service whose token carries the scope: the one that the scope names, else the one whose
/// token has it.
fn server_of(facts: &Facts, scope: &Scope) -> String {
    if let Some(server) = scope.resource_server() {
        return server.to_owned();
    }
    let mut held = facts.held.iter();
    let held = held.find(|held| held.scopes.iter().any(|held| held == scope.scope_string()));
    held.map_or_else(String::new, |held| held.resource_server.clone())
}

/// The features that are blocked because a vital permission of the service is missing.
fn blocked(nodes: &[Node], facts: &Facts, server: &str) -> Vec<Feature> {
    let vital = nodes.iter().filter(|node| node.vital);
    let of_server = vital.filter(|node| server_of(facts, &node.scope) == server);
    let purposes = of_server.filter_map(|node| purpose(&node.scope));
    let mut features: Vec<_> = purposes
        .flat_map(|purpose| purpose.features)
        .copied()
        .collect();
    features.sort_unstable();
    features.dedup();
    features
}

struct Row<'a> {
    node: &'a Node,
    names: &'a Names,
    stored: &'a StoredRequirements,
    person: &'a Person<'a>,
    blocked: &'a [Feature],
}

impl Row<'_> {
    fn view(&self) -> ScopeRow {
        let node = self.node;
        let purpose = self.purpose();
        let status = self.status();
        let features = purpose.map_or(&[][..], |purpose| purpose.features);
        let consent = node.consent.as_ref();
        ScopeRow {
            path: plain(&node.path).join(" "),
            scope: Literal::of(node.scope.scope_string()),
            title: words::title(&node.scope, self.names),
            level: u32::try_from(node.level()).unwrap_or(u32::MAX),
            kind: self.kind(),
            status,
            word: words::status(status, self.blocks(purpose)),
            needed_for: features
                .iter()
                .map(|feature| feature.name().into())
                .collect(),
            why: purpose.map_or_else(|| self.unknown_why(), |purpose| purpose.why.into()),
            without: self.without(purpose),
            can_ask: matches!(
                status,
                ScopeStatus::NewTokenNeeded
                    | ScopeStatus::PartGranted
                    | ScopeStatus::Missing
                    | ScopeStatus::Off
                    | ScopeStatus::Expired
            ),
            asks: node.asks.clone(),
            added: self.stored.has_added(&node.path),
            granted_at: consent.and_then(|consent| consent.created).map(millis),
            last_used_at: consent.and_then(|consent| consent.last_used).map(millis),
            consent: consent.map(|consent| place(consent.id, &consent.dependency_path).into()),
            identity: consent.map(|consent| self.person.named(&consent.effective_identity)),
            cli: consent_command([node.asks.as_str()]),
        }
    }

    fn purpose(&self) -> Option<&'static Purpose> {
        let above = self.node.above();
        if above.is_empty() {
            purpose(&self.node.scope)
        } else {
            purpose_below(&above, &self.node.scope)
        }
    }

    /// The features that are blocked while it is missing: if it is vital, everything that uses the
    /// service, else the features it is for.
    fn blocks(&self, purpose: Option<&'static Purpose>) -> &[Feature] {
        match purpose {
            // Its token still works for everything except the missing part.
            _ if self.node.status == ScopeStatus::PartGranted && self.node.has_token => &[],
            _ if self.node.vital => self.blocked,
            Some(purpose) if self.node.required && self.node.level() == 1 => purpose.features,
            _ => &[],
        }
    }

    fn kind(&self) -> ScopeRowKind {
        let node = self.node;
        let kind = KnownScope::find(&node.scope).map(|known| known.kind);
        match kind {
            _ if node.level() > 1 && node.scope.is_optional() => ScopeRowKind::OptionalDependent,
            _ if node.level() > 1 => ScopeRowKind::Dependent,
            Some(ScopeKind::Flow(_)) => ScopeRowKind::PerFlow,
            Some(ScopeKind::Collection(_)) => ScopeRowKind::PerCollection,
            _ if node.required => ScopeRowKind::Required,
            _ => ScopeRowKind::Optional,
        }
    }

    /// A collection without a `data_access` scope can't grant it, even if it is required.
    fn status(&self) -> ScopeStatus {
        let is_data = is_data_access(&self.node.scope);
        let lacks_it = match KnownScope::find(&self.node.scope).map(|known| known.kind) {
            Some(ScopeKind::Collection(id)) if is_data => self.names.lacks_data_access(&id),
            _ => false,
        };
        match self.node.status {
            ScopeStatus::Missing | ScopeStatus::Off | ScopeStatus::Unknown if lacks_it => {
                ScopeStatus::Refused
            }
            status => status,
        }
    }

    fn unknown_why(&self) -> Text {
        Text::of(
            match self
                .node
                .above()
                .last()
                .and_then(|above| Scope::new(*above).ok())
            {
                Some(above) => {
                    let above = words::title(&above, self.names);
                    format!("“{above}” depends on it: the service uses it to act for you.")
                }
                None if self.node.required => {
                    "You added it to the requested permissions.".to_owned()
                }
                None => "Meridian doesn't use it.".to_owned(),
            },
        )
    }

    fn without(&self, purpose: Option<&Purpose>) -> Text {
        Text::of(match purpose {
            Some(purpose) => purpose.without,
            None if self.node.level() > 1 => "The permission above it stops working with it.",
            None => "Nothing changes in Meridian.",
        })
    }
}

impl Person<'_> {
    /// The username for your own identity, and a short ID for any other.
    pub(super) fn named(&self, identity_id: &str) -> Text {
        if self.id == Some(identity_id) && !self.username.is_empty() {
            return self.username.into();
        }
        short_id(identity_id)
    }
}

fn plain(path: &[String]) -> Vec<&str> {
    path.iter()
        .map(|scope| scope.trim_start_matches('*'))
        .collect()
}

/// "#12 (3 › 12)".
fn place(id: i64, path: &[i64]) -> String {
    let path: Vec<_> = path.iter().map(i64::to_string).collect();
    if path.len() < 2 {
        return format!("#{id}");
    }
    format!("#{id} ({})", path.join(" › "))
}
