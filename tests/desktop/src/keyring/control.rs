//! The control socket of gnome-keyring, through which PAM passes the login password.
//!
//! `gnome-keyring-daemon --unlock` is no alternative: version 42 starts a second daemon and leaves the
//! first one locked.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::UnixStream;

use crate::Result;
use crate::home::Home;

const UNLOCK: u32 = 1;
const DONE: u32 = 0;

pub(super) async fn unlock(home: &Home, password: &str) -> Result<()> {
    let mut socket = UnixStream::connect(home.path("run/keyring/control")).await?;
    let length = u32::try_from(password.len())?;
    // A byte that carries credentials on other systems, then the total length, operation and argument.
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
