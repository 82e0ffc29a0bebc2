//! Access › Consents: what the person allowed at Globus, this app and others.

use std::collections::{BTreeSet, HashMap};

use globus_app::{AuthScopes, Consent, ConsentForest, IdentityLookup, Scope, ScopeParser};
use uuid::Uuid;

use super::{
    scopes::Person,
    under_way::UnderWay,
    view::consents::{ConsentRow, Consents},
};
use crate::{
    clients::Clients,
    permissions::{facts::me, names::Names, words},
    problem::{
        self,
        view::{FixAction, Problem, Tone},
    },
    requirements::features::{purpose, purpose_below},
    text::line,
    time::millis,
};

const SERVICE: &str = "Globus Auth";

/// More than a person looks at; Globus itself could tell of any number.
const MOST: usize = 2_000;
/// As many as Globus looks up at a time.
const IDENTITIES: usize = 100;

/// What the person allowed at Globus; `under_way` tells what may stop without it.
pub async fn consents(
    clients: Option<Clients>,
    under_way: impl Future<Output = UnderWay>,
) -> Result<Consents, Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let mut consents = Consents {
        this_app: Vec::new(),
        all_apps: None,
        all_apps_problem: None,
        fetched_at: millis(jiff::Timestamp::now()),
    };
    // A client allows itself what it asks for: there is nothing to show, or to take back.
    if !clients.app.acts_for_a_person() {
        return Ok(consents);
    }
    let me = me(&clients).ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let own = clients.auth.list_consents(&me, false).await;
    let own = own.map_err(|error| problem::calls::of_call(SERVICE, &error))?;
    let ours: BTreeSet<i64> = own.iter().map(|consent| consent.id).collect();
    let others = match others(&clients, &me).await {
        Ok(all) => {
            let others = all
                .into_iter()
                .filter(|consent| !ours.contains(&consent.id));
            others.collect()
        }
        Err(problem) => {
            consents.all_apps_problem = Some(problem);
            Vec::new()
        }
    };
    let apps = apps(&clients, &others).await;
    let scopes = own.iter().chain(&others);
    let scopes: Vec<_> = scopes
        .filter_map(|consent| Scope::new(&*consent.scope_name).ok())
        .collect();
    let words = Words {
        names: Names::look_up(&clients, &scopes).await,
        apps,
        person: Person {
            id: clients.identity_id.as_deref(),
            username: &clients.username,
        },
        under_way: under_way.await,
    };
    consents.this_app = rows(own, &words, Whose::Ours);
    if consents.all_apps_problem.is_none() {
        consents.all_apps = Some(rows(others, &words, Whose::Others));
    }
    Ok(consents)
}

/// Those of every app, if this one may see them.
async fn others(clients: &Clients, me: &Uuid) -> Result<Vec<Consent>, Problem> {
    let held = clients.app.held_tokens().await;
    let held = held.map_err(|error| problem::calls::of_call(SERVICE, &error))?;
    let needed = AuthScopes::VIEW_CONSENTS;
    let mut scopes = held.iter().flat_map(|held| &held.scopes);
    if !scopes.any(|scope| scope == needed.scope_string()) {
        return Err(Problem::new(
            Tone::Neutral,
            "See consents you gave to other apps.",
            "Globus shows them only with your permission “view consents”.",
        )
        .fixed_by(FixAction::Allow, "Allow “view consents” ↗"));
    }
    let all = clients.auth.list_consents(me, true).await;
    all.map_err(|error| problem::calls::of_call(SERVICE, &error))
}

/// What apps are called, as far as Globus tells: each has an identity of its own.
async fn apps(clients: &Clients, consents: &[Consent]) -> HashMap<String, String> {
    let ids: BTreeSet<_> = consents
        .iter()
        .filter_map(|consent| Uuid::try_parse(&consent.client).ok())
        .collect();
    let ids: Vec<_> = ids.into_iter().take(IDENTITIES).collect();
    if ids.is_empty() {
        return HashMap::new();
    }
    // Without names there still are ids.
    let found = clients
        .auth
        .get_identities(&IdentityLookup::Ids(ids))
        .await
        .unwrap_or_default();
    let names = found
        .into_iter()
        .filter_map(|app| Some((app.id.to_string(), line(&app.name?))));
    names.collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Ours,
    Others,
}

struct Words<'a> {
    names: Names,
    apps: HashMap<String, String>,
    person: Person<'a>,
    under_way: UnderWay,
}

/// Each consent, followed by those below it; at the end those whose parent was not told of.
fn rows(consents: Vec<Consent>, words: &Words<'_>, whose: Whose) -> Vec<ConsentRow> {
    let (forest, unlinked) = ConsentForest::of_linked(consents);
    let mut walk = Walk {
        forest: &forest,
        words,
        whose,
        root_app: String::new(),
        rows: Vec::new(),
    };
    for root in forest.roots() {
        walk.root_app = walk.app(root, &[], false);
        walk.add(root, &mut Vec::new(), false);
    }
    for consent in &unlinked {
        walk.root_app = walk.app(consent, &[], true);
        walk.add(consent, &mut Vec::new(), true);
    }
    walk.rows
}

struct Walk<'a> {
    forest: &'a ConsentForest,
    words: &'a Words<'a>,
    whose: Whose,
    /// The app that was given what is walked through now.
    root_app: String,
    rows: Vec<ConsentRow>,
}

impl<'a> Walk<'a> {
    fn add(&mut self, consent: &'a Consent, above: &mut Vec<&'a str>, unlinked: bool) {
        // Consents are what somebody else says: they may even go in circles.
        if self.rows.len() >= MOST || above.len() >= ScopeParser::MAX_DEPTH {
            return;
        }
        self.rows.push(self.row(consent, above, unlinked));
        above.push(&consent.scope_name);
        for below in self.forest.children(consent.id) {
            self.add(below, above, false);
        }
        above.pop();
    }

    fn row(&self, consent: &Consent, above: &[&str], unlinked: bool) -> ConsentRow {
        let scope = Scope::new(&*consent.scope_name).ok();
        let names = &self.words.names;
        ConsentRow {
            id: consent.id,
            level: u32::try_from(above.len() + 1).unwrap_or(u32::MAX),
            app: self.app(consent, above, unlinked),
            title: scope.as_ref().map_or_else(
                || line(&consent.scope_name),
                |scope| words::title(scope, names),
            ),
            scope: consent.scope_name.clone(),
            given_at: consent.created.map(millis),
            last_used_at: consent.last_used.map(millis),
            identity: self.words.person.named(&consent.effective_identity),
            lasting: consent.allows_refresh,
            automatic: consent.auto_approved,
            removable_alone: consent.atomically_revocable,
            unlinked,
            without: self.without(scope.as_ref(), above, unlinked),
            under_way: scope.and_then(|scope| {
                self.words
                    .under_way
                    .that_need(&scope, above, &self.root_app)
            }),
        }
    }

    /// Below the first level, it is the service of the permission above that acts.
    fn app(&self, consent: &Consent, above: &[&str], unlinked: bool) -> String {
        if let Some(parent) = above.last().and_then(|above| Scope::new(*above).ok()) {
            let server = parent.resource_server().unwrap_or_default();
            return words::service(server, Some(&parent), &self.words.names);
        }
        if self.whose == Whose::Ours && !unlinked {
            return crate::app_name::APP_NAME.to_owned();
        }
        let name = self.words.apps.get(&consent.client);
        name.cloned().unwrap_or_else(|| line(&consent.client))
    }

    fn without(&self, scope: Option<&Scope>, above: &[&str], unlinked: bool) -> String {
        let purpose = match (self.whose, scope) {
            (Whose::Ours, Some(scope)) if above.is_empty() && !unlinked => purpose(scope),
            (Whose::Ours, Some(scope)) => purpose_below(above, scope),
            _ => None,
        };
        match (purpose, self.whose) {
            (Some(purpose), _) => purpose.without.to_owned(),
            (None, _) if !above.is_empty() => {
                "What the permission above it does with it stops.".to_owned()
            }
            (None, Whose::Ours) => "Nothing in this app changes.".to_owned(),
            (None, Whose::Others) => "That app can do this for you no more.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TRANSFER: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";
    const DATA: &str =
        "https://auth.globus.org/scopes/aa752cea-8222-5bc8-acd9-555b09000000/data_access";
    const OTHER_APP: &str = "aa752cea-8222-5bc8-acd9-555b09000001";

    fn consent(id: i64, scope_name: &str, dependency_path: &[i64]) -> Consent {
        serde_json::from_value(json!({
            "id": id, "scope_name": scope_name, "dependency_path": dependency_path,
            "client": OTHER_APP, "effective_identity": "ada-id", "allows_refresh": true,
            "atomically_revocable": dependency_path.len() > 1,
        }))
        .expect("a consent")
    }

    fn words() -> Words<'static> {
        Words {
            names: Names::default(),
            apps: HashMap::from([(OTHER_APP.to_owned(), "Globus CLI".to_owned())]),
            person: Person {
                id: Some("ada-id"),
                username: "ada@uni.example",
            },
            under_way: UnderWay::default(),
        }
    }

    #[test]
    fn consents_are_a_tree_with_what_is_unlinked_at_its_end() {
        let consents = || {
            vec![
                consent(9, DATA, &[7, 9]),
                consent(1, TRANSFER, &[1]),
                consent(2, DATA, &[1, 2]),
            ]
        };
        let ours = rows(consents(), &words(), Whose::Ours);
        let seen: Vec<_> = ours
            .iter()
            .map(|row| (row.id, row.level, row.unlinked))
            .collect();
        assert_eq!(seen, [(1, 1, false), (2, 2, false), (9, 1, true)]);
        assert_eq!(
            (ours[0].app.as_str(), ours[1].app.as_str()),
            ("Meridian", "Globus Transfer")
        );
        assert_eq!(ours[0].identity, "ada@uni.example");
        assert!(
            ours[0].without.contains("No transfer"),
            "{}",
            ours[0].without
        );
        assert!(
            ours[1].without.contains("cannot be browsed"),
            "{}",
            ours[1].without
        );
        assert!(ours[1].removable_alone && !ours[0].removable_alone);
        let others = rows(consents(), &words(), Whose::Others);
        assert_eq!(others[0].app, "Globus CLI");
        assert!(others[0].without.starts_with("That app"));
    }

    #[test]
    fn consents_in_a_circle_come_to_an_end() {
        let circle = vec![
            consent(1, "a", &[1]),
            consent(2, "b", &[1, 2]),
            consent(1, "a", &[2, 1]),
            consent(1, "a", &[1]),
        ];
        assert!(rows(circle, &words(), Whose::Ours).len() <= MOST);
    }
}
