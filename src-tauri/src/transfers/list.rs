//! Reads the list of tasks from Globus Transfer.

use globus_app::{Task, TaskStatus};
use jiff::Timestamp;

use super::{
    needs_you::needs_you,
    row::task_row,
    view::{TransferList, TransferQuery, TransferView},
};
use crate::{
    clients::Clients,
    problem::{refused::Refused, view::Problem},
    read::{MAX_ROWS, TRANSFER, each_once, signed_in},
    status::task::is_live,
    terms::{Terms, terms},
    time::millis,
};

terms!(
    /// The terms of the filter for tasks.
    TransferTerm {
        Status = "status", "failed";
        Label = "label", "scans";
        Type = "type", "delete";
        Since = "since", "7d";
    }
);

/// Reads tasks, newest first.
pub async fn transfers(
    clients: Option<Clients>,
    query: &TransferQuery,
) -> Result<TransferList, Refused> {
    let clients = signed_in(clients, TRANSFER)?;
    let wanted = query.limit.clamp(1, MAX_ROWS);
    let now = Timestamp::now();
    let terms = Terms::of(&query.text);
    let states = states(query.view, &terms)?;
    let filter = filter(&states, &terms, now)?;
    // Read the whole list if Transfer can't filter by these states.
    let is_whole = states.iter().any(|state| !state.is_told_apart());
    let limit = if is_whole { MAX_ROWS } else { wanted };
    let mut request = clients
        .transfer
        .task_list()
        .limit(limit.into())
        .order_by("request_time DESC");
    if !filter.is_empty() {
        request = request.filter(filter);
    }
    let page = request
        .send()
        .await
        .map_err(|error| Refused::of_read(TRANSFER, &error))?;
    let is_wanted = |task: &&Task| states.is_empty() || states.iter().any(|state| state.has(task));
    let mut rows: Vec<_> = page
        .tasks
        .iter()
        .filter(is_wanted)
        .map(|task| task_row(task, &clients.totals))
        .collect();
    each_once(&mut rows, |row| &row.id);
    let total = if is_whole {
        rows.len() as u64
    } else {
        page.total
    };
    rows.truncate(wanted as usize);
    Ok(TransferList {
        more: (rows.len() as u64) < total && wanted < MAX_ROWS,
        total: u32::try_from(total).unwrap_or(u32::MAX),
        rows,
        terms: terms.in_use(),
        fetched_at: millis(now),
    })
}

/// The states that the list can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Unfinished, and needs you.
    NeedsYou,
    /// Unfinished, and continues on its own.
    UnderWay,
    Inactive,
    Done,
    Failed,
}

impl State {
    /// The statuses in Transfer's terms. Transfer can't filter by whether a task needs you.
    fn statuses(self) -> &'static [&'static str] {
        match self {
            Self::NeedsYou | Self::UnderWay => &["ACTIVE", "INACTIVE"],
            Self::Inactive => &["INACTIVE"],
            Self::Done => &["SUCCEEDED"],
            Self::Failed => &["FAILED"],
        }
    }

    fn is_told_apart(self) -> bool {
        !matches!(self, Self::NeedsYou | Self::UnderWay)
    }

    fn has(self, task: &Task) -> bool {
        match self {
            Self::NeedsYou => needs_you(task),
            Self::UnderWay => is_live(task) && !needs_you(task),
            Self::Inactive => task.status == TaskStatus::Inactive,
            Self::Done => task.status == TaskStatus::Succeeded,
            Self::Failed => task.status == TaskStatus::Failed,
        }
    }
}

/// The states that the tab and the filter select. Empty for all.
fn states(view: TransferView, terms: &Terms<TransferTerm>) -> Result<Vec<State>, Problem> {
    let view = match view {
        TransferView::All => None,
        TransferView::Active => Some(State::UnderWay),
        TransferView::NeedsYou => Some(State::NeedsYou),
        TransferView::Done => Some(State::Done),
        TransferView::Failed => Some(State::Failed),
    };
    let mut states: Vec<_> = view.into_iter().collect();
    for word in terms.all(TransferTerm::Status) {
        let state = one_of(word, &STATES, "status")?;
        if !states.contains(&state) {
            states.push(state);
        }
    }
    if view.is_some() && states.len() > 1 {
        return Err(contradiction());
    }
    Ok(states)
}

/// A filter in Transfer's syntax: clauses joined by `/`, all of which must match.
fn filter(
    states: &[State],
    terms: &Terms<TransferTerm>,
    now: Timestamp,
) -> Result<String, Problem> {
    let mut clauses = Vec::new();
    let mut statuses = Vec::new();
    for status in states.iter().flat_map(|state| state.statuses()) {
        if !statuses.contains(status) {
            statuses.push(*status);
        }
    }
    if !statuses.is_empty() {
        clauses.push(format!("status:{}", statuses.join(",")));
    }
    let mut label = Vec::new();
    for found in &terms.found {
        match found.term {
            TransferTerm::Type => {
                let kind = one_of(&found.value, &TYPES, "type")?;
                clauses.push(format!("type:{kind}"));
            }
            TransferTerm::Label => label.push(found.value.as_str()),
            // Handled by `states`, and by `since` below.
            TransferTerm::Status | TransferTerm::Since => {}
        }
    }
    if let Some(since) = terms.since(TransferTerm::Since, now)? {
        clauses.push(format!(
            "request_time:{},",
            since.strftime("%Y-%m-%dT%H:%M:%S")
        ));
    }
    label.push(&terms.text);
    let label = label.join(" ");
    if !label.trim().is_empty() {
        clauses.push(format!("label:~*{}*", pattern(label.trim())));
    }
    Ok(clauses.join("/"))
}

/// The state names for the filter.
const STATES: [(&str, State); 8] = [
    ("active", State::UnderWay),
    ("running", State::UnderWay),
    ("needs", State::NeedsYou),
    ("inactive", State::Inactive),
    ("done", State::Done),
    ("succeeded", State::Done),
    ("failed", State::Failed),
    ("canceled", State::Failed),
];
/// The type names for the filter, with Transfer's terms.
const TYPES: [(&str, &str); 2] = [("transfer", "TRANSFER"), ("delete", "DELETE")];

/// The value for a name, which may be shortened to its first letters.
fn one_of<T: Copy>(word: &str, words: &[(&str, T)], name: &str) -> Result<T, Problem> {
    let found = words.iter().find(|(known, _)| known.starts_with(word));
    found.map(|(_, called)| *called).ok_or_else(|| {
        let known: Vec<_> = words.iter().map(|(known, _)| *known).collect();
        Problem::invalid_input(
            &format!("“{name}:{word}” isn't a known filter."),
            &format!("Use one of: {}.", known.join(", ")),
        )
    })
}

fn contradiction() -> Problem {
    Problem::invalid_input(
        "No transfer can have two statuses.",
        "Select the tab “All”, or remove the status from the filter.",
    )
}

/// A pattern that matches any character in place of those with a special meaning in the syntax.
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
        let terms = Terms::of(text);
        super::filter(&states(view, &terms)?, &terms, now)
    }

    #[test]
    fn view_and_text_become_clauses() {
        for (view, text, wanted) in [
            (TransferView::All, "", ""),
            (TransferView::NeedsYou, "", "status:ACTIVE,INACTIVE"),
            (TransferView::Active, "status:run", "status:ACTIVE,INACTIVE"),
            (
                TransferView::Done,
                " raw/a,b ",
                "status:SUCCEEDED/label:~*raw*a*b*",
            ),
            (
                TransferView::All,
                "status:active type:del since:7d label:scans",
                "status:ACTIVE,INACTIVE/type:DELETE/request_time:2026-11-19T12:00:00,/label:~*scans*",
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
