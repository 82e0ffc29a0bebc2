//! Globus' own pages, where a person changes what no app may change.

use globus_app::GlobusAuthorizationParameters;
use tauri::async_runtime::spawn;
use url::Url;
use uuid::Uuid;

use super::{Request, run::Run};
use crate::reads;

/// Where the identities of production are linked.
const IDENTITIES: &str = "https://app.globus.org/account/identities";

impl Run {
    pub(super) fn open_consents_page(&mut self) {
        let shown = self.state.shown();
        let page = shown.and_then(|shown| {
            let auth = shown.account.environment.auth();
            auth.join("v2/web/consents").ok()
        });
        if let Some(page) = page {
            self.open_in_browser(page);
        }
    }

    pub(super) fn open_identities_page(&mut self) {
        if let Ok(page) = Url::parse(IDENTITIES) {
            self.open_in_browser(page);
        }
    }

    /// Adds one identity, or all of the person's, to the session.
    pub(super) fn sign_in_with_identity(&mut self, id: Option<&str>) {
        if let Some(id) = id {
            // What the window sends and is no id is nobody's.
            if let Ok(id) = Uuid::parse_str(id) {
                self.sign_in_with_identities(&[id]);
            }
            return;
        }
        let clients = self.state.shown().map(|shown| shown.account.clients());
        let requests = self.requests.clone();
        spawn(async move {
            let identities = reads::identities(clients).await.unwrap_or_default();
            let ids = identities
                .iter()
                .filter_map(|identity| identity.id.parse().ok());
            drop(requests.send(Request::SignInWithIdentities(ids.collect())));
        });
    }

    /// Adds identities to what Globus counts as this app's session.
    pub(super) fn sign_in_with_identities(&mut self, identities: &[Uuid]) {
        self.log_in_shown(GlobusAuthorizationParameters {
            session_required_identities: identities.iter().map(Uuid::to_string).collect(),
            ..GlobusAuthorizationParameters::default()
        });
    }
}
