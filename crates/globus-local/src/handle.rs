//! The handle of a running local Globus.

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
    /// Dropping it tells the server to stop. Open connections are closed too, not just the port.
    stop: oneshot::Sender<()>,
}

impl GlobusLocal {
    /// All options at their defaults: any free port, a consent page, seed 42.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Opens the port, on the loopback interface only, and serves until the handle is dropped.
    ///
    /// # Errors
    /// The system's error if the port cannot be opened; [`io::ErrorKind::Other`] with a
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

    /// The base URL of all services. It ends with a slash.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The environment variables that point the Globus SDK and its apps here, with their values. They
    /// include services that aren't served, so that no request goes to Globus.
    pub fn sdk_variables(&self) -> [(&'static str, &str); 7] {
        [
            "GLOBUS_SDK_SERVICE_URL_AUTH",
            "GLOBUS_SDK_SERVICE_URL_FLOWS",
            "GLOBUS_SDK_SERVICE_URL_TRANSFER",
            "GLOBUS_SDK_SERVICE_URL_SEARCH",
            "GLOBUS_SDK_SERVICE_URL_GROUPS",
            "GLOBUS_SDK_SERVICE_URL_TIMER",
            "GLOBUS_SDK_SERVICE_URL_COMPUTE",
        ]
        .map(|name| (name, self.url()))
    }

    /// Every secret that it issued or received, so that a test can check where they ended up. Only
    /// for the process that started it: nothing on the network shows them.
    pub fn issued(&self) -> Vec<Issued> {
        self.stage.running.globus().auth.issued()
    }

    /// Expires every access token now. Refresh tokens stay valid.
    pub fn expire_access_tokens(&self) {
        self.stage.running.globus().auth.expire_access_tokens();
    }

    /// Revokes every refresh token now.
    pub fn revoke_refresh_tokens(&self) {
        self.stage.running.globus().auth.revoke_refresh_tokens();
    }

    /// Moves its clock forward.
    pub fn advance(&self, time: SignedDuration) {
        self.stage.ahead.advance(time);
    }

    /// Spoils the next requests that the fault applies to.
    pub fn inject(&self, fault: Fault) {
        self.stage.control.inject(fault);
    }

    /// Refuses calls of a path until a login has done what the demand asks.
    pub fn demand(&self, demand: Demand) {
        self.stage.control.demand(demand);
    }

    /// The requests since the start or the last reset. Empty without [`Builder::control`].
    pub fn requests(&self) -> Vec<Recorded> {
        self.stage.control.recorded()
    }

    /// Puts data, logins and faults back to what they were at the start. The clock keeps its time.
    ///
    /// # Errors
    /// [`StartError::SigningKey`] if no new key for signing id_tokens can be made. Nothing changes
    /// then.
    pub fn reset(&self) -> Result<(), StartError> {
        self.stage.reset()
    }

    /// The URL of the control plane. It ends with a slash. `None` without [`Builder::control`].
    pub fn control_url(&self) -> Option<String> {
        let secret = self.stage.control.secret();
        secret.map(|_| format!("{}{}", self.url, control::PATH))
    }

    /// The bearer token for the control plane. `None` without [`Builder::control`].
    pub fn control_secret(&self) -> Option<&str> {
        self.stage.control.secret().map(control::Secret::expose)
    }

    /// From now on each refresh returns a new refresh token, and using an old one revokes all
    /// tokens of its login (RFC 9700 §4.14.2). Off at the start, as at Globus today.
    pub fn rotate_refresh_tokens(&self, rotates: bool) {
        self.stage
            .running
            .globus()
            .auth
            .rotate_refresh_tokens(rotates);
    }

    /// From now on signs id_tokens with a new key, and publishes only that one. False if no key
    /// could be made.
    pub fn rotate_signing_key(&self) -> bool {
        self.stage.running.globus().auth.rotate_signing_key()
    }

    /// The identity, by id or username, that automatically approved logins use from now on. False
    /// if there is no such identity. All of them belong to the same user except
    /// `charles@uni.example`.
    pub fn next_identity(&self, id_or_username: &str) -> bool {
        self.stage
            .running
            .globus()
            .auth
            .next_identity(id_or_username)
    }

    /// Whether automatically approved logins use a second factor without being asked to.
    pub fn next_mfa(&self, offers: bool) {
        self.stage.running.globus().auth.next_mfa(offers);
    }

    /// Whether automatically approved logins do what is required of the session. If not, they
    /// succeed without satisfying the requirement.
    pub fn next_heeds_request(&self, heeds: bool) {
        self.stage.running.globus().auth.next_heeds_request(heeds);
    }

    /// Whether logins are denied automatically instead of approved.
    pub fn next_denies(&self, denies: bool) {
        self.stage.running.globus().auth.next_denies(denies);
    }

    /// Scope strings that logins do not grant, at whatever level they are requested.
    pub fn withhold(&self, scopes: impl IntoIterator<Item = impl Into<String>>) {
        let scopes = scopes.into_iter().map(Into::into);
        self.stage.running.globus().auth.withhold(scopes.collect());
    }

    /// Revokes the consent to a scope for every client, as on Globus' consents page: with all
    /// dependent scopes, and the tokens issued for it.
    pub fn revoke_consent(&self, scope: &str) {
        self.stage.running.globus().auth.revoke_consent(scope);
    }

    /// The next task that is submitted runs into this fault.
    pub fn arm_task_fault(&self, fault: TaskFault) {
        self.stage.running.globus().transfer.arm(fault);
    }

    /// Pauses the tasks of a collection, as an administrator's pause rule does.
    pub fn pause_tasks(&self, collection: &str, message: &str) {
        let globus = self.stage.running.globus();
        globus.transfer.pause(collection, message);
    }

    /// Lets the tasks of the collection continue.
    pub fn resume_tasks(&self, collection: &str) {
        self.stage.running.globus().transfer.resume(collection);
    }

    /// Stops, and returns once the last answer is sent and the port is closed.
    pub async fn shutdown(self) {
        let Self {
            mut serving, stop, ..
        } = self;
        drop(stop);
        if tokio::time::timeout(PATIENCE, &mut serving).await.is_err() {
            tracing::warn!(
                "a client did not close its connection in time; the local Globus stops anyway"
            );
            serving.abort();
        }
    }
}
