//! An app that acts for a person.

use std::ops::Deref;

use super::{GlobusApp, UserAppBuilder};

/// A [`GlobusApp`] that acts for a person.
#[derive(Clone, Debug)]
pub struct UserApp(pub(super) GlobusApp);

impl UserApp {
    /// An app called `app_name` for the client registered as `client_id`.
    pub fn builder(app_name: impl Into<String>, client_id: impl Into<String>) -> UserAppBuilder {
        UserAppBuilder::new(app_name.into(), client_id.into())
    }
}

impl Deref for UserApp {
    type Target = GlobusApp;

    fn deref(&self) -> &GlobusApp {
        &self.0
    }
}
