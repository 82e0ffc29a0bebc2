//! The runs, from the bound client.

use crate::{
    controller::Clients,
    problem,
    view::{Problem, RunDetail, RunList, RunLog, RunQuery},
};

const SERVICE: &str = "Globus Flows";

/// Runs, newest first.
pub async fn runs(clients: Option<Clients>, query: &RunQuery) -> Result<RunList, Problem> {
    let _ = (clients, query);
    Err(problem::unbuilt(SERVICE))
}

/// A run, whole.
pub async fn run(clients: Option<Clients>, id: &str) -> Result<RunDetail, Problem> {
    let _ = (clients, id);
    Err(problem::unbuilt(SERVICE))
}

/// The first entries of a run's log.
pub async fn run_log(clients: Option<Clients>, id: &str, limit: u32) -> Result<RunLog, Problem> {
    let _ = (clients, id, limit);
    Err(problem::unbuilt(SERVICE))
}
