//! Every type that the window sees. Nothing here can hold a token.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

/// Where a sign-in is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Keep {
    /// In the operating system's keychain.
    Keychain,
    /// In memory, until the app quits.
    UntilQuit,
}

/// What the window shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Session {
    /// Stored tokens are being looked at.
    Starting,
    /// The first-run screen.
    SignedOut(SignedOut),
    /// A first sign-in runs.
    SigningIn(SigningIn),
    /// The frame.
    SignedIn(SignedIn),
}

/// The first-run screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SignedOut {
    /// Where sign-ins will be kept.
    pub keychain: Keychain,
    /// None is set yet: a real sign-in needs one first, the demo does not.
    pub client_id: Option<String>,
    /// What came of the last attempt.
    pub notice: Option<Problem>,
}

/// The keychain, as far as one can tell without opening a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Keychain {
    /// "macOS Keychain", …
    pub name: String,
    /// Whether it can be written to.
    pub state: KeychainState,
    /// What is wrong and how to mend it.
    pub message: Option<String>,
}

/// Whether the keychain can be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeychainState {
    /// Being asked.
    Checking,
    /// Yes.
    Ready,
    /// No.
    Unavailable,
}

/// A sign-in that runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SigningIn {
    /// Whether it is the local Globus.
    pub demo: bool,
    /// How far it is.
    pub step: Step,
    /// How the answer comes back.
    pub way: Way,
    /// The sign-in link; none while preparing.
    pub url: Option<String>,
    /// Words, when the browser could not be opened or a code was refused.
    pub hint: Option<String>,
    /// Milliseconds since 1970.
    pub started_at: u64,
    /// Milliseconds since 1970.
    pub deadline: u64,
}

/// How far a sign-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// The keychain is checked, the port opened.
    Preparing,
    /// The person is in the browser.
    Waiting,
    /// The answer came; tokens are fetched and stored.
    Finishing,
}

/// How the answer comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Way {
    /// By itself, from the browser.
    Browser,
    /// As a code to paste.
    Code,
}

/// The frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// Who is signed in.
    pub account: Account,
    /// Whether it is the local Globus.
    pub demo: bool,
    /// "your keyring", or "memory, until you quit".
    pub kept_in: String,
    /// A sign-in that runs while the frame stays.
    pub signing_in: Option<SigningIn>,
    /// What came of that, if it failed.
    pub notice: Option<Problem>,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// "Ada Lovelace".
    pub name: String,
    /// "ada@uni.example".
    pub username: String,
    /// An address, if the person shares it.
    pub email: Option<String>,
    /// Where the person works.
    pub organization: Option<String>,
}

/// Something went wrong or needs a person: what happened, what it means, one fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// How loud to be.
    pub tone: Tone,
    /// What happened, in a sentence.
    pub what: String,
    /// What it means for the person.
    pub meaning: String,
    /// The one button.
    pub fix: Option<Fix>,
    /// A second way, as a plain link.
    pub otherwise: Option<Fix>,
    /// What to tell whoever helps.
    pub details: Vec<Detail>,
}

/// How loud a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Tone {
    /// The person's own choice.
    Neutral,
    /// Needs the person.
    Warning,
    /// A failure.
    Error,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What it does.
    pub action: FixAction,
    /// What it says.
    pub label: String,
}

/// What a fix does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FixAction {
    /// Asks the service again.
    Retry,
    /// Repeats the last kind of sign-in.
    SignIn,
    /// The same, kept in memory.
    UntilQuit,
    /// Looks at the keychain again.
    CheckKeychain,
    /// Opens Settings.
    OpenSettings,
}

/// A named fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    /// "Service", "Code", …
    pub label: String,
    /// As the service said it.
    pub value: String,
}

/// Which flows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowQuery {
    /// Full text; empty for all.
    pub text: String,
    /// In which order.
    pub order: FlowOrder,
    /// Rows wanted, from the first.
    pub limit: u32,
}

/// An order of flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FlowOrder {
    /// By title.
    Title,
    /// Newest first.
    Newest,
    /// Last changed first.
    Updated,
}

/// The first rows of the flows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowList {
    /// The rows.
    pub rows: Vec<FlowRow>,
    /// Whether there are more.
    pub more: bool,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// A flow in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FlowRow {
    /// Its UUID.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub subtitle: String,
    /// "Owner", "Viewer", …, or the service's own word.
    pub role: String,
    /// Whether it handles protected data.
    pub high_assurance: bool,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// How many steps it has; none if they are hidden.
    pub steps: Option<u32>,
    /// "You", or the owner's id.
    pub owner: String,
    /// Milliseconds since 1970.
    pub created_at: Option<u64>,
    /// Milliseconds since 1970.
    pub updated_at: Option<u64>,
}

/// The list of flows was read again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct FlowsRefreshed {
    /// Which list.
    pub query: FlowQuery,
    /// Its rows now.
    pub list: Option<FlowList>,
    /// Or why they could not be read.
    pub problem: Option<Problem>,
}

/// Which tasks, by how they are doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TransferView {
    /// Every task.
    All,
    /// Under way.
    Active,
    /// Waiting for the person.
    NeedsYou,
    /// Ended well.
    Done,
    /// Ended badly, or canceled.
    Failed,
}

/// Which tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferQuery {
    /// By how they are doing.
    pub view: TransferView,
    /// In the label; empty for all.
    pub text: String,
    /// Rows wanted, from the first.
    pub limit: u32,
}

/// The first rows of the tasks, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferList {
    /// The rows.
    pub rows: Vec<TransferRow>,
    /// How many match in all.
    pub total: u32,
    /// Whether there are more.
    pub more: bool,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// A task in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferRow {
    /// Its UUID.
    pub id: String,
    /// What it does.
    pub kind: TaskKind,
    /// What the person called it.
    pub label: Option<String>,
    /// The source collection's name.
    pub from: String,
    /// The destination collection's name; none for deletions.
    pub to: Option<String>,
    /// How it is doing.
    pub status: Status,
    /// While it runs.
    pub progress: Option<Progress>,
    /// Bytes moved so far.
    pub bytes: u64,
    /// Bytes per second; only while it moves.
    pub rate: Option<u64>,
    /// Errors met so far.
    pub faults: u64,
    /// Milliseconds since 1970.
    pub requested_at: Option<u64>,
    /// Milliseconds since 1970.
    pub completed_at: Option<u64>,
    /// Milliseconds since 1970.
    pub deadline: Option<u64>,
}

/// What a task does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TaskKind {
    /// Copies.
    Transfer,
    /// Deletes.
    Delete,
    /// Something newer than this app.
    Other,
}

/// How something is doing: one vocabulary for all screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// Shape and colour.
    pub key: StatusKey,
    /// The whole phrase: "Retrying – permission denied".
    pub word: String,
}

/// Shapes of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StatusKey {
    /// Not begun yet.
    Queued,
    /// Moving.
    Active,
    /// Meeting errors, and trying again.
    Retrying,
    /// Held by somebody.
    Paused,
    /// Waiting for the person.
    NeedsYou,
    /// Ended well.
    Done,
    /// Ended, with files left out.
    DoneGaps,
    /// Ended badly.
    Failed,
    /// Ended on request.
    Canceled,
    /// A word that this app does not know.
    Unknown,
}

/// Progress in pieces of work, as Transfer knows no total of bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Pieces done.
    pub done: u64,
    /// Pieces found.
    pub total: u64,
    /// Whether the total still grows.
    pub counting: bool,
    /// "312 of 1,204 files".
    pub text: String,
}

/// The list of tasks was read again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct TransfersRefreshed {
    /// Which list.
    pub query: TransferQuery,
    /// Its rows now.
    pub list: Option<TransferList>,
    /// Or why they could not be read.
    pub problem: Option<Problem>,
}

/// The session changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
pub struct SessionChanged(pub Session);

/// What the settings screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// The client that signs in.
    pub client_id: Option<String>,
    /// `MERIDIAN_CLIENT_ID` is set and wins.
    pub client_id_from_environment: bool,
    /// "production", "preview", …
    pub environment: String,
    /// The addresses in use.
    pub hosts: Vec<Detail>,
    /// A browser command of the person's own; empty for the system's default.
    pub browser_command: String,
    /// Where sign-ins are kept.
    pub keychain: Keychain,
}

/// What the person changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingsChange {
    /// A UUID, or empty for none.
    pub client_id: String,
    /// `{url}` stands for the link; empty for the system's default.
    pub browser_command: String,
}
