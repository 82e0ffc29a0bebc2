//! Made-up inputs that are the same in every run.

use std::collections::HashMap;

use globus_app::Scope;
use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use serde_json::{Value, json};

/// A source of the same inputs in every run.
pub fn source(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}

/// One of these.
pub fn one<T: Copy>(source: &mut StdRng, of: &[T]) -> T {
    *of.choose(source).expect("there are some")
}

/// A scope string as Globus has them, or another one.
pub fn scope_string(source: &mut StdRng) -> String {
    const SERVERS: [&str; 3] = [
        "transfer.api.globus.org",
        "24bc4997-b483-4c25-a19c-64b0afc00743",
        "é.example",
    ];
    match source.random_range(0..6) {
        0 => format!("urn:globus:auth:scope:{}:all", one(source, &SERVERS)),
        1 => format!(
            "https://auth.globus.org/scopes/{}/data_access",
            one(source, &SERVERS)
        ),
        2 => one(
            source,
            &[
                "openid", "email", "a\tb", "\u{1f}x", "日本", "😀", "\"\\", "-",
            ],
        )
        .to_owned(),
        _ => one(source, &["a", "b", "c", "d", "e", "f", "g"]).to_owned(),
    }
}

/// Scopes as a tree: a scope string, whether it is optional, and its dependencies. There are no
/// cycles, because the strings of each level are different.
pub fn tree(source: &mut StdRng, level: usize, levels: usize, width: usize) -> Value {
    let name = format!("{}{level}", scope_string(source));
    let dependencies: Vec<_> = (0..source.random_range(0..=width))
        .filter(|_| level < levels)
        .map(|_| tree(source, level + 1, levels, width))
        .collect();
    json!([name, source.random_bool(0.3), dependencies])
}

/// A tree as a scope string.
pub fn written(tree: &Value) -> String {
    let name = tree[0].as_str().expect("a name");
    let asterisk = if tree[1] == true { "*" } else { "" };
    let dependencies: Vec<_> = list(&tree[2]).iter().map(written).collect();
    if dependencies.is_empty() {
        format!("{asterisk}{name}")
    } else {
        format!("{asterisk}{name}[{}]", dependencies.join(" "))
    }
}

/// The items of an array.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// The scopes as strings, with their dependencies in alphabetical order.
pub fn sorted(scopes: impl IntoIterator<Item = Scope>) -> Vec<String> {
    let written = scopes.into_iter().map(|scope| {
        let asterisk = if scope.is_optional() { "*" } else { "" };
        let name = format!("{asterisk}{}", scope.scope_string());
        let dependencies = sorted(scope.dependencies());
        if dependencies.is_empty() {
            name
        } else {
            format!("{name}[{}]", dependencies.join(" "))
        }
    });
    let mut written: Vec<_> = written.collect();
    written.sort();
    written
}

/// How many inputs of each rule the SDK accepted and refused.
#[derive(Debug, Default)]
pub struct Tally(HashMap<&'static str, (usize, usize)>);

impl Tally {
    pub fn count(&mut self, rule: &'static str, taken: bool) {
        let (took, refused) = self.0.entry(rule).or_default();
        *(if taken { took } else { refused }) += 1;
    }

    /// Checks that each rule was tried at least 500 times, half of them with broken inputs.
    pub fn assert_every_rule_was_tried(&self, rules: &[&'static str]) {
        for rule in rules {
            let (taken, refused) = self.0.get(rule).copied().unwrap_or_default();
            assert!(taken >= 250, "{rule}: only {taken} were sound");
            assert!(refused >= 250, "{rule}: only {refused} were broken");
        }
    }
}
