//! The Globus that currently answers. A reset replaces it with a new one.

use std::sync::{Arc, PoisonError, RwLock};

use axum::{Router, extract::Request, response::Response};
use tower::ServiceExt;

use crate::{clock::Clock, globus::Globus, issuer::Issuer, server, start_error::StartError};

/// Everything a Globus is made from. The same recipe gives the same data.
#[derive(Clone, Debug)]
pub(crate) struct Recipe {
    pub(crate) issuer: Issuer,
    pub(crate) seed: u64,
    pub(crate) clock: Clock,
    pub(crate) auto_approve: bool,
    pub(crate) flows: usize,
    pub(crate) tasks: usize,
}

/// A Globus that can be replaced while it is being served.
#[derive(Debug)]
pub(crate) struct Running {
    recipe: Recipe,
    current: RwLock<Current>,
}

#[derive(Clone, Debug)]
struct Current {
    globus: Arc<Globus>,
    router: Router,
}

impl Running {
    pub(crate) fn start(recipe: Recipe) -> Result<Self, StartError> {
        let current = RwLock::new(recipe.make()?);
        Ok(Self { recipe, current })
    }

    /// Starts afresh. Requests in progress are still answered by the old one.
    pub(crate) fn reset(&self) -> Result<(), StartError> {
        let new = self.recipe.make()?;
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = new;
        Ok(())
    }

    pub(crate) fn globus(&self) -> Arc<Globus> {
        self.current().globus
    }

    pub(crate) async fn answer(&self, request: Request) -> Response {
        let router = self.current().router;
        match router.oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }

    fn current(&self) -> Current {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.clone()
    }
}

impl Recipe {
    fn make(&self) -> Result<Current, StartError> {
        let globus = Globus::new(
            self.issuer.clone(),
            self.seed,
            self.clock.clone(),
            self.auto_approve,
            self.flows,
            self.tasks,
        )?;
        Ok(Current {
            router: server::router(&globus),
            globus: Arc::new(globus),
        })
    }
}
