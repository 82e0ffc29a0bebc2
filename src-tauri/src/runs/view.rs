//! The runs of flows.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    problem::view::{Detail, Problem},
    status::{Progress, Status},
    terms::TermInUse,
    text::{Page, Text},
};

/// Which runs, by how they are doing and whose they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunView {
    /// Every run.
    All,
    /// Waiting for the person.
    NeedsYou,
    /// Under way.
    Active,
    /// Ended badly, or canceled.
    Failed,
    /// Started by the person.
    Mine,
    /// Started by others.
    Shared,
}

/// Which runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunQuery {
    /// By how they are doing.
    pub view: RunView,
    /// Of one flow alone.
    pub flow_id: Option<String>,
    /// In label, flow, tags and status; looked for in the rows that are loaded.
    pub text: String,
    /// Rows wanted, from the first.
    pub limit: u32,
}

/// The first rows of the runs, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunList {
    /// The rows.
    pub rows: Vec<RunRow>,
    /// The terms in the text that narrowed them.
    pub terms: Vec<TermInUse>,
    /// How many were looked through for the text.
    pub loaded: u32,
    /// Whether there are more.
    pub more: bool,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// A run in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunRow {
    /// Its UUID.
    pub id: String,
    /// What the person called it; empty for "Untitled".
    pub label: Text,
    /// Words to find it by.
    pub tags: Vec<Text>,
    /// The flow's UUID.
    pub flow_id: String,
    /// The flow's title.
    pub flow_title: Text,
    /// How it is doing.
    pub status: Status,
    /// The step it is in; only while it is under way.
    pub step: Option<Text>,
    /// "Owner", "Manager", …
    pub role: Text,
    /// Milliseconds since 1970.
    pub started_at: Option<u64>,
    /// Milliseconds since 1970.
    pub completed_at: Option<u64>,
}

/// The list of runs was read again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct RunsRefreshed {
    /// Which list.
    pub query: RunQuery,
    /// Its rows now.
    pub list: Option<RunList>,
    /// Or why they could not be read.
    pub problem: Option<Problem>,
    /// The ids of rows that are in another state than when they were read before.
    pub changed: Vec<String>,
}

/// A run, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a button of its own")]
pub struct RunDetail {
    /// As in the list.
    pub row: RunRow,
    /// "Failed at step Transfer1: permission denied."
    pub sentence: Page,
    /// Why it stands still; of one that failed, what has no room in the sentence.
    pub reason: Option<RunReason>,
    /// The question that it waits for.
    pub question: Option<Question>,
    /// Why the question can't be shown.
    pub question_problem: Option<Problem>,
    /// Whether the person may cancel it, and it can be.
    pub can_cancel: bool,
    /// Whether the person may let it go on, and it stands still.
    pub can_resume: bool,
    /// Whether the person may change what it is called and who else may do something with it.
    pub can_update: bool,
    /// Whether the person may delete it, and it is over.
    pub can_delete: bool,
    /// Who may cancel and change it, besides its owner.
    pub managers: Vec<Person>,
    /// Who may watch it, besides those.
    pub monitors: Vec<Person>,
    /// If the person may neither cancel nor resume it: who can.
    pub only_others: Option<Text>,
    /// Each time that a step was entered, in order.
    pub timeline: Vec<TimelineRow>,
    /// Steps of the definition that were not reached.
    pub not_reached: Vec<Text>,
    /// How many log entries the timeline was made from.
    pub log_entries: u32,
    /// Whether there are more than that.
    pub log_more: bool,
    /// JSON, laid out; none if hidden.
    pub input: Option<Page>,
    /// JSON, laid out; none if there is none yet.
    pub output: Option<Page>,
    /// Ids, people, times.
    pub details: Vec<Detail>,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// Somebody who may do something with a run: a person, or a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// `urn:globus:auth:identity:UUID`, `urn:globus:groups:id:UUID`.
    pub principal: String,
    /// "ada@uni.example", or what kind of thing it is.
    pub name: Text,
}

/// What becomes different at a run; what is none stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunChange {
    /// What it is called.
    pub label: Option<String>,
    /// Words to find it by, in place of all it has.
    pub tags: Option<Vec<String>>,
    /// Principals, in place of all it has.
    pub managers: Option<Vec<String>>,
    /// Principals, in place of all it has.
    pub monitors: Option<Vec<String>>,
}

/// Why a run stands still, or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunReason {
    /// In a sentence.
    pub text: Page,
    /// As the service said it.
    pub code: Option<Text>,
    /// What resuming would ask for, in words.
    pub asks: Vec<Text>,
    /// Whether it stands still until it is resumed; else it waits for an answer, or is over.
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
    /// "Action", "Choice", "Wait", …
    pub kind: Text,
    /// How often it was entered, counting this one; more than 1 for a loop.
    pub attempt: u32,
    /// How it is doing.
    pub status: Status,
    /// Milliseconds since 1970.
    pub started_at: Option<u64>,
    /// Milliseconds since 1970; none while it is under way.
    pub ended_at: Option<u64>,
    /// JSON, laid out.
    pub input: Option<Page>,
    /// JSON, laid out.
    pub output: Option<Page>,
    /// What went wrong.
    pub error: Option<Text>,
    /// The Transfer task that it started.
    pub task_id: Option<String>,
    /// How that is doing, if it may be seen.
    pub task: Option<StepTask>,
}

/// How the Transfer task of a step is doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepTask {
    /// In a word.
    pub status: Status,
    /// How far it is.
    pub progress: Option<Progress>,
}

/// The run that is on the screen was read again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct RunRefreshed {
    /// Its UUID.
    pub id: String,
    /// As it is now.
    pub run: Option<RunDetail>,
    /// Or why it could not be read.
    pub problem: Option<Problem>,
    /// Its id, if it is in another state than when it was read before.
    pub changed: Vec<String>,
}

/// The first entries of a run's log, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunLog {
    /// The entries.
    pub entries: Vec<LogRow>,
    /// Whether there are more.
    pub more: bool,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogRow {
    /// Milliseconds since 1970.
    pub time: Option<u64>,
    /// `FlowStarted`, `ActionCompleted`, …
    pub code: Text,
    /// The same in words.
    pub description: Text,
    /// JSON, laid out.
    pub details: Option<Page>,
}
