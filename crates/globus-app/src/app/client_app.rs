//! An app that acts for itself.

use std::ops::Deref;

use super::globus_app::GlobusApp;

/// A [`GlobusApp`] that acts for its own client, a service account.
///
/// It signs in by itself, with its secret; the identity it acts as is the client's own, whose id
/// is the client id.
#[derive(Clone, Debug)]
pub struct ClientApp(pub(super) GlobusApp);

impl Deref for ClientApp {
    type Target = GlobusApp;

    fn deref(&self) -> &GlobusApp {
        &self.0
    }
}
