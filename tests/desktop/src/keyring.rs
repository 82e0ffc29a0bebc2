//! A keyring in each of the states that people's desktops have.

mod control;
mod items;

use std::sync::Arc;

use tokio::io::AsyncWriteExt as _;
use tokio::process::Child;

pub use self::items::StoredItem;
use crate::home::{Home, missing};
use crate::{PrivateBus, Result};

const NAME: &str = "org.freedesktop.secrets";
const SERVICE: &str = "/org/freedesktop/secrets";
const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
const PASSWORD: &str = "test";

/// What a test finds when it looks for a keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyringState {
    /// As after a login with a password.
    Unlocked,
    /// There is a keyring, and it wants its password. With a [`Display`](crate::Display) that is a
    /// window which waits for a person; without one the prompt counts as dismissed.
    Locked,
    /// Nothing provides `org.freedesktop.secrets`.
    Absent,
    /// The service runs, but the user has no keyring yet (a fresh account without PAM).
    Bare,
}

/// gnome-keyring on a [`PrivateBus`].
#[derive(Debug)]
pub struct Keyring<'bus> {
    daemon: Option<Child>,
    bus: &'bus PrivateBus,
}
