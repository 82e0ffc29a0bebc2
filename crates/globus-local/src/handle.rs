//! A running local Globus, as its owner holds it.

use std::{io, time::Duration};

use jiff::SignedDuration;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::{
    auth::Issued,
    builder::{Builder, Options},
    control::{self, Demand, Fault, Recorded, Stage},
    start_error::StartError,
    transfer::TaskFault,
};

/// How long a client may take to finish its last request.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running local Globus. Dropping it closes its port.
#[derive(Debug)]
pub struct GlobusLocal {
    url: String,
    stage: Stage,
    serving: JoinHandle<()>,
    /// Dropping it is the signal to stop: open connections end with it, not only the port.
    stop: oneshot::Sender<()>,
}

impl GlobusLocal {
    /// Every choice at its default: any free port, consent asked for, seed 42.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Opens the port, on the loopback interface only, and serves until dropped.
    ///
    /// # Errors
    /// What the system said if the port cannot be opened; [`io::ErrorKind::Other`] with a
    /// [`StartError`] for anything else.
    pub async fn start(options: Options) -> io::Result<Self> {
        let builder = Self::builder()
            .port(options.port)
            .auto_approve(options.auto_approve);
        Ok(builder.start().await?)
    }

    pub(crate) fn serve(listener: TcpListener, url: String, stage: Stage) -> Self {
        let (stop, stopped) = oneshot::channel::<()>();
        let router = control::router(stage.clone());
        let serving = tokio::spawn(async move {
            let until = async move { drop(stopped.await) };
            let serving = axum::serve(listener, router).with_graceful_shutdown(until);
            if let Err(error) = serving.await {
                tracing::error!(%error, "the local Globus stopped");
            }
        });
        Self {
            url,
            stage,
            serving,
            stop,
        }
    }

    /// The base URL of every service, with a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Every secret it issued or was sent, so that a test can look where they went. Only for the
    /// process that started it; nothing on the wire tells.
    pub fn issued(&self) -> Vec<Issued> {
        self.stage.running.globus().auth.issued()
    }

    /// Ends every access token now, as if its time were over. Refresh tokens stay good.
    pub fn expire_access_tokens(&self) {
        self.stage.running.globus().auth.expire_access_tokens();
    }

    /// Ends every refresh token now.
    pub fn revoke_refresh_tokens(&self) {
        self.stage.running.globus().auth.revoke_refresh_tokens();
    }

    /// Puts its clock forward.
    pub fn advance(&self, time: SignedDuration) {
        self.stage.ahead.advance(time);
    }

    /// Spoils the next requests that the fault is for.
    pub fn inject(&self, fault: Fault) {
        self.stage.control.inject(fault);
    }

    /// Refuses a path's calls until a login did what the demand says.
    pub fn demand(&self, demand: Demand) {
        self.stage.control.demand(demand);
    }

    /// The requests since the start or the last reset; with [`Builder::control`] only.
    pub fn requests(&self) -> Vec<Recorded> {
        self.stage.control.recorded()
    }

    /// Forgets all that happened: data, logins and faults are as after the start. The clock keeps
    /// its time.
    ///
    /// # Errors
    /// [`StartError::SigningKey`] if no new key for id_tokens can be made. Nothing changes then.
    pub fn reset(&self) -> Result<(), StartError> {
        self.stage.reset()
    }

    /// The address of the control plane, with a slash at its end; with [`Builder::control`] only.
    pub fn control_url(&self) -> Option<String> {
        let secret = self.stage.control.secret();
        secret.map(|_| format!("{}{}", self.url, control::PATH))
    }

    /// The bearer token that the control plane wants; with [`Builder::control`] only.
    pub fn control_secret(&self) -> Option<&str> {
        self.stage.control.secret().map(control::Secret::expose)
    }

    /// From now on each refresh brings another refresh token, and a spent one that comes back
    /// ends every token of its login (RFC 9700 §4.14.2). Off at the start, as at Globus today.
    pub fn rotate_refresh_tokens(&self, rotates: bool) {
        self.stage
            .running
            .globus()
            .auth
            .rotate_refresh_tokens(rotates);
    }

    /// Signs id_tokens with another key from now on, and publishes that one alone; false if none
    /// could be made.
    pub fn rotate_signing_key(&self) -> bool {
        self.stage.running.globus().auth.rotate_signing_key()
    }

    /// With which identity, by id or username, the person signs in who consents by itself; false
    /// if nobody here has it. `charles@uni.example` is another person than all the others.
    pub fn next_identity(&self, id_or_username: &str) -> bool {
        self.stage
            .running
            .globus()
            .auth
            .next_identity(id_or_username)
    }

    /// Whether the person who consents by itself gives a second factor unasked.
    pub fn next_mfa(&self, offers: bool) {
        self.stage.running.globus().auth.next_mfa(offers);
    }

    /// Whether the person who consents by itself does what a login requires of the session; off,
    /// logins succeed and do not satisfy it.
    pub fn next_heeds_request(&self, heeds: bool) {
        self.stage.running.globus().auth.next_heeds_request(heeds);
    }

    /// Whether the person who consents by itself says no instead.
    pub fn next_denies(&self, denies: bool) {
        self.stage.running.globus().auth.next_denies(denies);
    }

    /// Scope strings that logins do not grant, wherever they stand in a request.
    pub fn withhold(&self, scopes: impl IntoIterator<Item = impl Into<String>>) {
        let scopes = scopes.into_iter().map(Into::into);
        self.stage.running.globus().auth.withhold(scopes.collect());
    }

    /// Takes a scope back from every client, as a person does on Globus' consents page: with all
    /// below it, and the tokens that stand on it.
    pub fn revoke_consent(&self, scope: &str) {
        self.stage.running.globus().auth.revoke_consent(scope);
    }

    /// The task that is submitted next meets a fault.
    pub fn arm_task_fault(&self, fault: TaskFault) {
        self.stage.running.globus().transfer.arm(fault);
    }

    /// Tasks of the collection wait from now on, as an administrator's rule makes them.
    pub fn pause_tasks(&self, collection: &str, message: &str) {
        let globus = self.stage.running.globus();
        globus.transfer.pause(collection, message);
    }

    /// They go on.
    pub fn resume_tasks(&self, collection: &str) {
        self.stage.running.globus().transfer.resume(collection);
    }

    /// Stops, and comes back when the port is closed and the last answer was sent.
    pub async fn shutdown(self) {
        let Self {
            mut serving, stop, ..
        } = self;
        drop(stop);
        if tokio::time::timeout(PATIENCE, &mut serving).await.is_err() {
            tracing::warn!("a client held its connection; the local Globus stops all the same");
            serving.abort();
        }
    }
}
