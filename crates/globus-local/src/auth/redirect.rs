//! Redirect URIs that are allowed (RFC 8252 §7.3).

use crate::{issuer::Issuer, relay};

/// The page that shows a code to copy, below the base URL.
pub(super) const CODE_PAGE: &str = "v2/web/auth-code";

/// Allows this computer at any port, without a path, as Globus does for native clients; and our own
/// pages: the one that shows a code, and the relay. Compares text, because a URL parser accepts too
/// many spellings of this computer's address.
pub(super) fn is_allowed(issuer: &Issuer, redirect_uri: &str) -> bool {
    if let Some(CODE_PAGE | relay::PATH) = redirect_uri.strip_prefix(issuer.url()) {
        return true;
    }
    let hosts = ["127.0.0.1", "localhost", "[::1]"];
    let Some(rest) = redirect_uri.strip_prefix("http://") else {
        return false;
    };
    let port = hosts
        .iter()
        .find_map(|host| rest.strip_prefix(host)?.strip_prefix(':'));
    port.is_some_and(|port| {
        let port = port.strip_suffix('/').unwrap_or(port);
        let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
        is_number && port.parse::<u16>().is_ok_and(|port| port > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_and_the_code_page_are_redirected_to() {
        let issuer = Issuer::parse("http://127.0.0.1:9800/").expect("loopback");
        for good in [
            "http://127.0.0.1:7777",
            "http://localhost:1/",
            "http://localhost:80",
            "http://[::1]:5000",
            "http://127.0.0.1:9800/v2/web/auth-code",
            "http://127.0.0.1:9800/relay/",
        ] {
            assert!(is_allowed(&issuer, good), "{good}");
        }
        for bad in [
            "https://evil.example/",
            "http://127.0.0.1:9800/relay/x",
            "http://127.0.0.1:9801/relay/",
            "http://127.0.0.1.evil.example:80/",
            "http://evil.example:7777",
            "http://127.0.0.1:7777@evil.example/",
            "http://127.0.0.1:7777/callback",
            "http://127.0.0.1:7777//",
            "http://127.0.0.1:7777/?a=b",
            "http://127.0.0.1:7777/#x",
            "http://127.0.0.1:0",
            "http://127.0.0.1:+80",
            "http://127.0.0.1:70000",
            "http://127.0.0.1:",
            "http://127.0.0.1",
            "http://127.0.0.2:7777",
            "http://0x7f.1:7777",
            "http://2130706433:7777",
            "https://127.0.0.1:7777/",
            "meridian://callback",
            "javascript:alert(1)",
            "http://127.0.0.1:9800/v2/web/auth-code/more",
            "http://127.0.0.1:9801/v2/web/auth-code",
            "https://auth.globus.org/v2/web/auth-code",
            " http://127.0.0.1:7777",
            "",
        ] {
            assert!(!is_allowed(&issuer, bad), "{bad}");
        }
    }
}
