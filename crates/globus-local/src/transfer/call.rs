//! One call of Transfer: who asks, what for, and where the work is done.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::{RESOURCE_SERVER, SCOPE, error::TransferError, parameters::Parameters, state::State};
use crate::{auth::Access, bearer::bearer, globus::Globus};

/// A call whose token allows it.
pub(super) struct Call {
    globus: Arc<Globus>,
    access: Access,
    parameters: Parameters,
}

/// What a call works with. Nothing else happens to Transfer meanwhile.
pub(super) struct Desk<'a> {
    pub(super) globus: &'a Globus,
    pub(super) access: &'a Access,
    pub(super) parameters: &'a Parameters,
    pub(super) now: Timestamp,
    pub(super) state: &'a mut State,
}

impl FromRequestParts<Arc<Globus>> for Call {
    type Rejection = TransferError;

    async fn from_request_parts(
        parts: &mut Parts,
        globus: &Arc<Globus>,
    ) -> Result<Self, Self::Rejection> {
        let access = bearer(&parts.headers)
            .and_then(|token| globus.auth.access(token, RESOURCE_SERVER))
            .ok_or_else(TransferError::authentication_failed)?;
        if !access.scopes.iter().any(|scope| scope == SCOPE) {
            let problem = format!("The access token lacks the scope {SCOPE}");
            return Err(TransferError::permission_denied(problem));
        }
        Ok(Self {
            globus: Arc::clone(globus),
            access,
            parameters: Parameters::parse(parts.uri.query().unwrap_or_default()),
        })
    }
}

impl Call {
    /// Does the work where waiting for files holds up nobody else's answer.
    pub(super) async fn work<T, F>(self, work: F) -> Response
    where
        T: IntoResponse + Send + 'static,
        F: FnOnce(&mut Desk<'_>) -> Result<T, TransferError> + Send + 'static,
    {
        let done = tokio::task::spawn_blocking(move || {
            let Self {
                globus,
                access,
                parameters,
            } = self;
            let now = globus.clock.now();
            let mut state = globus.transfer.at(now);
            let mut desk = Desk {
                globus: &globus,
                access: &access,
                parameters: &parameters,
                now,
                state: &mut state,
            };
            work(&mut desk)
        });
        match done.await {
            Ok(result) => result.into_response(),
            Err(error) => {
                tracing::error!(%error, "a call of Transfer did not end");
                TransferError::internal().into_response()
            }
        }
    }
}

/// The JSON document that a call brings.
pub(super) fn document<T: DeserializeOwned>(body: &[u8]) -> Result<T, TransferError> {
    let problem =
        |error: serde_json::Error| TransferError::bad_request(format!("invalid document: {error}"));
    serde_json::from_slice(body).map_err(problem)
}
