//! An app that acts for itself.

use std::ops::Deref;

use super::{ClientAppBuilder, GlobusApp};

/// A [`GlobusApp`] that acts for its own client, a service account.
///
/// It signs in by itself, with its secret; the identity it acts as is the client's own, whose id
/// is the client id.
#[derive(Clone, Debug)]
pub struct ClientApp(pub(super) GlobusApp);

impl ClientApp {
    /// An app called `app_name` for the confidential client registered as `client_id`.
    pub fn builder(app_name: impl Into<String>, client_id: impl Into<String>) -> ClientAppBuilder {
        ClientAppBuilder::new(app_name.into(), client_id.into())
    }
}

impl Deref for ClientApp {
    type Target = GlobusApp;

    fn deref(&self) -> &GlobusApp {
        &self.0
    }
}
