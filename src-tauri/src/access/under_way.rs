//! What is under way now and may need a consent: what a person should know before removing it.

use std::collections::HashMap;

use futures::join;
use globus_app::{RunStatus, Scope, SpecificFlowScopes, TransferScopes};
use uuid::Uuid;

use crate::clients::Clients;

/// As many tasks as Transfer tells of at once.
const TASKS: u64 = 1_000;
/// As many runs as Flows tells of at once.
const RUNS: u32 = 100;

/// Runs and transfers that have not ended, as far as this app may see them.
#[derive(Debug, Default)]
pub(super) struct UnderWay {
    runs: HashMap<Uuid, usize>,
    tasks: usize,
    tasks_at: HashMap<Uuid, usize>,
}

impl UnderWay {
    /// What cannot be read is not there: then nothing is said of it.
    pub(super) async fn look(clients: &Clients) -> Self {
        let runs = clients.flows.list_runs().per_page(RUNS);
        let runs = runs.filter_status([RunStatus::Active, RunStatus::Inactive]);
        let tasks = clients.transfer.task_list().limit(TASKS);
        let tasks = tasks.filter("status:ACTIVE,INACTIVE");
        let (runs, tasks) = join!(runs.send(), tasks.send());
        let mut found = Self::default();
        for run in runs.map(|page| page.runs).unwrap_or_default() {
            *found.runs.entry(run.flow_id).or_default() += 1;
        }
        for task in tasks.map(|page| page.tasks).unwrap_or_default() {
            found.tasks += 1;
            let mut sides = [task.source_endpoint_id, task.destination_endpoint_id];
            if sides[0] == sides[1] {
                sides[1] = None;
            }
            for side in sides.into_iter().flatten() {
                *found.tasks_at.entry(side).or_default() += 1;
            }
        }
        found
    }

    /// What may stop without this consent, which `app` was given below those in `above`.
    pub(super) fn that_need(&self, scope: &Scope, above: &[&str], app: &str) -> Option<String> {
        let root = above.first().and_then(|root| Scope::new(*root).ok());
        let (count, one, many) = if let Some(flow) = flow(root.as_ref().unwrap_or(scope)) {
            let count = self.runs.get(&flow).copied().unwrap_or_default();
            (count, "run of it is", "runs of it are")
        } else if scope.scope_string().ends_with("/data_access") {
            let count = server(scope).and_then(|id| self.tasks_at.get(&id).copied());
            let (one, many) = ("transfer with it is", "transfers with it are");
            (count.unwrap_or_default(), one, many)
        } else if scope.scope_string() == TransferScopes::ALL.scope_string() {
            (self.tasks, "transfer is", "transfers are")
        } else {
            return None;
        };
        match count {
            0 => None,
            1 => Some(format!(
                "1 {one} under way: if it was started with {app}, it may stop."
            )),
            count => Some(format!(
                "{count} {many} under way: those that were started with {app} may stop."
            )),
        }
    }
}

/// The flow whose own permission this is.
fn flow(scope: &Scope) -> Option<Uuid> {
    let flow = server(scope)?;
    (SpecificFlowScopes::new(flow).user().scope_string() == scope.scope_string()).then_some(flow)
}

fn server(scope: &Scope) -> Option<Uuid> {
    Uuid::parse_str(scope.resource_server()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_consent_has_the_work_that_may_need_it() {
        let (flow, collection) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let work = UnderWay {
            runs: HashMap::from([(flow, 2)]),
            tasks: 3,
            tasks_at: HashMap::from([(collection, 1)]),
        };
        let data = format!("https://auth.globus.org/scopes/{collection}/data_access");
        let other = format!("https://auth.globus.org/scopes/{flow}/data_access");
        let own = SpecificFlowScopes::new(flow).user();
        let transfer = TransferScopes::ALL;
        let said = |scope: &str, above: &[&str]| {
            work.that_need(&Scope::new(scope).expect("a scope"), above, "Meridian")
        };
        let transfer = transfer.scope_string();
        assert_eq!(
            said(transfer, &[]).as_deref(),
            Some("3 transfers are under way: those that were started with Meridian may stop.")
        );
        assert_eq!(
            said(&data, &[transfer]).as_deref(),
            Some("1 transfer with it is under way: if it was started with Meridian, it may stop.")
        );
        assert_eq!(said(&other, &[transfer]), None);
        let of_the_flow =
            Some("2 runs of it are under way: those that were started with Meridian may stop.");
        assert_eq!(said(own.scope_string(), &[]).as_deref(), of_the_flow);
        assert_eq!(
            said(transfer, &[own.scope_string()]).as_deref(),
            of_the_flow
        );
        assert_eq!(said("openid", &[]), None);
    }
}
