//! The data behind the run screens.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    problem::view::{Detail, Problem},
    status::{Progress, Status},
    terms::TermInUse,
    text::{Page, Text},
};

/// A tab of the list of runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunView {
    /// All runs.
    All,
    /// Runs that need you.
    NeedsYou,
    /// Runs under way.
    Active,
    /// Runs that failed or were canceled.
    Failed,
    /// Runs that you started.
    Mine,
    /// Runs that others started.
    Shared,
}

/// A query for the list of runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunQuery {
    /// The tab.
    pub view: RunView,
    /// Only runs of this flow.
    pub flow_id: Option<String>,
    /// Text to find in labels, flows, tags and statuses of the loaded rows.
    pub text: String,
    /// The number of rows to return.
    pub limit: u32,
}

/// The first rows of the list of runs, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunList {
    /// The rows.
    pub rows: Vec<RunRow>,
    /// The filter terms that were applied.
    pub terms: Vec<TermInUse>,
    /// How many runs were searched for the text.
    pub loaded: u32,
    /// Whether there are more than shown.
    pub more: bool,
    /// When they were read, in milliseconds since 1970.
    pub fetched_at: u64,
}

/// A run in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunRow {
    /// Its UUID.
    pub id: String,
    /// Its label. Empty for an unlabeled run.
    pub label: Text,
    /// Its tags.
    pub tags: Vec<Text>,
    /// The flow's UUID.
    pub flow_id: String,
    /// The flow's title.
    pub flow_title: Text,
    /// Its status.
    pub status: Status,
    /// The current step, while it is under way.
    pub step: Option<Text>,
    /// Your role: "Owner", "Manager", …
    pub role: Text,
    /// When it started, in milliseconds since 1970.
    pub started_at: Option<u64>,
    /// When it completed, in milliseconds since 1970.
    pub completed_at: Option<u64>,
}

/// The list of runs was refreshed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct RunsRefreshed {
    /// The query of the list.
    pub query: RunQuery,
    /// The new rows.
    pub list: Option<RunList>,
    /// Why the rows can't be read, if they can't.
    pub problem: Option<Problem>,
    /// The IDs of rows whose status changed since the last read.
    pub changed: Vec<String>,
}

/// The details of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a button of its own")]
pub struct RunDetail {
    /// The row that the list shows.
    pub row: RunRow,
    /// "Failed at step Transfer1: permission denied."
    pub sentence: Page,
    /// Why it is stopped. For a failed run, what doesn't fit in the sentence.
    pub reason: Option<RunReason>,
    /// The question that it waits for.
    pub question: Option<Question>,
    /// Why the question can't be shown.
    pub question_problem: Option<Problem>,
    /// Whether you can cancel it now.
    pub can_cancel: bool,
    /// Whether you can resume it now.
    pub can_resume: bool,
    /// Whether you can edit its label, tags and roles.
    pub can_update: bool,
    /// Whether you can delete it now.
    pub can_delete: bool,
    /// Who can cancel and edit it, besides the owner.
    pub managers: Vec<Person>,
    /// Who can view it, besides the owner and managers.
    pub monitors: Vec<Person>,
    /// If you can neither cancel nor resume it, who can.
    pub only_others: Option<Text>,
    /// Each time that a step was entered, in order.
    pub timeline: Vec<TimelineRow>,
    /// The steps of the definition that weren't reached.
    pub not_reached: Vec<Text>,
    /// How many log entries the timeline was built from.
    pub log_entries: u32,
    /// Whether there are more log entries.
    pub log_more: bool,
    /// The input as formatted JSON. None if hidden.
    pub input: Option<Page>,
    /// The output as formatted JSON. None if there is none yet.
    pub output: Option<Page>,
    /// IDs, people and times.
    pub details: Vec<Detail>,
    /// When it was read, in milliseconds since 1970.
    pub fetched_at: u64,
}

/// A person or group with a role in a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The principal: `urn:globus:auth:identity:UUID` or `urn:globus:groups:id:UUID`.
    pub principal: String,
    /// The name, such as "ada@uni.example", or the kind of principal.
    pub name: Text,
}

/// Changes to a run. Fields that are None stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunChange {
    /// The new label.
    pub label: Option<String>,
    /// The new tags, replacing all existing ones.
    pub tags: Option<Vec<String>>,
    /// The new managers, replacing all existing ones.
    pub managers: Option<Vec<String>>,
    /// The new monitors, replacing all existing ones.
    pub monitors: Option<Vec<String>>,
}

/// Why a run is stopped, or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunReason {
    /// The reason in one sentence.
    pub text: Page,
    /// The code that the service gave.
    pub code: Option<Text>,
    /// What resuming would request, in words.
    pub asks: Vec<Text>,
    /// Whether it is stopped until it is resumed. Otherwise it waits for an answer, or has ended.
    pub stopped: bool,
}

/// A question that a run asks. It is answered on globus.org.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// The question in one line: "Publish these results?"
    pub title: Text,
    /// More about it.
    pub text: Option<Page>,
    /// More about it, as a table.
    pub rows: Vec<Detail>,
    /// The possible answers.
    pub options: Vec<QuestionOption>,
    /// Who can answer. Empty if that isn't known.
    pub respondents: Vec<Person>,
    /// Whether you can answer.
    pub may_answer: bool,
}

/// A possible answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuestionOption {
    /// The answer: "Publish".
    pub label: Text,
    /// What it means.
    pub description: Option<Text>,
}

/// One time that a step was entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineRow {
    /// The step's name.
    pub name: Text,
    /// The state type: "Action", "Choice", "Wait", …
    pub kind: Text,
    /// How many times it has been entered, including this time. More than 1 in a loop.
    pub attempt: u32,
    /// Its status.
    pub status: Status,
    /// When it started, in milliseconds since 1970.
    pub started_at: Option<u64>,
    /// When it ended, in milliseconds since 1970. None while it is under way.
    pub ended_at: Option<u64>,
    /// The input as formatted JSON.
    pub input: Option<Page>,
    /// The output as formatted JSON.
    pub output: Option<Page>,
    /// What went wrong.
    pub error: Option<Text>,
    /// The ID of the Transfer task that it started.
    pub task_id: Option<String>,
    /// The status of that task, if you can see it.
    pub task: Option<StepTask>,
}

/// The status of a step's Transfer task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepTask {
    /// The status.
    pub status: Status,
    /// The progress.
    pub progress: Option<Progress>,
}

/// The open run was refreshed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct RunRefreshed {
    /// Its UUID.
    pub id: String,
    /// The new details.
    pub run: Option<RunDetail>,
    /// Why it can't be read, if it can't.
    pub problem: Option<Problem>,
    /// Its ID, if its status changed since the last read.
    pub changed: Vec<String>,
}

/// The first entries of a run's log, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunLog {
    /// The entries.
    pub entries: Vec<LogRow>,
    /// Whether there are more than shown.
    pub more: bool,
}

/// An entry of a run's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogRow {
    /// When it happened, in milliseconds since 1970.
    pub time: Option<u64>,
    /// `FlowStarted`, `ActionCompleted`, …
    pub code: Text,
    /// The description in words.
    pub description: Text,
    /// Details as formatted JSON.
    pub details: Option<Page>,
}
