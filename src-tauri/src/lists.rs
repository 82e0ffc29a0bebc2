//! The lists' first rows, from the bound clients.

use std::pin::pin;

use futures::TryStreamExt;
use globus_app::FlowRole;

use crate::{
    controller::Clients,
    problem,
    rows::{flow_row, millis, task_row},
    view::{FlowList, FlowOrder, FlowQuery, Problem, TransferList, TransferQuery, TransferView},
};

const MAX_ROWS: u32 = 1_000;
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
    const SERVICE: &str = "Globus Flows";
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

/// Tasks, newest first.
pub async fn transfers(
    clients: Option<Clients>,
    query: &TransferQuery,
) -> Result<TransferList, Problem> {
    const SERVICE: &str = "Globus Transfer";
    let clients = clients.ok_or_else(|| problem::sign_in_needed(SERVICE))?;
    let limit = query.limit.clamp(1, MAX_ROWS);
    let mut request = clients
        .transfer
        .task_list()
        .limit(limit.into())
        .order_by("request_time DESC");
    let filter = filter(query);
    if !filter.is_empty() {
        request = request.filter(filter);
    }
    let page = request
        .send()
        .await
        .map_err(|error| problem::of_call(SERVICE, &error))?;
    let rows: Vec<_> = page.tasks.iter().map(task_row).collect();
    Ok(TransferList {
        more: (rows.len() as u64) < page.total && limit < MAX_ROWS,
        total: u32::try_from(page.total).unwrap_or(u32::MAX),
        rows,
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

/// Transfer's filter grammar: clauses joined by `/`.
fn filter(query: &TransferQuery) -> String {
    let status = match query.view {
        TransferView::All => None,
        TransferView::Active => Some("status:ACTIVE"),
        TransferView::NeedsYou => Some("status:INACTIVE"),
        TransferView::Done => Some("status:SUCCEEDED"),
        TransferView::Failed => Some("status:FAILED"),
    };
    let text = query.text.trim();
    let label = (!text.is_empty()).then(|| {
        // What the grammar uses itself matches any character instead.
        let any = |c| {
            if matches!(c, '/' | ',' | ':' | '*') {
                '*'
            } else {
                c
            }
        };
        format!("label:~*{}*", text.chars().map(any).collect::<String>())
    });
    status
        .map(str::to_owned)
        .into_iter()
        .chain(label)
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn view_and_text_become_clauses() {
        let filter = |view, text: &str| {
            super::filter(&TransferQuery {
                view,
                text: text.into(),
                limit: 10,
            })
        };
        assert_eq!(filter(TransferView::All, ""), "");
        assert_eq!(filter(TransferView::NeedsYou, ""), "status:INACTIVE");
        assert_eq!(
            filter(TransferView::Done, " raw/a,b "),
            "status:SUCCEEDED/label:~*raw*a*b*"
        );
    }
}
