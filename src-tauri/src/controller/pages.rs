//! Globus' own pages, where a person changes what no app may change.

use globus_app::GlobusAuthorizationParameters;
use url::Url;
use uuid::Uuid;

use super::run::Run;

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

    /// Adds identities to what Globus counts as this app's session.
    pub(super) fn sign_in_with_identities(&mut self, identities: &[Uuid]) {
        self.log_in_shown(GlobusAuthorizationParameters {
            session_required_identities: identities.iter().map(Uuid::to_string).collect(),
            ..GlobusAuthorizationParameters::default()
        });
    }
}
