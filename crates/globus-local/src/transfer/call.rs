//! A call of Transfer: who makes it, and how it is carried out.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::{Transfer, error::TransferError, parameters::Parameters, scope, state::State};
use crate::{
    auth::{Access, Auth},
    bearer::bearer,
};

/// A call whose token allows it.
pub(super) struct Call {
    transfer: Arc<Transfer>,
    access: Access,
    parameters: Parameters,
}

/// What a call works with. Nothing else changes Transfer meanwhile.
pub(super) struct Desk<'a> {
    pub(super) auth: &'a Auth,
    pub(super) access: &'a Access,
    pub(super) parameters: &'a Parameters,
    pub(super) now: Timestamp,
    pub(super) state: &'a mut State,
}

impl FromRequestParts<Arc<Transfer>> for Call {
    type Rejection = TransferError;

    async fn from_request_parts(
        parts: &mut Parts,
        transfer: &Arc<Transfer>,
    ) -> Result<Self, Self::Rejection> {
        let access = bearer(&parts.headers)
            .and_then(|token| transfer.auth.access(token, scope::RESOURCE_SERVER))
            .ok_or_else(TransferError::authentication_failed)?;
        if !access.scopes.iter().any(|given| given == scope::ALL) {
            let problem = format!("The access token lacks the scope {}", scope::ALL);
            return Err(TransferError::permission_denied(problem));
        }
        Ok(Self {
            transfer: Arc::clone(transfer),
            access,
            parameters: Parameters::parse(parts.uri.query().unwrap_or_default()),
        })
    }
}

impl Call {
    /// Does the work on a thread where waiting for files blocks no other call.
    pub(super) async fn work<T, F>(self, work: F) -> Response
    where
        T: IntoResponse + Send + 'static,
        F: FnOnce(&mut Desk<'_>) -> Result<T, TransferError> + Send + 'static,
    {
        let done = tokio::task::spawn_blocking(move || {
            let Self {
                transfer,
                access,
                parameters,
            } = self;
            let now = transfer.clock.now();
            let mut state = transfer.at(now);
            let mut desk = Desk {
                auth: &transfer.auth,
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
                tracing::error!(%error, "a call of Transfer panicked");
                TransferError::internal().into_response()
            }
        }
    }
}

/// Parses the JSON document of a call.
pub(super) fn document<T: DeserializeOwned>(body: &[u8]) -> Result<T, TransferError> {
    let problem =
        |error: serde_json::Error| TransferError::bad_request(format!("invalid document: {error}"));
    serde_json::from_slice(body).map_err(problem)
}
