//! Consents: whether a forest of them meets scopes.

use globus_app::{Consent, ConsentForest, ScopeParser};
use rand::{Rng, rngs::StdRng};
use serde_json::{Value, json};

use crate::{
    made_up::{Tally, list, one, source},
    verdicts,
};

const INPUTS: usize = 2_000;

#[test]
fn a_forest_meets_what_it_meets_in_the_sdk() {
    let mut source = source(4);
    let questions: Vec<_> = (0..INPUTS)
        .map(|_| {
            let consents = forest(&mut source);
            let scopes: Vec<_> = (0..source.random_range(1..3))
                .map(|_| wanted(&mut source, 0))
                .collect();
            json!({"subject": "consents", "consents": consents, "text": scopes.join(" ")})
        })
        .collect();
    let mut tally = Tally::default();
    for (question, verdict) in questions.iter().zip(verdicts::of_the_sdk(&questions)) {
        let consents: Vec<Consent> =
            serde_json::from_value(question["consents"].clone()).expect("consents");
        let scopes = ScopeParser::parse(question["text"].as_str().expect("a text"));
        let scopes = scopes.expect("scopes");
        let forest = ConsentForest::new(consents);
        tally.count("parents are there", forest.is_ok());
        if let Ok(forest) = forest {
            let meets = forest.meets_scope_requirements(&scopes);
            assert_eq!(verdict, json!({"meets": meets}), "{question}");
            tally.count("meeting scopes", meets);
        } else {
            assert!(verdict["error"].is_string(), "{question}: {verdict}");
        }
    }
    tally.assert_every_rule_was_tried(&["meeting scopes", "parents are there"]);
}

/// Consents, each of which depends on an earlier one. In some forests one is missing.
fn forest(source: &mut StdRng) -> Vec<Value> {
    let mut consents: Vec<Value> = Vec::new();
    for id in 0..source.random_range(4..14) {
        let parent = source.random_range(0..=consents.len());
        let parent = consents.get(parent).filter(|_| source.random_bool(0.8));
        let mut path = parent.map_or(Vec::new(), |parent| {
            list(&parent["dependency_path"]).to_vec()
        });
        let scope = format!("{}{}", one(source, &['a', 'b']), path.len());
        path.push(id.into());
        consents.push(json!({"id": id, "scope_name": scope, "dependency_path": path}));
    }
    if source.random_bool(0.4) {
        let at = source.random_range(0..consents.len());
        consents.remove(at);
    }
    consents
}

fn wanted(source: &mut StdRng, level: usize) -> String {
    let name = format!("{}{level}", one(source, &["a", "b", "*a"]));
    if source.random_bool(0.6) || level == 3 {
        name
    } else {
        format!("{name}[{}]", wanted(source, level + 1))
    }
}
