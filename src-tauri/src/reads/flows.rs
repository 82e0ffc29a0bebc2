//! The flows, from the bound client.

use std::pin::pin;

use futures::TryStreamExt;
use globus_app::FlowRole;

use super::MAX_ROWS;
use crate::{
    controller::Clients,
    problem,
    rows::{flow_row, millis},
    view::{FlowDetail, FlowList, FlowOrder, FlowQuery, Problem},
};

const SERVICE: &str = "Globus Flows";

const FLOWS_PER_PAGE: u32 = 100;

/// All of them: without any, Flows may tell of the person's own flows alone.
const ROLES: [FlowRole; 4] = [
    FlowRole::Viewer,
    FlowRole::Starter,
    FlowRole::Administrator,
    FlowRole::Owner,
];

/// Flows, over as many pages as it takes.
pub async fn flows(clients: Option<Clients>, query: &FlowQuery) -> Result<FlowList, Problem> {
    let clients = clients.ok_or_else(|| problem::sign_in_needed(SERVICE))?;
    let wanted = query.limit.clamp(1, MAX_ROWS) as usize;
    let mut request = clients
        .flows
        .list_flows()
        .filter_roles(ROLES)
        .order_by(match query.order {
            FlowOrder::Title => "title ASC",
            FlowOrder::Newest => "created_at DESC",
            FlowOrder::Updated => "updated_at DESC",
        })
        .per_page(FLOWS_PER_PAGE);
    let text = query.text.trim();
    if !text.is_empty() {
        request = request.filter_fulltext(text);
    }
    let me = clients.identity_id.as_deref();
    let mut pages = pin!(request.pages());
    let (mut rows, mut more) = (Vec::new(), true);
    while more && rows.len() < wanted {
        let page = pages.try_next().await;
        let page = page.map_err(|error| problem::of_call(SERVICE, &error))?;
        more = page.as_ref().is_some_and(|page| page.has_next_page);
        let flows = page.into_iter().flat_map(|page| page.flows);
        rows.extend(flows.map(|flow| flow_row(&flow, me)));
    }
    more |= rows.len() > wanted;
    rows.truncate(wanted);
    Ok(FlowList {
        rows,
        more,
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

/// A flow, whole.
pub async fn flow(clients: Option<Clients>, id: &str) -> Result<FlowDetail, Problem> {
    let _ = (clients, id);
    Err(problem::unbuilt(SERVICE))
}
