//! How an app identifies itself to Globus.

/// The name of this library in Globus's logs.
const PRODUCT: &str = "globus-app-rs";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The `User-Agent`, in the SDK's format: library, version, app.
pub(super) fn user_agent(app_name: &str) -> String {
    format!("{PRODUCT}-{VERSION}/{}", clean(app_name))
}

/// `X-Globus-Client-Info`: products and their versions (`globus_sdk/transport/_clientinfo.py`).
pub(super) fn client_info(app_name: &str, app_version: Option<&str>) -> String {
    let library = format!("product={PRODUCT},version={VERSION}");
    let app = clean(app_name);
    if app.is_empty() {
        return library;
    }
    match app_version.map(clean).filter(|version| !version.is_empty()) {
        Some(version) => format!("{library};product={app},version={version}"),
        None => format!("{library};product={app}"),
    }
}

/// Drops characters that a header can't contain, or that separate its parts.
fn clean(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c == ' ' { '-' } else { c })
        .collect();
    text.chars()
        .filter(|c| c.is_ascii_graphic() && !matches!(c, ';' | ',' | '='))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_characters_do_not_reach_the_header() {
        assert_eq!(
            client_info("my app;x=1,\r\ny\u{e9}", Some("1.0;beta")),
            format!("product=globus-app-rs,version={VERSION};product=my-appx1y,version=1.0beta")
        );
        assert_eq!(
            client_info(";,=", None),
            format!("product=globus-app-rs,version={VERSION}")
        );
    }

    #[test]
    fn the_user_agent_names_library_and_app() {
        assert_eq!(
            user_agent("my-app"),
            format!("globus-app-rs-{VERSION}/my-app")
        );
    }
}
