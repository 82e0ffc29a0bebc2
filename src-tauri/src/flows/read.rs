//! Reads flows from Globus Flows.

use std::pin::pin;

use futures::TryStreamExt;
use globus_app::{Flow, FlowRole, Principal};

use super::{
    row::{flow_row, flow_steps},
    view::{FlowDetail, FlowList, FlowOrder, FlowQuery, FlowRow},
};
use crate::{
    clients::Clients,
    people::Directory,
    problem::{refused::Refused, view::Detail},
    read::{FLOWS, MAX_ROWS, each_once, fact, id, search, signed_in},
    text::Page,
    time::millis,
};

const FLOWS_PER_PAGE: u32 = 100;

/// All roles. Without a filter, Flows may return only flows that you own.
const ROLES: [FlowRole; 4] = [
    FlowRole::Viewer,
    FlowRole::Starter,
    FlowRole::Administrator,
    FlowRole::Owner,
];

/// Reads flows, as many pages as needed.
pub async fn flows(clients: Option<Clients>, query: &FlowQuery) -> Result<FlowList, Refused> {
    let clients = signed_in(clients, FLOWS)?;
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
    let text = search(&query.text);
    if !text.is_empty() {
        request = request.filter_fulltext(text);
    }
    let mut pages = pin!(request.pages());
    let (mut flows, mut more) = (Vec::new(), true);
    while more && flows.len() < wanted {
        let page = pages.try_next().await;
        let page = page.map_err(|error| Refused::of_read(FLOWS, &error))?;
        more = page.as_ref().is_some_and(|page| page.has_next_page);
        flows.extend(page.into_iter().flat_map(|page| page.flows));
    }
    let owners = flows.iter().filter_map(|flow| flow.flow_owner.as_ref());
    let directory = Directory::read(&clients, owners).await;
    let rows = flows.iter().map(|flow| flow_row(flow, &directory));
    let mut rows: Vec<_> = rows.collect();
    each_once(&mut rows, |row: &FlowRow| &row.id);
    more |= rows.len() > wanted;
    rows.truncate(wanted);
    Ok(FlowList {
        rows,
        more,
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

/// Reads the details of a flow.
pub async fn flow(clients: Option<Clients>, flow_id: &str) -> Result<FlowDetail, Refused> {
    let clients = signed_in(clients, FLOWS)?;
    let flow = clients
        .flows
        .get_flow(&id(flow_id)?)
        .await
        .map_err(|error| Refused::of_read(FLOWS, &error))?;
    let people = roles(&flow).into_iter().flat_map(|(_, people)| people);
    let directory = Directory::read(&clients, people).await;
    Ok(FlowDetail {
        row: flow_row(&flow, &directory),
        description: Page::of(&flow.description),
        steps: flow.definition.as_ref().map(flow_steps).unwrap_or_default(),
        scope: flow.user_scope().to_string(),
        details: details(&flow, &directory),
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

/// The principals in each role of a flow.
fn roles(flow: &Flow) -> [(&'static str, &[Principal]); 6] {
    [
        ("Owner", flow.flow_owner.as_slice()),
        ("Administrators", &flow.flow_administrators),
        ("Starters", &flow.flow_starters),
        ("Viewers", &flow.flow_viewers),
        ("Run managers", &flow.run_managers),
        ("Run monitors", &flow.run_monitors),
    ]
}

fn details(flow: &Flow, directory: &Directory) -> Vec<Detail> {
    let mut facts = vec![fact("Flow ID", flow.id.to_string())];
    let roles = roles(flow).into_iter().filter(|(_, who)| !who.is_empty());
    facts.extend(roles.map(|(label, who)| fact(label, directory.names(who))));
    for (label, id) in [
        ("Authentication policy", flow.authentication_policy_id),
        ("Subscription", flow.subscription_id),
    ] {
        facts.extend(id.map(|id| fact(label, id.to_string())));
    }
    for (label, time) in [("Created", flow.created_at), ("Updated", flow.updated_at)] {
        facts.extend(time.map(|time| fact(label, time.to_string())));
    }
    facts
}
