//! Error bodies: which of them are GAREs, and what they require.

use std::collections::HashSet;

use globus_app::Gare;
use rand::{Rng, rngs::StdRng};
use serde_json::{Map, Value, json};

use crate::{
    made_up::{Tally, one, sorted, source, tree, written},
    verdicts,
    wanted::Wanted,
};

/// Per form.
const INPUTS: usize = 1_500;

/// Makes a valid or a broken body of a form.
type Maker = fn(&mut StdRng, bool) -> Value;

const FORMS: &[(&str, Maker)] = &[
    ("canonical", canonical),
    ("authorization parameters of old", legacy_parameters),
    ("consent required, from Transfer", of_transfer),
    (
        "consent required, from an action provider",
        of_action_provider,
    ),
    (
        "dependent consent required, from Globus Auth",
        of_globus_auth,
    ),
    ("a failed login, from Transfer", login_failed),
    ("one of several errors", among_errors),
];

#[test]
fn bodies_ask_for_what_they_ask_the_sdk_for() {
    let mut source = source(5);
    let mut questions = Vec::new();
    for (form, make) in FORMS {
        for index in 0..INPUTS {
            let body = make(&mut source, index % 2 == 1);
            questions.push(json!({"subject": "gare", "form": form, "body": body}));
        }
    }
    let mut tally = Tally::default();
    let mut differences = HashSet::new();
    for (question, verdict) in questions.iter().zip(verdicts::of_the_sdk(&questions)) {
        let form = FORMS.iter().find(|(form, _)| question["form"] == *form);
        let form = form.expect("a form").0;
        let gare = Gare::from_body(&question["body"]);
        let ours = gare.as_ref().map_or(Value::Null, described);
        if verdict.get("empty").is_some() {
            differences.insert((Wanted::EmptyRequirement, form));
            assert_eq!(ours, verdict["next"], "{question}");
        } else if verdict.get("error").is_some() {
            assert_eq!(ours, Value::Null, "{question}: {verdict}");
        } else {
            assert_eq!(ours, verdict["gare"], "{question}");
        }
        tally.count(form, gare.is_some());
    }
    let forms: Vec<_> = FORMS.iter().map(|(form, _)| *form).collect();
    tally.assert_every_rule_was_tried(&forms);
    let never_empty = forms.iter().filter(|form| {
        let met = (Wanted::EmptyRequirement, **form);
        !differences.contains(&met)
    });
    let never_empty: Vec<_> = never_empty.collect();
    assert!(
        never_empty.is_empty(),
        "no empty requirement in the form of {never_empty:?}"
    );
}

fn described(gare: &Gare) -> Value {
    let parameters = &gare.authorization_parameters;
    json!({
        "code": gare.code,
        "extra": gare.extra,
        "session_message": parameters.session_message,
        "session_required_identities": parameters.session_required_identities,
        "session_required_policies": parameters.session_required_policies,
        "session_required_single_domain": parameters.session_required_single_domain,
        "session_required_mfa": parameters.session_required_mfa,
        "required_scopes": sorted(parameters.required_scopes.iter().cloned()),
        "prompt": parameters.prompt,
        "parameters_extra": parameters.extra,
    })
}

fn canonical(source: &mut StdRng, broken: bool) -> Value {
    let code = one(
        source,
        &["ConsentRequired", "AuthorizationRequired", "", "x"],
    );
    let mut body = json!({"code": code, "authorization_parameters": parameters(source)});
    more(source, &mut body);
    if broken {
        match source.random_range(0..5) {
            0 => body["authorization_parameters"] = junk(source),
            1 => body["code"] = junk(source),
            2 => drop(
                body.as_object_mut()
                    .expect("an object")
                    .remove("authorization_parameters"),
            ),
            _ => spoil(source, &mut body["authorization_parameters"]),
        }
    }
    body
}

fn legacy_parameters(source: &mut StdRng, broken: bool) -> Value {
    let mut body = json!({"authorization_parameters": parameters(source)});
    more(source, &mut body);
    let falses = [
        json!(null),
        json!(""),
        json!(0),
        json!([]),
        json!({}),
        json!(false),
        json!("x"),
    ];
    if source.random_bool(0.5) {
        body["code"] = falses[source.random_range(0..falses.len())].clone();
    }
    let parameters = body["authorization_parameters"]
        .as_object_mut()
        .expect("an object");
    for name in [
        "session_required_policies",
        "session_required_single_domain",
    ] {
        if source.random_bool(0.5) {
            let text = one(source, &["p1,p2", "p1", "", ",", " a , b ", "é,"]);
            parameters.insert(name.into(), text.into());
        }
    }
    if parameters.get("prompt").is_some_and(Value::is_string) && source.random_bool(0.8) {
        parameters.insert("prompt".into(), "login".into());
    }
    if broken {
        match source.random_range(0..4) {
            0 => body["authorization_parameters"] = junk(source),
            1 => body["code"] = junk(source),
            _ => spoil(source, &mut body["authorization_parameters"]),
        }
    }
    body
}

fn of_transfer(source: &mut StdRng, broken: bool) -> Value {
    let mut body = json!({
        "code": "ConsentRequired", "required_scopes": scopes(source),
        "message": "Missing required data_access consent", "request_id": "WmMV97A1w",
    });
    more(source, &mut body);
    if broken {
        break_field(source, &mut body, &["code", "required_scopes", "message"]);
    }
    body
}

fn of_action_provider(source: &mut StdRng, broken: bool) -> Value {
    let mut body = json!({
        "code": "ConsentRequired", "required_scope": scope(source),
        "description": "Missing required data_access consent", "state_name": "RunTransfer",
    });
    more(source, &mut body);
    if source.random_bool(0.3) {
        body["authorization_parameters"] = parameters(source);
        spoil(source, &mut body["authorization_parameters"]);
    } else if source.random_bool(0.1) {
        body["authorization_parameters"] = junk(source);
    }
    if broken {
        break_field(
            source,
            &mut body,
            &["code", "required_scope", "description"],
        );
    }
    body
}

fn of_globus_auth(source: &mut StdRng, broken: bool) -> Value {
    let mut error = json!({"unapproved_scopes": scopes(source), "code": "c", "detail": "d"});
    more(source, &mut error);
    let mut body = json!({"error": "dependent_consent_required", "errors": [error, {}]});
    more(source, &mut body);
    if broken {
        match source.random_range(0..5) {
            0 => body["error"] = json!("invalid_grant"),
            1 => body["errors"] = json!([]),
            2 => body["errors"][0] = junk(source),
            3 => body["errors"] = junk(source),
            _ => break_field(source, &mut body["errors"][0], &["unapproved_scopes"]),
        }
    }
    body
}

/// As Transfer sends it with a 502: with empty lists and `false` next to what is meant.
fn login_failed(source: &mut StdRng, broken: bool) -> Value {
    let mut all = json!({
        "session_message": "m", "session_required_identities": [],
        "session_required_mfa": false, "session_required_policies": [],
        "session_required_single_domain": [],
    });
    let meant = [
        ("session_required_single_domain", json!(["globus.org"])),
        ("session_required_policies", json!("p1,p2")),
        ("session_required_mfa", json!(true)),
        ("session_required_identities", json!(["ada@example.org"])),
    ];
    let (name, value) = &meant[source.random_range(0..meant.len())];
    if !(broken && source.random_bool(0.5)) {
        all[*name] = value.clone();
    }
    if broken {
        spoil(source, &mut all);
    }
    json!({
        "code": "ExternalError.DirListingFailed.LoginFailed", "message": "m",
        "request_id": "r", "resource": "/operation/endpoint/x/ls", "authorization_parameters": all,
    })
}

fn among_errors(source: &mut StdRng, broken: bool) -> Value {
    let makers = [
        canonical,
        legacy_parameters,
        of_transfer,
        of_action_provider,
    ];
    let mut errors: Vec<_> = (0..source.random_range(1..4))
        .map(|_| {
            let is_broken = broken || source.random_bool(0.3);
            makers[source.random_range(0..makers.len())](source, is_broken)
        })
        .collect();
    if source.random_bool(if broken { 0.5 } else { 0.05 }) {
        errors.push(junk(source));
    }
    let mut body = json!({"errors": errors});
    if source.random_bool(0.5) {
        body["code"] = json!("x");
        body["message"] = json!("m");
    }
    if source.random_bool(0.2) {
        body["authorization_parameters"] = parameters(source);
    }
    body
}

/// Some of the fields, usually with valid values.
fn parameters(source: &mut StdRng) -> Value {
    let mut parameters = Map::new();
    let words = |source: &mut StdRng| {
        let all = [
            json!([]),
            json!(["a"]),
            json!(["a", "b,c"]),
            json!([""]),
            Value::Null,
        ];
        all[source.random_range(0..all.len())].clone()
    };
    let mut set = |name: &str, value: Value| drop(parameters.insert(name.into(), value));
    for name in [
        "session_required_identities",
        "session_required_policies",
        "session_required_single_domain",
    ] {
        if source.random_bool(0.3) {
            set(name, words(source));
        }
    }
    if source.random_bool(0.4) {
        set(
            "session_message",
            one(source, &[Some("m"), Some(""), None]).into(),
        );
    }
    if source.random_bool(0.4) {
        set(
            "session_required_mfa",
            one(source, &[Some(true), Some(false), None]).into(),
        );
    }
    if source.random_bool(0.4) {
        set("required_scopes", scopes(source));
    }
    if source.random_bool(0.3) {
        set(
            "prompt",
            one(source, &[Some("login"), Some("none"), Some(""), None]).into(),
        );
    }
    if source.random_bool(0.2) {
        set("unknown", junk(source));
    }
    parameters.into()
}

fn scope(source: &mut StdRng) -> String {
    if source.random_bool(0.03) {
        one(source, &["a[", "a[a]", "* a", "", " "]).to_owned()
    } else {
        written(&tree(source, 0, 3, 2))
    }
}

fn scopes(source: &mut StdRng) -> Value {
    let count = source.random_range(0..4);
    (0..count).map(|_| scope(source)).collect()
}

/// Other fields.
fn more(source: &mut StdRng, body: &mut Value) {
    for name in ["resource", "detail", "errors", "message", "status"] {
        if source.random_bool(0.1) && body.get(name).is_none() {
            body[name] = junk(source);
        }
    }
}

/// One of the fields with a type that it can't have.
fn spoil(source: &mut StdRng, parameters: &mut Value) {
    let spoiled = [
        ("session_required_mfa", json!("true")),
        ("session_required_mfa", json!(1)),
        ("session_message", json!(["m"])),
        ("session_required_identities", json!("ada,bob")),
        ("session_required_identities", json!([1])),
        ("session_required_policies", json!({})),
        ("session_required_policies", json!(["p", null])),
        ("session_required_single_domain", json!(true)),
        ("prompt", json!(["login"])),
        ("required_scopes", json!("a b")),
        ("required_scopes", json!([["a"]])),
    ];
    let (name, value) = &spoiled[source.random_range(0..spoiled.len())];
    if parameters.is_object() {
        parameters[*name] = value.clone();
    }
}

/// A field that is missing, or has any type.
fn break_field(source: &mut StdRng, body: &mut Value, names: &[&str]) {
    let name = one(source, names);
    if source.random_bool(0.3) {
        body.as_object_mut().expect("an object").remove(name);
    } else {
        body[name] = junk(source);
    }
}

fn junk(source: &mut StdRng) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(7),
        json!("text"),
        json!(""),
        json!([]),
        json!(["text", 1]),
        json!([{}]),
        json!({}),
        json!({"a": [null]}),
    ];
    all[source.random_range(0..all.len())].clone()
}
