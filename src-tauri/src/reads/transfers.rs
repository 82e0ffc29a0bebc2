//! The tasks, from the bound client.

use super::{MAX_ROWS, TRANSFER, each_once, search, signed_in};
use crate::{
    controller::Clients,
    problem,
    rows::{millis, task_row},
    view::{Place, Problem, TransferList, TransferQuery, TransferView},
};

/// Tasks, newest first.
pub async fn transfers(
    clients: Option<Clients>,
    query: &TransferQuery,
) -> Result<TransferList, Problem> {
    let clients = signed_in(clients, TRANSFER)?;
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
        .map_err(|error| problem::of_read(TRANSFER, &error, Place::Transfers))?;
    let mut rows: Vec<_> = page.tasks.iter().map(task_row).collect();
    each_once(&mut rows, |row| &row.id);
    Ok(TransferList {
        more: (page.tasks.len() as u64) < page.total && limit < MAX_ROWS,
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
    let text = search(&query.text);
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
