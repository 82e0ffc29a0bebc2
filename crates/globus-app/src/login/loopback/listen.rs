//! The port that the redirect comes to.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use tokio::net::TcpListener;
use url::{Host, Url};

use crate::login::error::LoginError;

/// An open port, reachable from this computer only.
#[derive(Debug)]
pub(super) struct Listening {
    pub(super) listeners: Vec<TcpListener>,
    pub(super) port: u16,
    /// Where Globus Auth sends the browser. Both requests contain exactly this text.
    pub(super) redirect_uri: String,
    pub(super) path: String,
}

impl Listening {
    /// Opens the port in `redirect_uri`, or any free port.
    pub(super) async fn open(redirect_uri: Option<&Url>) -> Result<Self, LoginError> {
        let Some(url) = redirect_uri else {
            // The literal address, because `localhost` may resolve to [::1], where anyone could
            // listen.
            let at = (vec![IpAddr::V4(Ipv4Addr::LOCALHOST)], "127.0.0.1");
            return Self::at(at, 0, "/").await;
        };
        let addresses = match url.host() {
            Some(Host::Ipv4(address)) if address.is_loopback() => vec![address.into()],
            Some(Host::Ipv6(address)) if address.is_loopback() => vec![address.into()],
            Some(Host::Domain("localhost")) => {
                vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]
            }
            _ => return Err(LoginError::NotALocalServer),
        };
        let is_plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if url.scheme() != "http" || !is_plain {
            return Err(LoginError::NotALocalServer);
        }
        let host = url.host_str().unwrap_or_default();
        Self::at((addresses, host), url.port().unwrap_or(0), url.path()).await
    }

    async fn at(
        (addresses, host): (Vec<IpAddr>, &str),
        port: u16,
        path: &str,
    ) -> Result<Self, LoginError> {
        let no_port = |error: io::Error| LoginError::NoLocalPort(error.to_string());
        let mut listeners = Vec::new();
        let mut port = port;
        for address in addresses {
            match TcpListener::bind((address, port)).await {
                Ok(listener) => {
                    port = listener.local_addr().map_err(no_port)?.port();
                    listeners.push(listener);
                }
                // This computer has no IPv6.
                Err(error) if !listeners.is_empty() && is_without(&error) => {}
                Err(error) => return Err(no_port(error)),
            }
        }
        // As in the SDK. `Url` always adds the slash.
        let shown = if path == "/" { "" } else { path };
        Ok(Self {
            listeners,
            port,
            redirect_uri: format!("http://{host}:{port}{shown}"),
            path: path.to_owned(),
        })
    }
}

fn is_without(error: &io::Error) -> bool {
    use io::ErrorKind::{AddrNotAvailable, Unsupported};
    // Linux reports EAFNOSUPPORT, which has no kind of its own.
    matches!(error.kind(), AddrNotAvailable | Unsupported) || error.raw_os_error() == Some(97)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn open(uri: &str) -> Result<Listening, LoginError> {
        Listening::open(Some(&Url::parse(uri).expect("a URL"))).await
    }

    #[tokio::test]
    async fn a_fixed_port_and_path_are_taken_as_they_are() {
        let any = Listening::open(None).await.expect("a port");
        assert_eq!(any.redirect_uri, format!("http://127.0.0.1:{}", any.port));
        let port = any.port;
        drop(any);
        let uri = format!("http://127.0.0.1:{port}/signed-in");
        let fixed = open(&uri).await.expect("free again");
        assert_eq!(fixed.redirect_uri, uri);
        assert_eq!(fixed.path, "/signed-in");
    }

    #[tokio::test]
    async fn f6_a_port_that_is_taken_is_an_error_that_says_so() {
        let first = Listening::open(None).await.expect("a port");
        let error = open(&first.redirect_uri).await.expect_err("taken");
        // In this system's words.
        let taken = std::net::TcpListener::bind(("127.0.0.1", first.port)).expect_err("taken");
        assert!(
            matches!(&error, LoginError::NoLocalPort(reason) if *reason == taken.to_string()),
            "{error}"
        );
    }

    #[tokio::test]
    async fn what_is_not_this_computer_is_refused() {
        for uri in [
            "http://192.0.2.1:80/",
            "http://0.0.0.0:8080/",
            "http://example.org/",
            "https://127.0.0.1:8080/",
            "http://me@127.0.0.1:8080/",
            "http://127.0.0.1:8080/?a=b",
            "org.example.app://cb",
        ] {
            let outcome = open(uri).await.map(|listening| listening.port);
            assert!(
                matches!(outcome, Err(LoginError::NotALocalServer)),
                "{uri}: {outcome:?}"
            );
        }
    }
}
