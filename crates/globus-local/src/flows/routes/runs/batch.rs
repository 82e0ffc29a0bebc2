//! `POST /batch/runs`: the same change to many runs.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use serde_json::{Map, Value, json};

use super::tags::normalize;
use crate::flows::{
    Flows, access,
    body::Body,
    error::{FlowsError, Invalid},
    policy, principals,
    run::Run,
};

/// All or nothing: if the caller may not manage one of the runs, none is changed.
pub(in crate::flows) async fn batch(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::MANAGE_RUNS)?;
    let (ids, changes) = read(&body)?;
    let mut state = flows.state_now();
    for id in &ids {
        let run = state.run(id)?;
        run.require_manager(&caller)?;
        policy::require(&flows.auth, &caller, run.flow.policy.as_deref())?;
    }
    for id in &ids {
        let run = state.run_mut(id)?;
        for change in &changes {
            change.make(run);
        }
        if changes.iter().any(|change| change.is_cancel) && !run.is_over() {
            run.walk.cancel(flows.clock.now(), &flows.services);
        }
    }
    Ok((StatusCode::ACCEPTED, Json(json!({}))))
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Set,
    Add,
    Remove,
}

struct Change {
    kind: Kind,
    tags: Option<Vec<String>>,
    managers: Option<Vec<String>>,
    monitors: Option<Vec<String>>,
    is_cancel: bool,
}

fn read(bytes: &[u8]) -> Result<(Vec<String>, Vec<Change>), FlowsError> {
    let mut body = Body::read(bytes)?;
    let filters = body.object("filters");
    let filters = body.required("filters", filters).unwrap_or_default();
    let ids = filters["run_ids"].as_array().into_iter().flatten();
    let ids: Vec<_> = ids.filter_map(Value::as_str).map(str::to_owned).collect();
    if ids.is_empty() {
        let msg = "at least one run is required";
        body.add([Invalid::new(&["filters", "run_ids"], msg)]);
    }
    let mut changes = Vec::new();
    for (name, kind) in [
        ("set", Kind::Set),
        ("add", Kind::Add),
        ("remove", Kind::Remove),
    ] {
        if let Some(Value::Object(fields)) = body.object(name) {
            let (change, invalid) = Change::read(kind, fields);
            changes.push(change);
            body.add(invalid.into_iter().map(|mut invalid| {
                invalid.loc.insert(0, name.into());
                invalid
            }));
        }
    }
    body.finish()?;
    Ok((ids, changes))
}

impl Change {
    fn read(kind: Kind, fields: Map<String, Value>) -> (Self, Vec<Invalid>) {
        let mut body = Body::from(fields);
        let tags = body.texts("tags");
        let [managers, monitors] = principals::OF_RUNS
            .each_ref()
            .map(|role| body.principals(role));
        let status = body.value("status");
        let is_cancel = status.as_ref().is_some_and(|status| status == "cancel");
        if status.is_some() && !(is_cancel && kind == Kind::Set) {
            body.add([Invalid::new(&["status"], "only \"cancel\" can be set")]);
        }
        let tags = tags.map(|tags| tags.iter().map(|tag| normalize(tag)).collect());
        let change = Self {
            kind,
            tags,
            managers,
            monitors,
            is_cancel,
        };
        (change, body.into_invalid())
    }

    fn make(&self, run: &mut Run) {
        for (list, given) in [
            (&mut run.tags, &self.tags),
            (&mut run.managers, &self.managers),
            (&mut run.monitors, &self.monitors),
        ] {
            let Some(given) = given else { continue };
            match self.kind {
                Kind::Set => list.clone_from(given),
                Kind::Add => {
                    let new = given.iter().filter(|item| !list.contains(item));
                    let new: Vec<_> = new.cloned().collect();
                    list.extend(new);
                }
                Kind::Remove => list.retain(|item| !given.contains(item)),
            }
        }
    }
}
