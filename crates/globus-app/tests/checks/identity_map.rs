//! The identity map: how many requests it makes, and what it remembers.

use std::collections::BTreeSet;

use futures::future::join_all;
use globus_app::{AuthClient, Error, IdentityKey, IdentityMap};
use serde_json::json;
use url::Url;
use uuid::Uuid;

use crate::fake::{Answer, Fake, Seen, signed_in};

/// An id that nobody has.
const NOBODY: Uuid = Uuid::from_u128(0xdead);

/// A username, and its spelling in Globus Auth.
const ASKED: &str = "Ada@uni.example";
const KEPT: &str = "ada@uni.example";

fn id(number: usize) -> Uuid {
    Uuid::from_u128(number as u128 + 1)
}

/// The values of a request's parameter.
fn values(seen: &Seen, name: &str) -> Vec<String> {
    let target = seen.line.split(' ').nth(1).expect("a target");
    let url = Url::parse("http://127.0.0.1").and_then(|url| url.join(target));
    let url = url.expect("a URL");
    let values = url.query_pairs().find(|(known, _)| known == name);
    let values = values.map(|(_, values)| values.into_owned());
    let values = values.unwrap_or_default();
    values
        .split(',')
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A Globus Auth that knows all ids but one, and a single username.
fn identities(seen: &Seen) -> Answer {
    let ids = values(seen, "ids")
        .into_iter()
        .filter(|id| *id != NOBODY.to_string());
    let mut found: Vec<_> = ids
        .map(|id| json!({"id": id, "username": format!("{id}@uni.example")}))
        .collect();
    if values(seen, "usernames").iter().any(|name| name == ASKED) {
        found.push(json!({"id": Uuid::max(), "username": KEPT}));
    }
    Answer::json(200, "", json!({ "identities": found }).to_string())
}

async fn map(globus: &Fake) -> IdentityMap {
    let app = signed_in(&globus.url).await;
    IdentityMap::new(AuthClient::new(&app))
}

#[tokio::test]
async fn what_is_asked_for_at_the_same_time_is_one_request() {
    let globus = Fake::start(|_, seen| identities(seen)).await;
    let map = map(&globus).await;
    let lookups = (0..100).map(|number| map.get(id(number % 50)));
    for (number, found) in join_all(lookups).await.into_iter().enumerate() {
        let found = found.expect("an answer").expect("it is known");
        assert_eq!(found.id, id(number % 50));
    }
    let seen = globus.seen();
    assert_eq!(seen.len(), 1, "{seen:#?}");
    let asked: BTreeSet<_> = values(&seen[0], "ids").into_iter().collect();
    assert_eq!(
        asked,
        (0..50).map(|number| id(number).to_string()).collect()
    );
}

#[tokio::test]
async fn a_request_looks_up_a_hundred_at_most_and_each_once() {
    let globus = Fake::start(|_, seen| identities(seen)).await;
    let map = map(&globus).await;
    let all: Vec<_> = (0..250).map(id).collect();
    let found = map.get_all(all.iter().copied()).await.expect("answers");
    assert_eq!(found.len(), all.len());
    let asked: Vec<_> = globus
        .seen()
        .iter()
        .map(|seen| values(seen, "ids"))
        .collect();
    let sizes: Vec<_> = asked.iter().map(Vec::len).collect();
    assert_eq!(sizes, [100, 100, 50]);
    let asked: BTreeSet<_> = asked.into_iter().flatten().collect();
    assert_eq!(asked.len(), all.len(), "none twice");
}

#[tokio::test]
async fn what_was_found_and_what_was_not_is_asked_for_once() {
    let globus = Fake::start(|_, seen| identities(seen)).await;
    let map = map(&globus).await;
    assert!(map.add(NOBODY), "new");
    assert!(!map.add(NOBODY), "wanted already");
    for _ in 0..2 {
        let found = map.clone().get(id(1)).await.expect("an answer");
        let found = found.expect("it is known");
        // The other way round, from the first answer.
        let by_name = map.get(found.username.as_str()).await.expect("an answer");
        assert_eq!(by_name, Some(found));
        assert_eq!(map.get(NOBODY).await.expect("an answer"), None);
    }
    assert!(!map.add(NOBODY), "it is known that nobody has it");
    assert_eq!(globus.seen().len(), 1, "{:#?}", globus.seen());
}

#[tokio::test]
async fn usernames_are_looked_up_apart_from_ids_in_whatever_case() {
    let globus = Fake::start(|_, seen| identities(seen)).await;
    let map = map(&globus).await;
    let keys = [
        IdentityKey::from(ASKED),
        id(1).into(),
        "nobody@nowhere.example".into(),
    ];
    let found = map.get_all(keys.clone()).await.expect("answers");
    assert_eq!(found[&keys[0]].username, KEPT);
    assert_eq!(found[&keys[1]].id, id(1));
    assert!(!found.contains_key(&keys[2]), "{found:?}");
    let seen = globus.seen();
    let both = |name| {
        seen.iter()
            .map(|seen| values(seen, name).len())
            .collect::<Vec<_>>()
    };
    assert_eq!((both("usernames"), both("ids")), (vec![2, 0], vec![0, 1]));
}

#[tokio::test]
async fn a_refusal_is_told_to_all_who_asked_and_remembered_by_nobody() {
    let refusal = r#"{"errors":[{"code":"FORBIDDEN","detail":"d"}]}"#;
    let globus = Fake::start(move |count, seen| match count {
        0 => Answer::json(403, "", refusal),
        _ => identities(seen),
    })
    .await;
    let map = map(&globus).await;
    for outcome in join_all([map.get(id(1)), map.get(id(2))]).await {
        let refused = matches!(&outcome, Err(Error::Api(error)) if error.status == 403);
        assert!(refused, "{outcome:?}");
    }
    let found = map.get(id(1)).await.expect("an answer");
    assert_eq!(found.expect("it is known").id, id(1));
    let asked: Vec<_> = globus
        .seen()
        .iter()
        .map(|seen| values(seen, "ids"))
        .collect();
    assert_eq!(
        asked[1],
        [id(1).to_string()],
        "only what is asked for again"
    );
}

#[tokio::test]
async fn a_lookup_that_is_given_up_leaves_the_next_one_free() {
    let globus = Fake::start(|_, seen| identities(seen)).await;
    let map = map(&globus).await;
    {
        let lookup = map.get(id(1));
        futures::pin_mut!(lookup);
        assert!(futures::poll!(&mut lookup).is_pending());
    }
    let found = map.get(id(2)).await.expect("an answer");
    assert_eq!(found.expect("it is known").id, id(2));
    // It was still wanted, so it was looked up, too.
    map.get(id(1))
        .await
        .expect("an answer")
        .expect("it is known");
    assert_eq!(globus.seen().len(), 1, "{:#?}", globus.seen());
}
