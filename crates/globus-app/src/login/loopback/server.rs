//! The server on this computer that accepts one redirect.

use std::{sync::Arc, time::Duration};

use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, oneshot},
    task::JoinSet,
    time::{sleep, timeout},
};
use url::Url;

use super::{exchange::Exchange, listen::Listening};
use crate::login::{
    answer::{LoginAnswer, LoginOutcome},
    error::LoginError,
    request::LoginRequest,
};

/// How long the outcome page is served at most.
const OUTCOME_PAGE_LIFE: Duration = Duration::from_secs(5);
const READ_TIMEOUT: Duration = Duration::from_secs(5);
const MAX_CONNECTIONS: usize = 8;
/// Request line and headers together.
const MAX_HEAD: usize = 32 * 1024;
/// The process is out of file handles. Some may become free.
const PAUSE_AFTER_ERROR: Duration = Duration::from_millis(50);

/// A login that waits for its redirect. Await [`LoopbackServer::answer`], or drop it to close the
/// port.
#[derive(Debug)]
pub struct LoopbackServer {
    authorize_url: Url,
    exchange: Arc<Exchange>,
    answered: oneshot::Receiver<Result<LoginAnswer, LoginError>>,
    serving: JoinSet<()>,
}

impl LoopbackServer {
    /// Opens a port on this computer, the one in the app's redirect URI if it has one, and starts
    /// an attempt that is answered there.
    ///
    /// # Errors
    /// [`LoginError::NoLocalPort`] if the port can't be opened, [`LoginError::NotALocalServer`] if
    /// the redirect URI doesn't point to this computer, or [`LoginError::AddressTooLong`].
    pub async fn start(request: &LoginRequest) -> Result<Self, LoginError> {
        let Listening {
            listeners,
            port,
            redirect_uri,
            path,
        } = Listening::open(request.redirect_uri()).await?;
        let pending = request.begin(&redirect_uri)?;
        let authorize_url = pending.authorize_url().clone();
        let (answer, answered) = oneshot::channel();
        let exchange = Exchange::new(request.app_name(), (port, path), pending, answer);
        let exchange = Arc::new(exchange);
        let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        let mut serving = JoinSet::new();
        for listener in listeners {
            serving.spawn(serve(listener, Arc::clone(&places), Arc::clone(&exchange)));
        }
        Ok(Self {
            authorize_url,
            exchange,
            answered,
            serving,
        })
    }

    /// The page to show the user.
    pub fn authorize_url(&self) -> &Url {
        &self.authorize_url
    }

    /// Waits for the redirect. Afterwards the port serves the outcome page until the browser has
    /// fetched it, for 5 s at most, and closes.
    ///
    /// # Errors
    /// [`LoginError::Denied`] or [`LoginError::Refused`], if that is what the redirect says.
    pub async fn answer(self) -> Result<LoginAnswer, LoginError> {
        let Self {
            exchange,
            answered,
            serving,
            ..
        } = self;
        let outcome = answered.await.unwrap_or(Err(LoginError::Cancelled));
        let (report, reported) = oneshot::channel();
        match outcome {
            Ok(mut answer) => {
                answer.outcome = Some(report);
                tokio::spawn(finish(exchange, serving, reported));
                Ok(answer)
            }
            Err(error) => {
                let words = match &error {
                    LoginError::Denied => LoginOutcome::Denied,
                    other => LoginOutcome::Failed {
                        reason: other.to_string(),
                    },
                };
                drop(report.send(words));
                tokio::spawn(finish(exchange, serving, reported));
                Err(error)
            }
        }
    }
}

/// Keeps the port open until the browser knows the outcome.
async fn finish(
    exchange: Arc<Exchange>,
    serving: JoinSet<()>,
    reported: oneshot::Receiver<LoginOutcome>,
) {
    let outcome = reported.await.unwrap_or_else(|_| LoginOutcome::Failed {
        reason: "the login was canceled".into(),
    });
    exchange.set_outcome(outcome);
    // The page may have been closed already.
    drop(timeout(OUTCOME_PAGE_LIFE, exchange.outcome_was_fetched()).await);
    drop(serving);
}

async fn serve(listener: TcpListener, places: Arc<Semaphore>, exchange: Arc<Exchange>) {
    let mut connections = JoinSet::new();
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let Ok((stream, _)) = listener.accept().await else {
            sleep(PAUSE_AFTER_ERROR).await;
            continue;
        };
        while connections.try_join_next().is_some() {}
        let exchange = Arc::clone(&exchange);
        connections.spawn(async move {
            let service = service_fn(move |request| {
                let answer = exchange.respond(&request);
                async move { Ok::<_, std::convert::Infallible>(answer) }
            });
            let served = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(READ_TIMEOUT)
                .max_buf_size(MAX_HEAD)
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), service)
                .await;
            if let Err(error) = served {
                tracing::debug!(%error, "a connection to the login port ended early");
            }
            drop(place);
        });
    }
}
