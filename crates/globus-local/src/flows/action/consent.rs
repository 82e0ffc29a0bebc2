//! A consent that an action lacks, and how the run reports it.

use serde_json::{Value, json};

/// A consent that is needed before an action can run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::flows) struct MissingConsent {
    /// The scope as the action provider writes it, below its own scope.
    of_action: String,
    /// The scope from the flow's scope down.
    of_flow: String,
    description: String,
}

impl MissingConsent {
    /// `below` are the scopes from the action's own down, each a dependent scope of the one before.
    pub(in crate::flows) fn new(flow_scope: &str, below: &[&str], description: &str) -> Self {
        let of_action = nested(below);
        Self {
            of_flow: format!("{flow_scope}[*{of_action}]"),
            of_action,
            description: description.to_owned(),
        }
    }

    /// What the provider says; part of the action's status.
    pub(in crate::flows) fn details(&self) -> Value {
        json!({
            "code": "ConsentRequired",
            "description": self.description,
            "required_scope": self.of_action,
            "authorization_parameters": {
                "required_scopes": [self.of_action],
                "session_message": self.description,
            },
        })
    }

    /// The details that Flows makes of it, with the status document of the action.
    pub(in crate::flows) fn details_of_run(&self, state_name: &str, status: &Value) -> Value {
        let description = format!(
            "Flow run requires user intervention to proceed. For state '{state_name}': {}",
            self.description
        );
        json!({
            "code": "ConsentRequired",
            "state_name": state_name,
            "description": description,
            "required_scope": self.of_flow,
            "action_statuses": [status],
            "authorization_parameters": {
                "required_scopes": [self.of_flow],
                "session_message": description,
            },
        })
    }
}

/// `a[*b[*c]]`.
fn nested(scopes: &[&str]) -> String {
    scopes.join("[*") + &"]".repeat(scopes.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_stands_in_the_brackets_of_the_one_before() {
        let consent = MissingConsent::new("flow", &["action", "transfer", "data"], "why");
        assert_eq!(
            consent.details()["required_scope"],
            "action[*transfer[*data]]"
        );
        let details = consent.details_of_run("Copy", &Value::Null);
        assert_eq!(details["required_scope"], "flow[*action[*transfer[*data]]]");
        assert_eq!(
            details["description"],
            "Flow run requires user intervention to proceed. For state 'Copy': why"
        );
    }
}
