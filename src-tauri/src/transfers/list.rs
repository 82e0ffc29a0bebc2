//! The tasks, from the bound client.

use jiff::Timestamp;

use super::{
    row::task_row,
    view::{TransferList, TransferQuery, TransferView},
};
use crate::{
    clients::Clients,
    problem::{refused::Refused, view::Problem},
    read::{MAX_ROWS, TRANSFER, each_once, signed_in},
    terms::Terms,
    time::millis,
};

/// What a task can be filtered by, beside words of its label.
const NAMES: [&str; 4] = ["status", "label", "type", "since"];

/// Tasks, newest first.
pub async fn transfers(
    clients: Option<Clients>,
    query: &TransferQuery,
) -> Result<TransferList, Refused> {
    let clients = signed_in(clients, TRANSFER)?;
    let limit = query.limit.clamp(1, MAX_ROWS);
    let mut request = clients
        .transfer
        .task_list()
        .limit(limit.into())
        .order_by("request_time DESC");
    let now = Timestamp::now();
    let filter = filter(query, now)?;
    if !filter.is_empty() {
        request = request.filter(filter);
    }
    let page = request
        .send()
        .await
        .map_err(|error| Refused::of_read(TRANSFER, &error))?;
    let mut rows: Vec<_> = page
        .tasks
        .iter()
        .map(|task| task_row(task, &clients.totals))
        .collect();
    each_once(&mut rows, |row| &row.id);
    Ok(TransferList {
        more: (page.tasks.len() as u64) < page.total && limit < MAX_ROWS,
        total: u32::try_from(page.total).unwrap_or(u32::MAX),
        rows,
        fetched_at: millis(now),
    })
}

/// Transfer's filter grammar: clauses joined by `/`; each holds.
fn filter(query: &TransferQuery, now: Timestamp) -> Result<String, Problem> {
    let terms = Terms::of(&query.text, &NAMES);
    let mut clauses = Vec::new();
    let view = match query.view {
        TransferView::All => None,
        TransferView::Active => Some("ACTIVE"),
        TransferView::NeedsYou => Some("INACTIVE"),
        TransferView::Done => Some("SUCCEEDED"),
        TransferView::Failed => Some("FAILED"),
    };
    let mut statuses: Vec<_> = view.into_iter().collect();
    for word in terms.all("status") {
        let status = one_of(word, &STATUSES, "status")?;
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    if view.is_some() && statuses.len() > 1 {
        return Err(contradiction());
    }
    if !statuses.is_empty() {
        clauses.push(format!("status:{}", statuses.join(",")));
    }
    for word in terms.all("type") {
        let kind = one_of(word, &TYPES, "type")?;
        clauses.push(format!("type:{kind}"));
    }
    if let Some(since) = terms.since(now)? {
        clauses.push(format!(
            "request_time:{},",
            since.strftime("%Y-%m-%dT%H:%M:%S")
        ));
    }
    let label: Vec<_> = terms.all("label").chain([terms.text.as_str()]).collect();
    let label = label.join(" ");
    if !label.trim().is_empty() {
        clauses.push(format!("label:~*{}*", pattern(label.trim())));
    }
    Ok(clauses.join("/"))
}

/// What people write, and what Transfer calls it.
const STATUSES: [(&str, &str); 8] = [
    ("active", "ACTIVE"),
    ("running", "ACTIVE"),
    ("needs", "INACTIVE"),
    ("inactive", "INACTIVE"),
    ("done", "SUCCEEDED"),
    ("succeeded", "SUCCEEDED"),
    ("failed", "FAILED"),
    ("canceled", "FAILED"),
];
const TYPES: [(&str, &str); 2] = [("transfer", "TRANSFER"), ("delete", "DELETE")];

/// What a word stands for; its beginning is enough.
fn one_of(word: &str, words: &[(&str, &'static str)], name: &str) -> Result<&'static str, Problem> {
    let found = words.iter().find(|(known, _)| known.starts_with(word));
    found.map(|(_, called)| *called).ok_or_else(|| {
        let known: Vec<_> = words.iter().map(|(known, _)| *known).collect();
        Problem::invalid_input(
            &format!("“{name}:{word}” is not known."),
            &format!("Write one of: {}.", known.join(", ")),
        )
    })
}

fn contradiction() -> Problem {
    Problem::invalid_input(
        "No transfer has two states.",
        "Choose the tab “All”, or take the status out of the filter.",
    )
}

/// What the grammar uses itself matches any character instead.
fn pattern(text: &str) -> String {
    let any = |c| {
        if matches!(c, '/' | ',' | ':' | '*') {
            '*'
        } else {
            c
        }
    };
    text.chars().map(any).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(view: TransferView, text: &str) -> Result<String, Problem> {
        let now = "2026-11-26T12:00:00Z".parse().expect("a time");
        let query = TransferQuery {
            view,
            text: text.into(),
            limit: 10,
        };
        super::filter(&query, now)
    }

    #[test]
    fn view_and_text_become_clauses() {
        for (view, text, wanted) in [
            (TransferView::All, "", ""),
            (TransferView::NeedsYou, "", "status:INACTIVE"),
            (
                TransferView::Done,
                " raw/a,b ",
                "status:SUCCEEDED/label:~*raw*a*b*",
            ),
            (
                TransferView::All,
                "status:active type:del since:7d label:scans",
                "status:ACTIVE/type:DELETE/request_time:2026-11-19T12:00:00,/label:~*scans*",
            ),
            (
                TransferView::All,
                "status:done status:failed",
                "status:SUCCEEDED,FAILED",
            ),
            (TransferView::Failed, "status:failed", "status:FAILED"),
        ] {
            assert_eq!(filter(view, text), Ok(wanted.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        for (view, text) in [
            (TransferView::All, "status:dreaming"),
            (TransferView::All, "type:flow"),
            (TransferView::All, "since:x"),
            (TransferView::Done, "status:failed"),
        ] {
            filter(view, text).expect_err(text);
        }
    }
}
