//! Equivalent commands of the Globus CLI.

use globus_app::GlobusAuthorizationParameters;

/// The command that asks for these scopes: `globus session consent SCOPE…`.
pub fn consent_command<'a>(scopes: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<_> = scopes.into_iter().map(quoted).collect();
    format!("globus session consent {}", quoted.join(" "))
}

/// The command that satisfies these parameters (see `globus session update --help`). None if the CLI
/// can't express them.
pub fn session_command(parameters: &GlobusAuthorizationParameters) -> Option<String> {
    let GlobusAuthorizationParameters {
        session_required_identities: identities,
        session_required_single_domain: domains,
        session_required_policies: policies,
        session_required_mfa: mfa,
        required_scopes,
        prompt,
        session_message: _,
        extra: _,
    } = parameters;
    let scopes: Vec<_> = required_scopes.iter().map(ToString::to_string).collect();
    let has_no_words =
        *mfa == Some(true) || prompt.is_some() || !identities.is_empty() && !domains.is_empty();
    if has_no_words {
        return None;
    }
    if identities.is_empty() && domains.is_empty() && policies.is_empty() {
        return (!scopes.is_empty()).then(|| consent_command(scopes.iter().map(String::as_str)));
    }
    let mut words = vec!["globus session update".to_owned()];
    if !policies.is_empty() {
        words.push(format!("--policy {}", quoted(&policies.join(","))));
    }
    words.extend(
        scopes
            .iter()
            .map(|scope| format!("--scope {}", quoted(scope))),
    );
    words.extend(identities.iter().chain(domains).map(|who| quoted(who)));
    Some(words.join(" "))
}

/// Quotes `text` as one word for a POSIX shell.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,@".contains(c);
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_is_quoted_as_one_word() {
        assert_eq!(
            consent_command(["a:b", "a[*b c]", "x'; rm -rf ~"]),
            r"globus session consent a:b 'a[*b c]' 'x'\''; rm -rf ~'"
        );
    }

    #[test]
    fn a_session_command_covers_what_the_cli_can_express() {
        let with = |change: fn(&mut GlobusAuthorizationParameters)| {
            let mut parameters = GlobusAuthorizationParameters::default();
            change(&mut parameters);
            session_command(&parameters)
        };
        assert_eq!(with(|_| {}), None);
        let identities = with(|it| {
            it.session_required_identities = vec!["ada@uni.example".into()];
            it.session_required_policies = vec!["p1".into(), "p2".into()];
        });
        assert_eq!(
            identities.as_deref(),
            Some("globus session update --policy p1,p2 ada@uni.example")
        );
        assert_eq!(with(|it| it.session_required_mfa = Some(true)), None);
        let both = with(|it| {
            it.session_required_identities = vec!["a".into()];
            it.session_required_single_domain = vec!["b.org".into()];
        });
        assert_eq!(both, None, "the CLI takes one or the other");
    }
}
