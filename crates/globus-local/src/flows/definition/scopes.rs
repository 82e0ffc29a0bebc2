//! The scopes that the actions of a definition need.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::flows::action::Provider;

/// The scopes for each `RunAs` value. The default is `User`, who starts the run.
pub(in crate::flows) fn by_run_as(definition: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut scopes = BTreeMap::from([("User".to_owned(), BTreeSet::new())]);
    let states = definition["States"].as_object();
    for state in states.into_iter().flat_map(|states| states.values()) {
        let own = state["ActionScope"].as_str().map(str::to_owned);
        let provider = state["ActionUrl"].as_str().and_then(Provider::of);
        let known = || provider.map(|provider| provider.scope().to_owned());
        if let Some(scope) = own.or_else(known) {
            let run_as = state["RunAs"].as_str().unwrap_or("User").to_owned();
            scopes.entry(run_as).or_default().insert(scope);
        }
    }
    scopes
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn scopes_are_found_by_url_or_as_given() {
        let definition = json!({"States": {
            "A": {"Type": "Action", "ActionUrl": "https://transfer.actions.globus.org/transfer"},
            "B": {"Type": "Action", "ActionUrl": "https://elsewhere.example/", "ActionScope": "s"},
            "C": {"Type": "Action", "ActionUrl": "https://actions.globus.org/hello_world", "RunAs": "Flow"},
            "D": {"Type": "Pass"},
        }});
        let found = serde_json::to_value(by_run_as(&definition)).expect("JSON");
        assert_eq!(
            found,
            json!({
                "User": ["s", "urn:globus:auth:scope:transfer.api.globus.org:all"],
                "Flow": ["https://auth.globus.org/scopes/actions.globus.org/hello_world"],
            })
        );
    }
}
