//! One more step: what an action needs before it can be done, and how it ended.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    controller::signing_in::SigningIn, place::Place, problem::view::Problem, runs::view::RunChange,
};

/// Something that a person does, and that may need more than they allowed so far. It is kept
/// while they are in the browser, and then done by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Action {
    /// Reads what a place shows.
    Read {
        /// The place.
        place: Place,
    },
    /// Cancels runs.
    CancelRuns {
        /// Their UUIDs.
        run_ids: Vec<String>,
    },
    /// Lets runs that stand still go on, with whatever they ask for.
    ResumeRuns {
        /// Their UUIDs.
        run_ids: Vec<String>,
    },
    /// Changes what a run is called, and who else may do something with it.
    UpdateRun {
        /// Its UUID.
        run_id: String,
        /// What becomes different.
        change: Box<RunChange>,
    },
    /// Deletes runs that are over, with their logs.
    DeleteRuns {
        /// Their UUIDs.
        run_ids: Vec<String>,
    },
    /// Cancels transfers and deletions.
    CancelTasks {
        /// Their UUIDs.
        task_ids: Vec<String>,
    },
}

/// What came of an action at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Acted {
    /// It is done.
    Done {
        /// "Canceled. It may take a moment."
        message: String,
    },
    /// It needs more: the session has a sheet now.
    Asked,
}

/// What an action needs, and how far that is. One at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// What is done afterwards.
    pub action: Action,
    /// "One more step to resume “Nightly 88”".
    pub title: String,
    /// The service's own message, as plain text: "This flow uses protected data."
    pub says: Option<String>,
    /// Whose message it is: "Globus Flows".
    pub service: String,
    /// What the browser will ask for.
    pub asks: Vec<Ask>,
    /// "Then the run goes on."
    pub afterwards: String,
    /// The exact `scope` that is asked for, if permissions are.
    pub scope: Option<String>,
    /// The same by the Globus CLI, if it has words for it.
    pub cli: Option<String>,
    /// How far it is.
    pub step: SheetStep,
}

/// One thing that the browser will ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Ask {
    /// What it is.
    pub kind: AskKind,
    /// "allow: use the data of Midway3 Project".
    pub text: String,
    /// Why, or the raw scope.
    pub detail: Option<String>,
    /// Whether it is there already, so that it is not asked for again.
    pub met: bool,
}

/// Kinds of what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AskKind {
    /// A permission.
    Scope,
    /// Another, or a certain, identity.
    Identity,
    /// An identity that is none of the person's, so that nobody can sign in with it here.
    UnlinkedIdentity,
    /// An identity of a domain.
    Domain,
    /// A policy.
    Policy,
    /// A second factor.
    Mfa,
    /// Signing in again, even if signed in.
    SignInAgain,
}

/// How far a sheet is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum SheetStep {
    /// The person reads it.
    Ready,
    /// The person is in the browser.
    Waiting {
        /// The sign-in that runs.
        signing_in: SigningIn,
    },
    /// The action is done again.
    Checking,
    /// Globus asks for the very same again.
    RefusedAgain {
        /// The likely cause.
        cause: String,
    },
    /// The sign-in, or the action, did not end well.
    Failed {
        /// Why.
        problem: Problem,
    },
}

/// An action that needed more ended, well or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct ActionEnded {
    /// What was done.
    pub action: Action,
    /// What to say if it is done.
    pub message: Option<String>,
    /// What to say if it is not.
    pub problem: Option<Problem>,
}
