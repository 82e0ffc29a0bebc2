//! Statuses, case by case, from requirements, tokens and consents.

use globus_app::{FlowsScopes, TransferScopes};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::permissions::status::ScopeStatus::{Granted, Missing, PartGranted};

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
        vital: Vec::new(),
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

/// Expands scopes from their first letters.
fn long(text: &str) -> String {
    let long = |c: char| match c {
        'T' => TRANSFER.to_owned(),
        'D' => DATA.to_owned(),
        'O' => OTHER.to_owned(),
        'F' => FLOW.to_owned(),
        'G' => GROUPS.to_owned(),
        'M' => FlowsScopes::RUN_MANAGE.to_string(),
        other => other.to_string(),
    };
    text.chars().map(long).collect()
}

/// The consents that a sign-in for these scopes creates.
fn given(text: &str) -> Allowed {
    fn give(scope: &Scope, above: &[i64], consents: &mut Vec<Consent>) {
        let id = i64::try_from(consents.len()).expect("few") + 1;
        let path = [above, &[id]].concat();
        consents.push(consent(id, scope.scope_string(), &path));
        for below in scope.dependencies() {
            give(&below, &path, consents);
        }
    }
    let mut consents = Vec::new();
    for scope in ScopeParser::parse(&long(text)).expect(text) {
        give(&scope, &[], &mut consents);
    }
    known(consents)
}

/// Tokens by their scopes: `~` marks an expired one, `!` one that has expired and can't be
/// refreshed.
fn here(text: &str) -> Vec<HeldToken> {
    let token = |text: &str| {
        let scopes = long(text.trim_end_matches(['~', '!']));
        let token = held(&scopes, &scopes);
        match text.chars().last() {
            Some('~') => ended(token, true),
            Some('!') => ended(token, false),
            _ => token,
        }
    };
    text.split_whitespace().map(token).collect()
}

/// Runs cases, one per line: case
/// required
/// tokens here
/// consents
/// path
/// status.
fn check(cases: &str, allowed: impl Fn(&str) -> Allowed) {
    for line in cases.lines().filter(|line| !line.trim().is_empty()) {
        let columns: Vec<_> = line.split('|').map(str::trim).collect();
        let [case, required, tokens, given, path, expected] = columns[..] else {
            panic!("six columns: {line}");
        };
        let facts = facts(&long(required), here(tokens), allowed(given));
        let status = at(&facts, &long(path)).map(|status| format!("{status:?}"));
        assert_eq!(status.as_deref(), Some(expected), "{case}");
    }
}

#[test]
fn what_was_allowed_and_what_is_here_make_the_status() {
    let cases = "
        all granted              | T[*D]    | T      | T[*D] | T      | Granted
        and what is below        | T[*D]    | T      | T[*D] | T D    | Granted
        missing, required        | T        |        |       | T      | Missing
        missing, optional        |          |        |       | M      | Off
        part granted             | T[*D *O] | T      | T[*D] | T      | PartGranted
        the part that is         | T[*D *O] | T      | T[*D] | T D    | Granted
        the part that is not     | T[*D *O] | T      | T[*D] | T O    | Missing
        a part further down      | T[*D[x]] | T      | T[*D] | T      | PartGranted
        and above that part      | T[*D[x]] | T      | T[*D] | T D    | PartGranted
        below, not required      |          | T      | T[*D] | T D    | Granted
        no token                 | T[*D]    |        | T[*D] | T      | NewTokenNeeded
        no token for a part      | T[*D *O] |        | T[*D] | T      | PartGranted
        a token without it       | T        | x      | T     | T      | NewTokenNeeded
        over, and renewable      | T        | T~     | T     | T      | Granted
        over for good            | T        | T!     | T     | T      | Expired
        removed at Globus        | T        | T      |       | T      | Missing
        nothing uses it          |          | G      | G     | G      | Unused
        only allowed, and unused |          |        | G     | G      | Unused
        added by the person      | G        | G      | G     | G      | Granted
        a flow’s, from before    |          |        | F     | F      | NewTokenNeeded
        who it is                | openid   | openid |       | openid | Granted
    ";
    check(cases, given);
}

#[test]
fn without_consents_the_tokens_make_the_status() {
    let cases = "
        the token has it | T     | T  | | T   | Granted
        it depends       | T[*D] | T  | | T   | Unknown
        what is below    | T[*D] | T  | | T D | Unknown
        no token         | T     |    | | T   | Missing
        optional         |       |    | | M   | Off
        over for good    | T     | T! | | T   | Expired
    ";
    check(cases, |_| Allowed::Unknown);
}

#[test]
fn a_client_allows_itself_what_it_asks_for() {
    let cases = "
        granted | T[*D] | T | | T   | Granted
        below   | T[*D] | T | | T D | Granted
        without | T     |   | | T   | Missing
    ";
    check(cases, |_| Allowed::Itself);
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
    assert!(nodes[1].scope.is_optional() && !nodes[3].scope.is_optional());
}

/// A small random forest over the scopes a to c, as consents.
fn forests() -> impl Strategy<Value = Vec<Consent>> {
    let node = (0..3_usize, any::<prop::sample::Index>(), any::<bool>());
    prop::collection::vec(node, 0..14).prop_map(|nodes| {
        let mut paths: Vec<Vec<i64>> = Vec::new();
        let mut consents = Vec::new();
        for (id, (name, parent, is_root)) in (1..).zip(nodes) {
            let is_root = is_root || paths.is_empty();
            let mut path = if is_root {
                Vec::new()
            } else {
                paths[parent.index(paths.len())].clone()
            };
            path.push(id);
            consents.push(consent(id, ["a", "b", "c"][name], &path));
            paths.push(path);
        }
        consents
    })
}

proptest! {
    /// If there is a token for everything, a requirement is granted exactly when the consents meet
    /// it.
    #[test]
    fn granted_means_that_the_consents_meet_it(
        consents in forests(),
        required in r"[a-c]\[\*?[a-c](\[[a-c]\])?( \*?[a-c])?\]",
    ) {
        let Ok(scopes) = ScopeParser::parse(&required) else { return Ok(()) };
        let meets = ConsentForest::of_linked(consents.clone()).0.meets_scope_requirements(&scopes);
        let facts = facts(&required, vec![held("s", "a b c d")], known(consents));
        let root = nodes(&facts).first().map(|node| node.status);
        prop_assert_eq!(root == Some(Granted), meets, "{:?}", root);
    }
}
