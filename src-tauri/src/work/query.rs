//! Reads what the window asks for, and refreshes it.

use crate::{
    controller::Controller,
    desktop::news::News,
    flows::{
        self,
        view::{FlowList, FlowQuery, FlowsRefreshed},
    },
    place::Place,
    problem::view::Problem,
    runs::{
        self,
        detail::RunRead,
        view::{RunDetail, RunList, RunQuery, RunRefreshed, RunsRefreshed},
    },
    transfers::{
        self,
        detail_view::{TransferDetail, TransferRefreshed},
        view::{TransferList, TransferQuery, TransfersRefreshed},
    },
};

use super::{changes::States, kind::Kind, on_screen::ScreenQuery};

pub(super) async fn flows(controller: &Controller, query: &FlowQuery) -> Result<FlowList, Problem> {
    let read = flows::read::flows(controller.clients(), query).await;
    controller.answer(Place::Flows, read)
}

pub(super) async fn runs(controller: &Controller, query: &RunQuery) -> Result<RunList, Problem> {
    let read = runs::list::runs(controller.clients(), query).await;
    controller.answer(Place::Runs, read)
}

pub(super) async fn run(controller: &Controller, id: &str) -> Result<RunDetail, Problem> {
    let place = Place::Run { id: id.to_owned() };
    let read = runs::detail::run(controller.clients(), id).await;
    let (read, asked) = match read {
        Ok(RunRead { run, question }) => (Ok(run), question),
        Err(refused) => (Err(refused), Ok(None)),
    };
    // The question first, because a successful read clears what a sign-in has met for the place.
    let asked = controller.answer(place.clone(), asked);
    let run = controller.answer(place, read)?;
    Ok(match asked {
        Ok(question) => RunDetail { question, ..run },
        Err(problem) => RunDetail {
            question_problem: Some(runs::question::explained(problem)),
            ..run
        },
    })
}

pub(super) async fn transfers(
    controller: &Controller,
    query: &TransferQuery,
) -> Result<TransferList, Problem> {
    let read = transfers::list::transfers(controller.clients(), query).await;
    controller.answer(Place::Transfers, read)
}

pub(super) async fn transfer(controller: &Controller, id: &str) -> Result<TransferDetail, Problem> {
    let read = transfers::detail::transfer(controller.clients(), id).await;
    controller.answer(Place::Transfer { id: id.to_owned() }, read)
}

/// Something that was read, with the status of each of its rows.
pub(super) trait Rows {
    fn states(&self) -> States;
}

impl Rows for FlowList {
    /// Flows have no status.
    fn states(&self) -> States {
        States::new()
    }
}

impl Rows for RunList {
    fn states(&self) -> States {
        let rows = self.rows.iter();
        rows.map(|row| (row.id.clone(), row.status.key)).collect()
    }
}

impl Rows for RunDetail {
    fn states(&self) -> States {
        States::from([(self.row.id.clone(), self.row.status.key)])
    }
}

impl Rows for TransferList {
    fn states(&self) -> States {
        let rows = self.rows.iter();
        rows.map(|row| (row.id.clone(), row.status.key)).collect()
    }
}

impl Rows for TransferDetail {
    fn states(&self) -> States {
        States::from([(self.row.id.clone(), self.row.status.key)])
    }
}

/// What was refreshed.
pub(super) enum Reread {
    Flows(FlowQuery, Result<FlowList, Problem>),
    Runs(RunQuery, Result<RunList, Problem>),
    Run(String, Box<Result<RunDetail, Problem>>),
    Transfers(TransferQuery, Result<TransferList, Problem>),
    Transfer(String, Box<Result<TransferDetail, Problem>>),
}

impl Reread {
    pub(super) async fn now(controller: Controller, query: ScreenQuery) -> Self {
        match query {
            ScreenQuery::Flows { query } => {
                let read = flows(&controller, &query).await;
                Self::Flows(query, read)
            }
            ScreenQuery::Runs { query } => {
                let read = runs(&controller, &query).await;
                Self::Runs(query, read)
            }
            ScreenQuery::Run { id } => {
                let read = run(&controller, &id).await;
                Self::Run(id, Box::new(read))
            }
            ScreenQuery::Transfers { query } => {
                let read = transfers(&controller, &query).await;
                Self::Transfers(query, read)
            }
            ScreenQuery::Transfer { id } => {
                let read = transfer(&controller, &id).await;
                Self::Transfer(id, Box::new(read))
            }
        }
    }

    /// The status of its rows, if it could be read.
    pub(super) fn states(&self) -> Option<States> {
        match self {
            Self::Flows(_, read) => read.as_ref().ok().map(Rows::states),
            Self::Runs(_, read) => read.as_ref().ok().map(Rows::states),
            Self::Run(_, read) => read.as_ref().as_ref().ok().map(Rows::states),
            Self::Transfers(_, read) => read.as_ref().ok().map(Rows::states),
            Self::Transfer(_, read) => read.as_ref().as_ref().ok().map(Rows::states),
        }
    }

    /// The event for the window. `changed` has the IDs of rows whose status changed.
    pub(super) fn into_news(self, changed: Vec<String>) -> News {
        match self {
            Self::Flows(query, read) => {
                let (list, problem) = split(read);
                News::of(&FlowsRefreshed {
                    query,
                    list,
                    problem,
                })
            }
            Self::Runs(query, read) => {
                let (list, problem) = split(read);
                News::of(&RunsRefreshed {
                    query,
                    list,
                    problem,
                    changed,
                })
            }
            Self::Run(id, read) => {
                let (run, problem) = split(*read);
                News::of(&RunRefreshed {
                    id,
                    run,
                    problem,
                    changed,
                })
            }
            Self::Transfers(query, read) => {
                let (list, problem) = split(read);
                News::of(&TransfersRefreshed {
                    query,
                    list,
                    problem,
                    changed,
                })
            }
            Self::Transfer(id, read) => {
                let (transfer, problem) = split(*read);
                News::of(&TransferRefreshed {
                    id,
                    transfer,
                    problem,
                    changed,
                })
            }
        }
    }
}

impl ScreenQuery {
    /// The kind of work that it shows.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Flows { .. } => None,
            Self::Runs { .. } | Self::Run { .. } => Some(Kind::Runs),
            Self::Transfers { .. } | Self::Transfer { .. } => Some(Kind::Transfers),
        }
    }
}

fn split<T>(outcome: Result<T, Problem>) -> (Option<T>, Option<Problem>) {
    match outcome {
        Ok(value) => (Some(value), None),
        Err(error) => (None, Some(error)),
    }
}
