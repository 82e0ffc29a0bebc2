//! Filters for lists of tasks, in the service's own grammar: clauses `key:value,value`, joined by
//! `/` (`globus_sdk/services/transfer/client.py`, "Filter Formatting").

use std::fmt;

use jiff::Timestamp;
use uuid::Uuid;

use super::documents::{TaskStatus, TaskType};
use crate::services::time_window::TimeWindow;

/// A filter for a list of tasks. A task must match all clauses.
///
/// A clause replaces an earlier one with the same key, except for labels, which are combined.
///
/// ```
/// use globus_app::{TaskFilter, TaskStatus};
///
/// let filter = TaskFilter::new()
///     .statuses([TaskStatus::Active, TaskStatus::Inactive])
///     .label_like("*nightly*");
/// assert_eq!(String::from(filter), "status:ACTIVE,INACTIVE/label:~*nightly*");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskFilter {
    clauses: Vec<(&'static str, Vec<String>)>,
}

impl TaskFilter {
    /// All tasks.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only these tasks.
    #[must_use]
    pub fn task_ids(self, ids: impl IntoIterator<Item = Uuid>) -> Self {
        let ids = ids.into_iter().map(|id| id.to_string());
        self.with("task_id", ids.collect())
    }

    /// Only tasks of these types.
    #[must_use]
    pub fn types(self, types: impl IntoIterator<Item = TaskType>) -> Self {
        let types = types.into_iter().map(|task_type| value(task_type.as_str()));
        self.with("type", types.collect())
    }

    /// Only tasks of these statuses.
    #[must_use]
    pub fn statuses(self, statuses: impl IntoIterator<Item = TaskStatus>) -> Self {
        let statuses = statuses.into_iter().map(|status| value(status.as_str()));
        self.with("status", statuses.collect())
    }

    /// Only tasks with exactly this label. Case matters. The grammar can't quote its own `/` and
    /// `,`, so any text matches in their place.
    #[must_use]
    pub fn label(self, label: &str) -> Self {
        self.with_label("=", "~", label)
    }

    /// No tasks with exactly this label.
    #[must_use]
    pub fn label_not(self, label: &str) -> Self {
        self.with_label("!", "!~", label)
    }

    /// Only tasks whose label matches this pattern, in which `*` stands for any text.
    #[must_use]
    pub fn label_like(self, pattern: &str) -> Self {
        self.with_label("~", "~", pattern)
    }

    /// No tasks whose label matches this pattern.
    #[must_use]
    pub fn label_not_like(self, pattern: &str) -> Self {
        self.with_label("!~", "!~", pattern)
    }

    /// Only tasks submitted in this window, in whole seconds.
    #[must_use]
    pub fn requested(self, when: impl Into<TimeWindow>) -> Self {
        let ends = when.into().ends().map(time);
        self.with("request_time", ends.into())
    }

    /// Only tasks that ended in this window, in whole seconds.
    #[must_use]
    pub fn completed(self, when: impl Into<TimeWindow>) -> Self {
        let ends = when.into().ends().map(time);
        self.with("completion_time", ends.into())
    }

    /// The same filter, without tasks submitted after `to`.
    pub(super) fn requested_until(self, to: Timestamp) -> Self {
        let known = self.clauses.iter().find(|(key, _)| *key == "request_time");
        let (from, until) = match known.map(|(_, times)| times.as_slice()) {
            Some([from, until]) => (from.clone(), until.clone()),
            _ => (String::new(), String::new()),
        };
        // Times in the same format can be compared as text.
        let to = time(Some(to));
        let earlier = if until.is_empty() { to } else { to.min(until) };
        self.with("request_time", vec![from, earlier])
    }

    fn with(mut self, key: &'static str, values: Vec<String>) -> Self {
        match self.clauses.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = values,
            None => self.clauses.push((key, values)),
        }
        self
    }

    fn with_label(mut self, exact: &str, pattern: &str, label: &str) -> Self {
        let text = value(label);
        let sign = if text == label { exact } else { pattern };
        let text = format!("{sign}{text}");
        match self.clauses.iter_mut().find(|(known, _)| *known == "label") {
            Some((_, labels)) => labels.push(text),
            None => self.clauses.push(("label", vec![text])),
        }
        self
    }
}

impl fmt::Display for TaskFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (key, values)) in self.clauses.iter().enumerate() {
            let separator = if index == 0 { "" } else { "/" };
            write!(f, "{separator}{key}:{}", values.join(","))?;
        }
        Ok(())
    }
}

impl From<TaskFilter> for String {
    fn from(filter: TaskFilter) -> Self {
        filter.to_string()
    }
}

/// Keeps a value from ending its clause and starting another.
fn value(text: &str) -> String {
    text.replace(['/', ','], "*")
}

/// In UTC and without a time zone, as the service expects.
fn time(time: Option<Timestamp>) -> String {
    time.map(|time| time.strftime("%Y-%m-%dT%H:%M:%S").to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_is_written_as_the_grammar_has_it() {
        let at = |seconds| Timestamp::from_second(seconds).expect("in range");
        let filter = TaskFilter::new()
            .task_ids([Uuid::nil(), Uuid::max()])
            .types([TaskType::Transfer, TaskType::Unknown("NEW".into())])
            .statuses([TaskStatus::Failed])
            .label("a")
            .label_not("b")
            .label_like("c*")
            .label_not_like("d*")
            .requested(at(0)..)
            .completed(..at(60));
        assert_eq!(
            filter.to_string(),
            "task_id:00000000-0000-0000-0000-000000000000,ffffffff-ffff-ffff-ffff-ffffffffffff\
             /type:TRANSFER,NEW/status:FAILED/label:=a,!b,~c*,!~d*\
             /request_time:1970-01-01T00:00:00,/completion_time:,1970-01-01T00:01:00"
        );
        assert_eq!(TaskFilter::new().to_string(), "");
    }

    #[test]
    fn a_clause_given_again_replaces_the_first() {
        let filter = TaskFilter::new()
            .statuses([TaskStatus::Active])
            .statuses([TaskStatus::Failed]);
        assert_eq!(filter.to_string(), "status:FAILED");
        let end = Timestamp::from_second(1).expect("in range");
        let filter = TaskFilter::new()
            .requested(Timestamp::UNIX_EPOCH..)
            .requested_until(end);
        assert_eq!(
            filter.to_string(),
            "request_time:1970-01-01T00:00:00,1970-01-01T00:00:01"
        );
        let later = Timestamp::from_second(2).expect("in range");
        assert_eq!(filter.clone().requested_until(later), filter, "never later");
    }

    #[test]
    fn a_value_cannot_begin_another_clause() {
        let filter = TaskFilter::new().label("a/status:FAILED,b");
        assert_eq!(filter.to_string(), "label:~a*status:FAILED*b");
        let filter = TaskFilter::new().label_not("a/b");
        assert_eq!(filter.to_string(), "label:!~a*b");
    }
}
