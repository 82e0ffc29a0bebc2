//! Apps that act for themselves.

use std::ops::Deref;

use super::globus_app::GlobusApp;

/// A [`GlobusApp`] that acts for its own client, a service account.
///
/// It signs in by itself, with its secret. It acts as the client's own identity, whose id is the
/// client ID.
#[derive(Clone, Debug)]
pub struct ClientApp(pub(super) GlobusApp);

impl Deref for ClientApp {
    type Target = GlobusApp;

    fn deref(&self) -> &GlobusApp {
        &self.0
    }
}
