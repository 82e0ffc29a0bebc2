//! Reading what a place shows, only to see whether it can be read.

use globus_app::Error;

use super::{AUTH, FLOWS, Refused, TRANSFER, id, refused};
use crate::{
    clients::Clients,
    controller::sheet::{Acted, Action},
    place::{AccessTab, Place},
};

pub(super) async fn place(
    clients: &Clients,
    action: &Action,
    place: &Place,
) -> Result<Acted, Refused> {
    let (service, outcome) = match place {
        Place::Flows => (
            FLOWS,
            ok(clients.flows.list_flows().per_page(1).send().await),
        ),
        Place::Flow { id: flow } => (FLOWS, ok(clients.flows.get_flow(&id(flow)?).await)),
        Place::Runs => (
            FLOWS,
            ok(clients.flows.list_runs().per_page(1).send().await),
        ),
        Place::Run { id: run } => (FLOWS, ok(clients.flows.get_run(&id(run)?).await)),
        Place::Transfers => (
            TRANSFER,
            ok(clients.transfer.task_list().limit(1).send().await),
        ),
        Place::Transfer { id: task } => (TRANSFER, ok(clients.transfer.get_task(&id(task)?).await)),
        Place::Collection {
            id: collection,
            path,
        } => {
            let mut request = clients.transfer.operation_ls(&id(collection)?).limit(1);
            if !path.is_empty() {
                request = request.path(path);
            }
            (TRANSFER, ok(request.send().await))
        }
        Place::Access {
            tab: AccessTab::Consents,
        } => (AUTH, ok(clients.auth.userinfo().await)),
        Place::Access { .. } | Place::Accounts | Place::Settings => (AUTH, Ok(())),
    };
    match outcome {
        // The window reads it again by itself.
        Ok(()) => Ok(Acted::Done {
            message: String::new(),
        }),
        Err(error) => Err(refused(clients, action, service, error).await),
    }
}

fn ok<T>(outcome: Result<T, Error>) -> Result<(), Error> {
    outcome.map(drop)
}
