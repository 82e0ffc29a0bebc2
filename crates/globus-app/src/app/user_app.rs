//! Apps that act for a user.

use std::ops::Deref;

use super::globus_app::GlobusApp;

/// A [`GlobusApp`] that acts for a user.
#[derive(Clone, Debug)]
pub struct UserApp(pub(super) GlobusApp);

impl Deref for UserApp {
    type Target = GlobusApp;

    fn deref(&self) -> &GlobusApp {
        &self.0
    }
}
