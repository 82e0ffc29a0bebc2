//! A link of our own scheme: the way back from a sign-in, or a way into the window. It comes from
//! anywhere, so it can open things and never change any.

use url::Url;

use crate::place::Place;

/// Our scheme, as it is registered with the desktop (RFC 8252 §7.1: a reversed domain name).
const SCHEME: &str = "app.meridian.client";

/// Where the answer to a sign-in comes back.
pub const LOGIN: &str = "app.meridian.client://login";

/// Longer ones are not looked into.
const MAX_LINK: usize = 4 * 1024;

/// What a link asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Maybe the answer to the sign-in that waits; with none waiting it has no effect.
    LoginAnswer,
    /// Raise the window.
    Return,
    /// Raise the window and go there.
    Open(Place),
}

/// A link, if it is exactly one of ours.
pub fn parse(text: &str) -> Option<Link> {
    // The length first, whatever it is; the parser would take line breaks and tabs out.
    if text.len() > MAX_LINK || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let link = Url::parse(text).ok()?;
    let plain = link.scheme() == SCHEME
        && link.username().is_empty()
        && link.password().is_none()
        && link.port().is_none()
        && link.fragment().is_none();
    if !plain {
        return None;
    }
    let path = link.path();
    let nowhere = path.is_empty() || path == "/";
    let id = || path.strip_prefix('/').and_then(plain_id);
    match (link.host_str()?, link.query()) {
        ("login", Some(_)) if nowhere => Some(Link::LoginAnswer),
        ("return", None) if nowhere => Some(Link::Return),
        ("flows", None) => Some(Link::Open(Place::Flow { id: id()? })),
        ("runs", None) => Some(Link::Open(Place::Run { id: id()? })),
        ("transfers", None) => Some(Link::Open(Place::Transfer { id: id()? })),
        _ => None,
    }
}

/// A UUID in its usual form, and nothing beside it.
fn plain_id(text: &str) -> Option<String> {
    let id = uuid::Uuid::parse_str(text).ok()?.to_string();
    (id == text).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "24bc4997-b483-4c25-a19c-64b0afc00743";

    #[test]
    fn links_open_things() {
        let open = |text: String| parse(&text);
        let id = ID.to_owned();
        assert_eq!(
            open(format!("{SCHEME}://runs/{ID}")),
            Some(Link::Open(Place::Run { id: id.clone() }))
        );
        assert_eq!(
            open(format!("{SCHEME}://flows/{ID}")),
            Some(Link::Open(Place::Flow { id: id.clone() }))
        );
        assert_eq!(
            open(format!("{SCHEME}://transfers/{ID}")),
            Some(Link::Open(Place::Transfer { id }))
        );
        assert_eq!(open(format!("{SCHEME}://return")), Some(Link::Return));
        let answer = format!("{LOGIN}?code=a&state=b");
        assert_eq!(parse(&answer), Some(Link::LoginAnswer));
    }

    #[test]
    fn b15_f27_what_is_not_exactly_ours_is_refused() {
        for bad in [
            "https://auth.globus.org/".to_owned(),
            format!("{SCHEME}://runs/"),
            format!("{SCHEME}://runs/../flows/{ID}"),
            format!("{SCHEME}://runs/{}", ID.to_uppercase()),
            format!("{SCHEME}://runs/{ID}/"),
            format!("{SCHEME}://runs/{ID}?cancel=1"),
            format!("{SCHEME}://runs/{ID}#x"),
            format!("{SCHEME}://runs:80/{ID}"),
            format!("{SCHEME}://me@runs/{ID}"),
            format!("{SCHEME}://me:secret@login/?code=1"),
            format!("{SCHEME}://runs/%00{ID}"),
            format!("{SCHEME}://r\u{fc}ns/{ID}"),
            format!("{SCHEME}://runs/{ID}\n"),
            format!("{SCHEME}://return?code=1"),
            format!("{SCHEME}://login"),
            format!("{SCHEME}://login/x?code=1"),
            format!("{SCHEME}://evil/?code=1"),
            format!("{SCHEME}:runs/{ID}"),
            format!("{SCHEME}x://runs/{ID}"),
            format!("{LOGIN}?code={}", "x".repeat(MAX_LINK)),
            String::new(),
        ] {
            assert_eq!(parse(&bad), None, "{bad}");
        }
    }

    #[test]
    fn b18_the_scheme_is_a_reversed_domain_name_and_the_registered_one() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../tauri.conf.json")).expect("JSON");
        assert_eq!(
            config["plugins"]["deep-link"]["desktop"]["schemes"],
            serde_json::json!([SCHEME])
        );
        assert_eq!(config["identifier"], SCHEME);
        assert!(SCHEME.contains('.'));
    }
}
