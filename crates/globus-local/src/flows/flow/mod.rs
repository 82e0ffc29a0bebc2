//! A flow: its document, and the roles of its readers.

mod new;

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use serde_json::{
    Value, json,
    value::{RawValue, to_raw_value},
};

use super::{access::Caller, error::FlowsError, principals};

/// The subscription that "DEFAULT" stands for.
pub(in crate::flows) const DEFAULT_SUBSCRIPTION: &str = "5f0b6a1e-2d7a-4c39-8a55-0d3f0c7e4b22";

/// A flow with everything that is known about it. Readers see less.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    document: Value,
    /// What callers see, by URN: worked out once, until the flow changes.
    seen: RefCell<BTreeMap<String, Seen>>,
}

#[derive(Clone, Debug)]
struct Seen {
    roles: Arc<[&'static str]>,
    /// Made when a list first shows it.
    summary: Option<Arc<RawValue>>,
}

/// The roles on a flow, the weakest first.
pub(super) const RANKED: [&str; 4] = [
    "flow_viewer",
    "flow_starter",
    "flow_administrator",
    "flow_owner",
];

/// The roles on a flow's runs.
const OF_RUNS: [&str; 2] = ["run_manager", "run_monitor"];

impl From<Value> for Flow {
    fn from(document: Value) -> Self {
        Self {
            document,
            seen: RefCell::default(),
        }
    }
}

impl Flow {
    pub(super) fn document(&self) -> &Value {
        &self.document
    }

    pub(super) fn set(&mut self, field: &str, value: impl Into<Value>) {
        self.seen.get_mut().clear();
        self.document[field] = value.into();
    }

    pub(super) fn text(&self, field: &str) -> &str {
        self.document[field].as_str().unwrap_or_default()
    }

    pub(super) fn id(&self) -> &str {
        self.text("id")
    }

    pub(super) fn policy(&self) -> Option<&str> {
        self.document["authentication_policy_id"].as_str()
    }

    pub(super) fn is_high_assurance(&self) -> bool {
        self.document["is_high_assurance"] == true
    }

    /// The caller's strongest role on the flow and on its runs; empty if they have none.
    pub(super) fn roles(&self, caller: &Caller) -> Arc<[&'static str]> {
        self.seen_by(caller, |seen| seen.roles.clone())
    }

    fn seen_by<T>(&self, caller: &Caller, read: impl FnOnce(&mut Seen) -> T) -> T {
        let mut all = self.seen.borrow_mut();
        if let Some(seen) = all.get_mut(&caller.urn) {
            return read(seen);
        }
        let highest = RANKED.into_iter().rev().find(|role| self.has(role, caller));
        let of_runs = OF_RUNS.into_iter().filter(|role| self.has(role, caller));
        read(all.entry(caller.urn.clone()).or_insert(Seen {
            roles: highest.into_iter().chain(of_runs).collect(),
            summary: None,
        }))
    }

    fn has(&self, role: &str, caller: &Caller) -> bool {
        match role {
            "flow_owner" => caller.is(self.text("flow_owner")),
            other => caller.is_among(&self.document[format!("{other}s")]),
        }
    }

    /// Refuses a caller without one of `roles`. If they have no role at all, they are told that
    /// there is no such flow.
    pub(super) fn require(
        &self,
        caller: &Caller,
        roles: &[&str],
        permission: &str,
    ) -> Result<(), FlowsError> {
        let has = self.roles(caller);
        if has.is_empty() {
            return Err(FlowsError::NotFound("flow", self.id().to_owned()));
        }
        if has.iter().any(|role| roles.contains(role)) {
            return Ok(());
        }
        Err(FlowsError::Forbidden(format!(
            "You do not have the necessary permissions to perform this action on the flow with id \
             value {}. Missing permissions: {permission}.",
            self.id()
        )))
    }

    /// The document as `caller` sees it. Only administrators see the lists of principals.
    pub(super) fn shown_to(&self, caller: &Caller) -> Value {
        self.shown_in(&self.roles(caller))
    }

    fn shown_in(&self, roles: &[&str]) -> Value {
        let mut document = self.document.clone();
        if !roles
            .iter()
            .any(|role| ["flow_owner", "flow_administrator"].contains(role))
        {
            for role in &principals::OF_FLOWS {
                document[role.field] = json!([]);
            }
        }
        // Older names of these lists.
        for (old, new) in [
            ("visible_to", "flow_viewers"),
            ("runnable_by", "flow_starters"),
            ("administered_by", "flow_administrators"),
        ] {
            document[old] = document[new].clone();
        }
        document["user_role"] = json!(roles.first());
        document["user_roles"] = json!(roles);
        document
    }

    /// The document in lists, which do not show how a flow for protected data works.
    pub(super) fn summary_for(&self, caller: &Caller) -> Arc<RawValue> {
        self.seen_by(caller, |seen| {
            let summary = seen.summary.get_or_insert_with(|| {
                let mut document = self.shown_in(&seen.roles);
                if self.is_high_assurance() {
                    document["definition"] = Value::Null;
                    document["input_schema"] = Value::Null;
                }
                // A JSON value is always valid JSON text.
                let text = to_raw_value(&document).unwrap_or_else(|_| RawValue::NULL.to_owned());
                text.into()
            });
            summary.clone()
        })
    }

    /// What a run says about its flow if asked.
    pub(super) fn description(&self) -> Value {
        let fields = [
            "id",
            "title",
            "subtitle",
            "description",
            "keywords",
            "created_at",
            "updated_at",
            "created_by",
            "flow_owner",
            "globus_auth_scope",
        ];
        fields
            .into_iter()
            .map(|field| (field.to_owned(), self.document[field].clone()))
            .collect()
    }
}
