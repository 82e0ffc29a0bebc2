//! Access › Consents: what you have consented to at Globus, for this app and others.

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
    text::{Literal, Text},
    time::millis,
};

const SERVICE: &str = "Globus Auth";

/// The most rows to show. Globus sets no limit.
const MOST: usize = 2_000;
/// How many identities Globus looks up in one request.
const IDENTITIES: usize = 100;

/// The consents at Globus. `under_way` says what may stop without them.
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
    // A client needs no consents, so there is nothing to show or remove.
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

/// The consents of all apps, if this app may see them.
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

/// The names of apps. Each app has an identity at Globus.
async fn apps(clients: &Clients, consents: &[Consent]) -> HashMap<String, Text> {
    let ids: BTreeSet<_> = consents
        .iter()
        .filter_map(|consent| Uuid::try_parse(&consent.client).ok())
        .collect();
    let ids: Vec<_> = ids.into_iter().take(IDENTITIES).collect();
    if ids.is_empty() {
        return HashMap::new();
    }
    // Without names, the IDs are shown.
    let found = clients
        .auth
        .get_identities(&IdentityLookup::Ids(ids))
        .await
        .unwrap_or_default();
    let names = found
        .into_iter()
        .filter_map(|app| Some((app.id.to_string(), Text::of(app.name?))));
    names.collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Ours,
    Others,
}

struct Words<'a> {
    names: Names,
    apps: HashMap<String, Text>,
    person: Person<'a>,
    under_way: UnderWay,
}

/// Each consent, followed by those below it. Consents whose parent is missing come last.
fn rows(consents: Vec<Consent>, words: &Words<'_>, whose: Whose) -> Vec<ConsentRow> {
    let (forest, unlinked) = ConsentForest::of_linked(consents);
    let mut walk = Walk {
        forest: &forest,
        words,
        whose,
        root_app: Text::default(),
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
    /// The app at the root of the current tree.
    root_app: Text,
    rows: Vec<ConsentRow>,
}

impl<'a> Walk<'a> {
    fn add(&mut self, consent: &'a Consent, above: &mut Vec<&'a str>, unlinked: bool) {
        // The data comes from outside and may contain cycles.
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
                || Text::of(&consent.scope_name),
                |scope| words::title(scope, names),
            ),
            scope: Literal::of(&consent.scope_name),
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

    /// Below the first level, the service of the permission above is the one that acts.
    fn app(&self, consent: &Consent, above: &[&str], unlinked: bool) -> Text {
        if let Some(parent) = above.last().and_then(|above| Scope::new(*above).ok()) {
            let server = parent.resource_server().unwrap_or_default();
            return words::service(server, Some(&parent), &self.words.names);
        }
        if self.whose == Whose::Ours && !unlinked {
            return crate::app_name::APP_NAME.into();
        }
        let name = self.words.apps.get(&consent.client);
        name.cloned().unwrap_or_else(|| Text::of(&consent.client))
    }

    fn without(&self, scope: Option<&Scope>, above: &[&str], unlinked: bool) -> Text {
        let purpose = match (self.whose, scope) {
            (Whose::Ours, Some(scope)) if above.is_empty() && !unlinked => purpose(scope),
            (Whose::Ours, Some(scope)) => purpose_below(above, scope),
            _ => None,
        };
        Text::of(match (purpose, self.whose) {
            (Some(purpose), _) => purpose.without,
            (None, _) if !above.is_empty() => "The permission above it stops working with it.",
            (None, Whose::Ours) => "Nothing changes in Meridian.",
            (None, Whose::Others) => "That app can no longer do this for you.",
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::text::hostile;

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
            apps: HashMap::from([(OTHER_APP.to_owned(), "Globus CLI".into())]),
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
    fn f31_nothing_of_a_consent_is_shown_as_others_wrote_it() {
        let consent = hostile::filled(json!({
            "id": 1, "scope_name": "", "dependency_path": [1], "client": "", "effective_identity": "",
        }));
        let consents = || vec![serde_json::from_value(consent.clone()).expect("a consent")];
        for whose in [Whose::Ours, Whose::Others] {
            hostile::assert_fit(&rows(consents(), &words(), whose), &[]);
        }
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
