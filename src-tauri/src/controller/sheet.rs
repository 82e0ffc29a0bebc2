//! The "One more step" sheet: what an action needs first, and how the action ended.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    controller::signing_in::SigningIn,
    place::Place,
    problem::view::Problem,
    runs::view::RunChange,
    text::{Literal, Page, Text},
};

/// Something you do in the window that may need another sign-in or permission first. Meridian keeps
/// the action while you are in the browser, then carries it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Action {
    /// Loads a place.
    Read {
        /// The place.
        place: Place,
    },
    /// Cancels runs.
    CancelRuns {
        /// The runs' UUIDs.
        run_ids: Vec<String>,
    },
    /// Resumes inactive runs.
    ResumeRuns {
        /// The runs' UUIDs.
        run_ids: Vec<String>,
    },
    /// Changes a run's label, tags, managers or monitors.
    UpdateRun {
        /// The run's UUID.
        run_id: String,
        /// The new values.
        change: Box<RunChange>,
    },
    /// Deletes finished runs and their logs.
    DeleteRuns {
        /// The runs' UUIDs.
        run_ids: Vec<String>,
    },
    /// Cancels transfers and deletions.
    CancelTasks {
        /// The tasks' UUIDs.
        task_ids: Vec<String>,
    },
    /// Asks for the permissions that an inactive transfer or deletion needs.
    ResumeTask {
        /// The task's UUID.
        task_id: String,
    },
    /// Looks up people by username or ID.
    FindPeople,
}

impl Action {
    /// Whether it only reads. The window repeats it itself.
    pub fn is_read(&self) -> bool {
        matches!(self, Self::Read { .. } | Self::FindPeople)
    }
}

impl From<Place> for Action {
    fn from(place: Place) -> Self {
        Self::Read { place }
    }
}

/// The immediate outcome of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Acted {
    /// The action succeeded.
    Done {
        /// What to tell you: "Cancel requested. It may take a moment to stop."
        message: Text,
    },
    /// The service wants something first. The session carries a sheet.
    SheetOpened,
}

/// The sheet that lists what an action needs first. Only one is open at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// The action that Meridian carries out afterwards.
    pub action: Action,
    /// The heading: "One more step to resume “Nightly 88”".
    pub title: Text,
    /// The service's message, as plain text: "This flow uses protected data."
    pub says: Option<Page>,
    /// The service that wants it: "Globus Flows".
    pub service: Text,
    /// What the browser will ask for.
    pub items: Vec<SheetItem>,
    /// What happens next: "Meridian then resumes the run for you."
    pub afterwards: Text,
    /// The exact `scope` parameter of the request, if it asks for permissions.
    pub scope: Option<Page>,
    /// The equivalent Globus CLI command, if there is one.
    pub cli: Option<String>,
    /// The current step.
    pub step: SheetStep,
}

/// One item that the browser will ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetItem {
    /// The kind of item.
    pub kind: SheetItemKind,
    /// In words: "Allow Meridian to access the data in Midway3 Project".
    pub text: Text,
    /// The reason, or the raw scope or policy ID.
    pub detail: Option<Literal>,
    /// Whether it is met already, so that the browser won't ask.
    pub met: bool,
}

/// Kinds of [`SheetItem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SheetItemKind {
    /// A permission.
    Scope,
    /// Signing in with a certain identity.
    Identity,
    /// Signing in with an identity that isn't linked to the account. Link it first.
    UnlinkedIdentity,
    /// Signing in with an identity from a certain domain.
    Domain,
    /// Meeting an authentication policy.
    Policy,
    /// Multi-factor sign-in.
    Mfa,
    /// Signing in again, even if already signed in.
    SignInAgain,
}

/// The steps of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum SheetStep {
    /// The sheet lists what is needed.
    Ready,
    /// Waiting for the browser.
    Waiting {
        /// The sign-in under way.
        signing_in: SigningIn,
    },
    /// Carrying out the action again.
    Checking,
    /// Globus asks for the same thing again.
    RefusedAgain {
        /// The likely cause.
        cause: Text,
    },
    /// The sign-in or the action failed.
    Failed {
        /// The reason.
        problem: Problem,
    },
}

/// An action that opened a sheet has ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct ActionEnded {
    /// The action.
    pub action: Action,
    /// What to tell you if it succeeded.
    pub message: Option<Text>,
    /// Why it failed.
    pub problem: Option<Problem>,
}
