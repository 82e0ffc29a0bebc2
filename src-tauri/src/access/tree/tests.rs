//! Statuses, case by case: what is required, what the tokens carry, what was allowed.

use globus_app::{FlowsScopes, TransferScopes};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::view::ScopeStatus::{
    Expired, Granted, Missing, NewTokenNeeded, Off, PartGranted, Unknown, Unused,
};

const TRANSFER: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";
const DATA: &str =
    "https://auth.globus.org/scopes/aa752cea-8222-5bc8-acd9-555b09000000/data_access";
const OTHER: &str =
    "https://auth.globus.org/scopes/9cd89cfd-6d04-11e5-ba46-22000b92c6ec/data_access";
const FLOW: &str = "https://auth.globus.org/scopes/24bc4997-b483-4c25-a19c-64b0afc00743/flow_24bc4997_b483_4c25_a19c_64b0afc00743_user";
const GROUPS: &str = "urn:globus:auth:scope:groups.api.globus.org:all";

fn consent(id: i64, scope_name: &str, dependency_path: &[i64]) -> Consent {
    serde_json::from_value(json!({
        "id": id, "scope_name": scope_name, "dependency_path": dependency_path,
    }))
    .expect("a consent")
}

fn known(consents: impl IntoIterator<Item = Consent>) -> Allowed {
    Allowed::Known(ConsentForest::of_linked(consents).0)
}

fn held(server: &str, scopes: &str) -> HeldToken {
    HeldToken {
        resource_server: server.into(),
        identity_id: None,
        scopes: scopes.split(' ').map(str::to_owned).collect(),
        expires_at: Timestamp::now() + SignedDuration::from_hours(1),
        is_renewable: true,
        is_saved: true,
    }
}

fn transfer() -> HeldToken {
    held(TransferScopes::RESOURCE_SERVER, TRANSFER)
}

fn ended(token: HeldToken, is_renewable: bool) -> HeldToken {
    HeldToken {
        expires_at: Timestamp::now() - SignedDuration::from_hours(1),
        is_renewable,
        ..token
    }
}

fn facts(required: &str, held: Vec<HeldToken>, allowed: Allowed) -> Facts {
    Facts {
        required: ScopeParser::parse(required).expect(required),
        held,
        allowed,
        problem: None,
    }
}

/// The status at a path, scopes separated by spaces.
fn at(facts: &Facts, path: &str) -> Option<ScopeStatus> {
    let nodes = nodes(facts);
    let plain = |node: &Node| {
        let mut path = node.above().join(" ");
        path.extend((node.level() > 1).then_some(' '));
        path + node.scope.scope_string()
    };
    let node = nodes.iter().find(|node| plain(node) == path);
    node.map(|node| node.status)
}

#[test]
fn each_status_has_its_cause() {
    let with_data = format!("{TRANSFER}[*{DATA}]");
    let both = format!("{TRANSFER}[*{DATA} *{OTHER}]");
    let all = || [consent(1, TRANSFER, &[1]), consent(2, DATA, &[1, 2])];
    let data_path = format!("{TRANSFER} {DATA}");
    let other_path = format!("{TRANSFER} {OTHER}");
    let manage = FlowsScopes::RUN_MANAGE;
    let manage = manage.scope_string();
    let cases: Vec<(&str, Facts, &str, ScopeStatus)> = vec![
        (
            "all granted",
            facts(&with_data, vec![transfer()], known(all())),
            TRANSFER,
            Granted,
        ),
        (
            "and what is below",
            facts(&with_data, vec![transfer()], known(all())),
            &data_path,
            Granted,
        ),
        (
            "missing, required",
            facts(TRANSFER, vec![], known([])),
            TRANSFER,
            Missing,
        ),
        (
            "missing, optional",
            facts("", vec![], known([])),
            manage,
            Off,
        ),
        (
            "part granted",
            facts(&both, vec![transfer()], known(all())),
            TRANSFER,
            PartGranted,
        ),
        (
            "the part that is",
            facts(&both, vec![transfer()], known(all())),
            &data_path,
            Granted,
        ),
        (
            "the part that is not",
            facts(&both, vec![transfer()], known(all())),
            &other_path,
            Missing,
        ),
        (
            "allowed, but no token",
            facts(&with_data, vec![], known(all())),
            TRANSFER,
            NewTokenNeeded,
        ),
        (
            "part allowed, and no token",
            facts(&both, vec![], known(all())),
            TRANSFER,
            PartGranted,
        ),
        (
            "a token of another scope",
            facts(
                TRANSFER,
                vec![held(TransferScopes::RESOURCE_SERVER, "x")],
                known(all()),
            ),
            TRANSFER,
            NewTokenNeeded,
        ),
        (
            "over, and renewable",
            facts(TRANSFER, vec![ended(transfer(), true)], known(all())),
            TRANSFER,
            Granted,
        ),
        (
            "over for good",
            facts(TRANSFER, vec![ended(transfer(), false)], known(all())),
            TRANSFER,
            Expired,
        ),
        (
            "removed at Globus",
            facts(TRANSFER, vec![transfer()], known([])),
            TRANSFER,
            Missing,
        ),
        (
            "nothing uses it",
            facts(
                "",
                vec![held("groups.api.globus.org", GROUPS)],
                known([consent(1, GROUPS, &[1])]),
            ),
            GROUPS,
            Unused,
        ),
        (
            "allowed, and nothing uses it",
            facts("", vec![], known([consent(1, GROUPS, &[1])])),
            GROUPS,
            Unused,
        ),
        (
            "added by the person",
            facts(
                GROUPS,
                vec![held("groups.api.globus.org", GROUPS)],
                known([consent(1, GROUPS, &[1])]),
            ),
            GROUPS,
            Granted,
        ),
        (
            "a flow's, allowed before",
            facts("", vec![], known([consent(1, FLOW, &[1])])),
            FLOW,
            NewTokenNeeded,
        ),
        (
            "unreadable: the token has it",
            facts(TRANSFER, vec![transfer()], Allowed::Unknown),
            TRANSFER,
            Granted,
        ),
        (
            "unreadable: it depends",
            facts(&with_data, vec![transfer()], Allowed::Unknown),
            TRANSFER,
            Unknown,
        ),
        (
            "unreadable: what is below",
            facts(&with_data, vec![transfer()], Allowed::Unknown),
            &data_path,
            Unknown,
        ),
        (
            "unreadable: no token",
            facts(TRANSFER, vec![], Allowed::Unknown),
            TRANSFER,
            Missing,
        ),
        (
            "unreadable: optional",
            facts("", vec![], Allowed::Unknown),
            manage,
            Off,
        ),
        (
            "a client",
            facts(&with_data, vec![transfer()], Allowed::Itself),
            TRANSFER,
            Granted,
        ),
        (
            "a client's, below",
            facts(&with_data, vec![transfer()], Allowed::Itself),
            &data_path,
            Granted,
        ),
        (
            "a client without",
            facts(TRANSFER, vec![], Allowed::Itself),
            TRANSFER,
            Missing,
        ),
        (
            "who it is",
            facts(
                "openid",
                vec![held("auth.globus.org", "openid email")],
                known([]),
            ),
            "openid",
            Granted,
        ),
        (
            "below, and not required",
            facts("", vec![transfer()], known(all())),
            &data_path,
            Granted,
        ),
    ];
    for (case, facts, path, expected) in cases {
        assert_eq!(at(&facts, path), Some(expected), "{case}");
    }
}

#[test]
fn the_same_scope_under_two_roots_is_two_permissions() {
    let required = format!("{FLOW}[{TRANSFER}[*{DATA}]] {TRANSFER}[*{DATA}]");
    let allowed = known([
        consent(1, FLOW, &[1]),
        consent(2, TRANSFER, &[1, 2]),
        consent(3, DATA, &[1, 2, 3]),
        consent(4, TRANSFER, &[4]),
    ]);
    let flow = held("24bc4997-b483-4c25-a19c-64b0afc00743", FLOW);
    let facts = facts(&required, vec![transfer(), flow], allowed);
    assert_eq!(at(&facts, FLOW), Some(Granted));
    assert_eq!(
        at(&facts, &format!("{FLOW} {TRANSFER} {DATA}")),
        Some(Granted)
    );
    assert_eq!(at(&facts, TRANSFER), Some(PartGranted));
    assert_eq!(at(&facts, &format!("{TRANSFER} {DATA}")), Some(Missing));
}

#[test]
fn of_two_consents_to_one_scope_the_whole_one_counts() {
    let allowed = known([
        consent(1, TRANSFER, &[1]),
        consent(2, "x", &[1, 2]),
        consent(3, "y", &[1, 3]),
        consent(4, TRANSFER, &[4]),
        consent(5, DATA, &[4, 5]),
    ]);
    let facts = facts(&format!("{TRANSFER}[*{DATA}]"), vec![transfer()], allowed);
    assert_eq!(at(&facts, TRANSFER), Some(Granted));
}

#[test]
fn an_unlinked_parent_hides_nothing_else() {
    let allowed = known([consent(1, TRANSFER, &[1]), consent(3, DATA, &[2, 3])]);
    let facts = facts(&format!("{TRANSFER}[*{DATA}]"), vec![transfer()], allowed);
    assert_eq!(at(&facts, TRANSFER), Some(PartGranted));
    assert_eq!(at(&facts, &format!("{TRANSFER} {DATA}")), Some(Missing));
}

#[test]
fn consents_in_a_circle_come_to_an_end() {
    let circle = [
        consent(1, TRANSFER, &[1]),
        consent(2, "a", &[1, 2]),
        consent(3, "b", &[2, 3]),
        consent(2, "a", &[3, 2]),
    ];
    let forest = ConsentForest::of_linked(circle.into_iter().chain([consent(2, "a", &[1, 2])])).0;
    let facts = facts("", vec![], Allowed::Known(forest));
    assert!(nodes(&facts).len() <= MAX_NODES);
}

#[test]
fn what_a_row_asks_for_is_its_whole_branch() {
    let required = format!("{TRANSFER}[*{DATA}[c] d]");
    let facts = facts(&required, vec![], known([]));
    let nodes = nodes(&facts);
    let asks: Vec<_> = nodes
        .iter()
        .take(4)
        .map(|node| node.asks.as_str())
        .collect();
    assert_eq!(
        asks,
        [
            required.as_str(),
            &format!("{TRANSFER}[*{DATA}[c]]"),
            &format!("{TRANSFER}[*{DATA}[c]]"),
            &format!("{TRANSFER}[d]"),
        ]
    );
    assert!(nodes[1].optional && !nodes[3].optional);
}

/// A small random forest over the scopes a to d, as consents.
fn forests() -> impl Strategy<Value = Vec<Consent>> {
    let node = (0..4_usize, any::<prop::sample::Index>(), any::<bool>());
    prop::collection::vec(node, 0..10).prop_map(|nodes| {
        let mut paths: Vec<Vec<i64>> = Vec::new();
        let mut consents = Vec::new();
        for (id, (name, parent, is_root)) in (1..).zip(nodes) {
            let mut path = match paths.is_empty() || is_root {
                true => Vec::new(),
                false => paths[parent.index(paths.len())].clone(),
            };
            path.push(id);
            consents.push(consent(id, ["a", "b", "c", "d"][name], &path));
            paths.push(path);
        }
        consents
    })
}

proptest! {
    /// With a token for all, a requirement is granted exactly if the consents meet it.
    #[test]
    fn granted_means_that_the_consents_meet_it(
        consents in forests(),
        required in r"[a-d](\[\*?[a-d](\[[a-d]\])?( \*?[a-d])?\])?",
    ) {
        let Ok(scopes) = ScopeParser::parse(&required) else { return Ok(()) };
        let meets = ConsentForest::of_linked(consents.clone()).0.meets_scope_requirements(&scopes);
        let facts = facts(&required, vec![held("s", "a b c d")], known(consents));
        let root = nodes(&facts).first().map(|node| node.status);
        prop_assert_eq!(root == Some(Granted), meets, "{:?}", root);
    }
}
