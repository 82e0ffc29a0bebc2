//! The services, and the clock they share.

use std::sync::Arc;

use crate::{
    auth::Auth, clock::Clock, flows::Flows, issuer::Issuer, start_error::StartError,
    transfer::Transfer,
};

/// The whole local Globus. Each service holds the services it calls.
#[derive(Debug)]
pub(crate) struct Globus {
    pub(crate) auth: Arc<Auth>,
    pub(crate) clock: Clock,
    pub(crate) flows: Arc<Flows>,
    pub(crate) transfer: Arc<Transfer>,
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
        let auth = Arc::new(Auth::new(issuer, clock.clone(), auto_approve)?);
        let transfer = Transfer::new(Arc::clone(&auth), clock.clone(), seed, tasks);
        let transfer = Arc::new(transfer);
        let flows = Flows::new(
            Arc::clone(&auth),
            Arc::clone(&transfer),
            clock.clone(),
            seed,
            flows,
        );
        Ok(Self {
            auth,
            clock,
            flows: Arc::new(flows),
            transfer,
        })
    }
}
