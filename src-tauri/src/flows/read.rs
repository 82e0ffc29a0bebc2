//! The flows, from the bound client.

use std::pin::pin;

use futures::TryStreamExt;
use globus_app::{Flow, FlowRole};

use super::{
    row::{flow_row, flow_steps},
    view::{FlowDetail, FlowList, FlowOrder, FlowQuery, FlowRow},
};
use crate::{
    clients::Clients,
    problem::{refused::Refused, view::Detail},
    read::{FLOWS, MAX_ROWS, each_once, fact, id, search, signed_in},
    text::{line, page},
    time::millis,
};

const FLOWS_PER_PAGE: u32 = 100;

/// All of them: without any, Flows may tell of the person's own flows alone.
const ROLES: [FlowRole; 4] = [
    FlowRole::Viewer,
    FlowRole::Starter,
    FlowRole::Administrator,
    FlowRole::Owner,
];

/// Flows, over as many pages as it takes.
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
    let me = clients.identity_id.as_deref();
    let mut pages = pin!(request.pages());
    let (mut rows, mut more) = (Vec::new(), true);
    while more && rows.len() < wanted {
        let page = pages.try_next().await;
        let page = page.map_err(|error| Refused::of_read(FLOWS, &error))?;
        more = page.as_ref().is_some_and(|page| page.has_next_page);
        let flows = page.into_iter().flat_map(|page| page.flows);
        rows.extend(flows.map(|flow| flow_row(&flow, me)));
    }
    each_once(&mut rows, |row: &FlowRow| &row.id);
    more |= rows.len() > wanted;
    rows.truncate(wanted);
    Ok(FlowList {
        rows,
        more,
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

/// A flow, whole.
pub async fn flow(clients: Option<Clients>, flow_id: &str) -> Result<FlowDetail, Refused> {
    let clients = signed_in(clients, FLOWS)?;
    let flow = clients
        .flows
        .get_flow(&id(flow_id)?)
        .await
        .map_err(|error| Refused::of_read(FLOWS, &error))?;
    Ok(FlowDetail {
        row: flow_row(&flow, clients.identity_id.as_deref()),
        description: page(&flow.description),
        steps: flow.definition.as_ref().map(flow_steps).unwrap_or_default(),
        scope: flow.user_scope().to_string(),
        details: details(&flow),
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

fn details(flow: &Flow) -> Vec<Detail> {
    let mut facts = vec![fact("Flow ID", flow.id.to_string())];
    facts.extend(
        flow.flow_owner
            .as_ref()
            .map(|owner| fact("Owner", line(&owner.to_string()))),
    );
    for (label, who) in [
        ("Administrators", &flow.flow_administrators),
        ("Starters", &flow.flow_starters),
        ("Viewers", &flow.flow_viewers),
        ("Run managers", &flow.run_managers),
        ("Run monitors", &flow.run_monitors),
    ] {
        if !who.is_empty() {
            let names: Vec<_> = who.iter().map(|one| line(&one.to_string())).collect();
            facts.push(fact(label, names.join(", ")));
        }
    }
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
