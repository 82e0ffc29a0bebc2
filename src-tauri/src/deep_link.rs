//! Deep links: answers to a sign-in, and links that open a place. Any program can send one, so a
//! link may open things but never change them.

use url::Url;

use crate::place::Place;

/// Meridian's URL scheme, a reversed domain name (RFC 8252 §7.1), as registered with the desktop.
const SCHEME: &str = "app.meridian.client";

/// The redirect address of a sign-in.
pub const LOGIN: &str = "app.meridian.client://login";

/// The longest link accepted, in bytes.
const MAX_LINK: usize = 4 * 1024;

/// What a link asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Possibly the answer to the sign-in under way.
    LoginAnswer,
    /// Raise the window.
    Return,
    /// Raise the window and open this place.
    Open(Place),
}

/// Parses a link. None unless it has exactly one of Meridian's forms.
pub fn parse(text: &str) -> Option<Link> {
    // Checked before parsing, because the URL parser removes line breaks and tabs.
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

/// The text, if it is a UUID in lower case with hyphens.
fn plain_id(text: &str) -> Option<String> {
    let id = uuid::Uuid::parse_str(text).ok()?.to_string();
    (id == text).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "24bc4997-b483-4c25-a19c-64b0afc00743";

    #[test]
    fn meridians_own_links_are_parsed() {
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
    fn b15_f27_any_other_link_is_refused() {
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
    fn b18_the_scheme_is_a_registered_reversed_domain_name() {
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
