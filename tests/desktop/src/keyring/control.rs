//! The control socket of gnome-keyring, over which PAM hands it the password of a login.
//!
//! `gnome-keyring-daemon --unlock` cannot do that: it starts a second daemon and leaves the first
//! one locked (version 42).

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::UnixStream;

use crate::Result;
use crate::home::Home;

const UNLOCK: u32 = 1;
const DONE: u32 = 0;

pub(super) async fn unlock(home: &Home, password: &str) -> Result<()> {
    let mut socket = UnixStream::connect(home.path("run/keyring/control")).await?;
    let length = u32::try_from(password.len())?;
    // One byte that carries the credentials on other systems, then: length of all, what, argument.
    let mut request = vec![0];
    for number in [12 + length, UNLOCK, length] {
        request.extend(number.to_be_bytes());
    }
    request.extend(password.as_bytes());
    socket.write_all(&request).await?;

    let _length = socket.read_u32().await?;
    match socket.read_u32().await? {
        DONE => Ok(()),
        other => Err(format!("the keyring refused its password (result {other})").into()),
    }
}
