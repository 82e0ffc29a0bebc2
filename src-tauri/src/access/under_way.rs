//! What is under way and may need a consent, to warn you before you remove it.

use std::collections::HashMap;

use globus_app::{Scope, SpecificFlowScopes, TransferScopes};
use uuid::Uuid;

use crate::text::Text;

/// Unfinished runs and transfers, as far as Meridian knows.
#[derive(Clone, Debug, Default)]
pub struct UnderWay {
    runs: Counted<HashMap<Uuid, usize>>,
    tasks: Counted<usize>,
    tasks_at: HashMap<Uuid, usize>,
}

/// A count, and whether it is up to date.
#[derive(Clone, Debug, Default)]
struct Counted<T> {
    count: T,
    /// Whether the last read failed, so that there may be more by now.
    is_old: bool,
}

impl UnderWay {
    /// Adds a run of this flow.
    pub fn add_run(&mut self, flow: Uuid) {
        *self.runs.count.entry(flow).or_default() += 1;
    }

    /// Adds a transfer or deletion. List each of its collections once.
    pub fn add_task(&mut self, collections: &[Uuid]) {
        self.tasks.count += 1;
        for collection in collections {
            *self.tasks_at.entry(*collection).or_default() += 1;
        }
    }

    /// For when neither service answered in time.
    pub fn unknown() -> Self {
        let mut unknown = Self::default();
        unknown.are_old(true, true);
        unknown
    }

    /// Sets whether reading runs or transfers failed.
    pub fn are_old(&mut self, runs: bool, tasks: bool) {
        self.runs.is_old = runs;
        self.tasks.is_old = tasks;
    }

    /// What may stop without this consent to `app`, in a sentence. `above` holds the scopes above
    /// it.
    pub(super) fn that_need(&self, scope: &Scope, above: &[&str], app: &str) -> Option<Text> {
        let root = above.first().and_then(|root| Scope::new(*root).ok());
        let (count, is_old, one, many) = if let Some(flow) = flow(root.as_ref().unwrap_or(scope)) {
            let count = self.runs.count.get(&flow).copied().unwrap_or_default();
            (
                count,
                self.runs.is_old,
                "run of this flow is",
                "runs of this flow are",
            )
        } else if scope.scope_string().ends_with("/data_access") {
            let count = server(scope).and_then(|id| self.tasks_at.get(&id).copied());
            let (one, many) = (
                "transfer with this collection is",
                "transfers with this collection are",
            );
            (count.unwrap_or_default(), self.tasks.is_old, one, many)
        } else if scope.scope_string() == TransferScopes::ALL.scope_string() {
            let (one, many) = ("transfer is", "transfers are");
            (self.tasks.count, self.tasks.is_old, one, many)
        } else {
            return None;
        };
        match count {
            0 if is_old => Some(Text::of(format!(
                "Meridian can't check right now whether {many} under way."
            ))),
            0 => None,
            1 => Some(Text::of(format!(
                "1 {one} under way. If it was started with {app}, it may stop."
            ))),
            count => Some(Text::of(format!(
                "{count} {many} under way. Those started with {app} may stop."
            ))),
        }
    }
}

/// The flow that this scope belongs to.
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
        let mut work = UnderWay::default();
        work.add_run(flow);
        work.add_run(flow);
        for collections in [&[collection][..], &[], &[]] {
            work.add_task(collections);
        }
        let data = format!("https://auth.globus.org/scopes/{collection}/data_access");
        let other = format!("https://auth.globus.org/scopes/{flow}/data_access");
        let own = SpecificFlowScopes::new(flow).user();
        let transfer = TransferScopes::ALL;
        let of = |work: &UnderWay, scope: &str, above: &[&str]| {
            work.that_need(&Scope::new(scope).expect("a scope"), above, "Meridian")
        };
        let said = |scope: &str, above: &[&str]| of(&work, scope, above);
        let transfer = transfer.scope_string();
        assert_eq!(
            said(transfer, &[]).as_deref(),
            Some("3 transfers are under way. Those started with Meridian may stop.")
        );
        assert_eq!(
            said(&data, &[transfer]).as_deref(),
            Some(
                "1 transfer with this collection is under way. If it was started with Meridian, it may stop."
            )
        );
        assert_eq!(said(&other, &[transfer]), None);
        let of_the_flow =
            Some("2 runs of this flow are under way. Those started with Meridian may stop.");
        assert_eq!(said(own.scope_string(), &[]).as_deref(), of_the_flow);
        assert_eq!(
            said(transfer, &[own.scope_string()]).as_deref(),
            of_the_flow
        );
        assert_eq!(said("openid", &[]), None);

        let mut unread = UnderWay::default();
        assert_eq!(of(&unread, transfer, &[]), None);
        unread.are_old(false, true);
        assert_eq!(of(&unread, own.scope_string(), &[]), None);
        assert_eq!(
            of(&unread, transfer, &[]).as_deref(),
            Some("Meridian can't check right now whether transfers are under way.")
        );
    }
}
