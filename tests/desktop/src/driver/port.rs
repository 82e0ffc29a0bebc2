//! Finds the port on which a server listens that was started with port 0.

use std::fs;
use std::time::{Duration, Instant};

use crate::{PATIENCE, Result};

/// The state "listening" and the address 127.0.0.1, as `/proc/net/tcp` shows them.
const LISTENING: &str = "0A";
const LOOPBACK: &str = "0100007F";

/// Waits until the process listens on 127.0.0.1, and returns the port.
pub(super) async fn of_process(id: u32) -> Result<u16> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(port) = listening(id) {
            return Ok(port);
        }
        if !fs::exists(format!("/proc/{id}/exe"))? {
            return Err("ended while starting".into());
        }
        if Instant::now() > deadline {
            return Err(format!("listens on no port after {PATIENCE:?}").into());
        }
        // WebKitWebDriver doesn't report its port or when it is ready.
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn listening(id: u32) -> Option<u16> {
    let sockets: Vec<String> = fs::read_dir(format!("/proc/{id}/fd"))
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let target = fs::read_link(entry.path()).ok()?;
            Some(
                target
                    .to_str()?
                    .strip_prefix("socket:[")?
                    .strip_suffix(']')?
                    .to_owned(),
            )
        })
        .collect();
    find(
        &fs::read_to_string(format!("/proc/{id}/net/tcp")).ok()?,
        &sockets,
    )
}

/// Reads `/proc/net/tcp`. Its columns: number, local address, remote address, state, … and, tenth,
/// the inode.
fn find(table: &str, sockets: &[String]) -> Option<u16> {
    table.lines().skip(1).find_map(|line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let (address, port) = columns.get(1)?.split_once(':')?;
        let ours = sockets
            .iter()
            .any(|socket| Some(&socket.as_str()) == columns.get(9));
        let wanted = ours && address == LOOPBACK && columns.get(3) == Some(&LISTENING);
        if wanted {
            u16::from_str_radix(port, 16).ok()
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn finds_the_port_of_this_process() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        assert_eq!(of_process(std::process::id()).await.expect("found"), port);
    }

    #[test]
    fn reads_only_listening_sockets_of_the_process() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
            0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 11 1 0 100 0 0 10 0\n\
            1: 0100007F:1F91 0100007F:9999 01 00000000:00000000 00:00000000 00000000 0 0 22 1 0 100 0 0 10 0\n\
            2: 0100007F:1F92 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 22 1 0 100 0 0 10 0\n";
        assert_eq!(find(table, &["22".to_owned()]), Some(0x1F92));
        assert_eq!(find(table, &["33".to_owned()]), None);
    }
}
