//! All services and the clock they share.

use crate::{auth, clock::Clock, flows, issuer::Issuer, start_error::StartError, transfer};

/// The whole local Globus.
#[derive(Debug)]
pub(crate) struct Globus {
    pub(crate) auth: auth::Auth,
    pub(crate) clock: Clock,
    pub(crate) flows: flows::Flows,
    pub(crate) transfer: transfer::Transfer,
}

impl Globus {
    pub(crate) fn new(
        issuer: Issuer,
        seed: u64,
        clock: Clock,
        auto_approve: bool,
        flows: usize,
        tasks: usize,
    ) -> Result<Self, StartError> {
        let now = clock.now();
        Ok(Self {
            auth: auth::Auth::new(issuer, clock.clone(), auto_approve)?,
            flows: flows::Flows::new(seed, flows, now),
            transfer: transfer::Transfer::new(seed, now, tasks),
            clock,
        })
    }

    /// What a person calls the flow or collection with this id.
    pub(crate) fn name_of(&self, id: &str) -> Option<String> {
        let flow = self.flows.title_of(id);
        flow.or_else(|| transfer::collection_name(id).map(str::to_owned))
    }
}
