//! Where this program runs: whether the user can be in front of a browser on this computer.

use super::error::LoginError;

/// Browsers that take over the terminal and have no JavaScript, which Globus's pages need.
const TEXT_BROWSERS: [&str; 6] = ["lynx", "www-browser", "links", "links2", "elinks", "w3m"];

/// Refuses if the user's browser is on another computer or can't show the login. A login with a
/// code works there (`globus_sdk/login_flows/local_server_login_flow_manager`).
pub(super) fn has_a_browser(lookup: impl Fn(&str) -> Option<String>) -> Result<(), LoginError> {
    let lookup = |variable: &str| lookup(variable).filter(|value| !value.is_empty());
    if lookup("SSH_TTY").is_some() || lookup("SSH_CONNECTION").is_some() {
        return Err(LoginError::RemoteSession);
    }
    // A list of commands. The first one that works is used.
    let browser = lookup("BROWSER").unwrap_or_default();
    let first = browser.split(':').next().unwrap_or_default();
    let program = first.split_whitespace().next().unwrap_or_default();
    let name = program.rsplit('/').next().unwrap_or_default();
    if TEXT_BROWSERS.contains(&name) {
        return Err(LoginError::TextBrowser(name.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variable: &str, value: &str) -> Result<(), LoginError> {
        has_a_browser(|asked| (asked == variable).then(|| value.to_owned()))
    }

    #[test]
    fn f35_a_remote_session_is_told_to_use_a_code() {
        for variable in ["SSH_TTY", "SSH_CONNECTION"] {
            let error = with(variable, "192.0.2.1 22").expect_err("remote");
            assert!(matches!(error, LoginError::RemoteSession));
            assert!(error.to_string().contains("a code"), "{error}");
            with(variable, "").expect("an empty variable is an absent one");
        }
    }

    #[test]
    fn a_text_browser_is_named() {
        for text in ["lynx", "/usr/bin/w3m -n", "elinks:firefox"] {
            assert!(matches!(
                with("BROWSER", text),
                Err(LoginError::TextBrowser(_))
            ));
        }
        for fine in ["firefox", "firefox:lynx", "xlynx", ""] {
            with("BROWSER", fine).expect("it will do");
        }
    }
}
