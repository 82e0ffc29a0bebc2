//! Checks the choices in Settings before they are saved.

use globus_app::Environment;
use url::{Host, Url};
use uuid::Uuid;

use super::{MAX_TEXT, Settings, browser_command, view::Choices};
use crate::problem::view::Problem;

impl Settings {
    /// These settings with new choices.
    ///
    /// # Errors
    /// Why one of the choices isn't valid.
    pub fn with(self, choices: Choices) -> Result<Self, Problem> {
        Ok(Self {
            choices: checked(choices, &self.choices)?,
            ..self
        })
    }
}

/// Checks the choices that changed. An old invalid value doesn't keep you from changing another
/// one. All fields are listed here, so that a new one can't be forgotten.
fn checked(mut choices: Choices, before: &Choices) -> Result<Choices, Problem> {
    let Choices {
        client_id,
        environment,
        browser_command,
        relay,
        // All values of these types are valid.
        login_way: _,
        close_button: _,
        start_hidden: _,
        start_at_login: _,
        notifications: _,
        appearance: _,
        updates: _,
        tray: _,
    } = &mut choices;
    for text in [&mut *client_id, &mut *browser_command, &mut *relay] {
        *text = text.trim().to_owned();
    }
    if *client_id != before.client_id {
        check_client_id(client_id)?;
    }
    if *environment != before.environment {
        check_environment(environment)?;
    }
    if *browser_command != before.browser_command {
        browser_command::check(browser_command)?;
    }
    if *relay != before.relay {
        check_relay(relay)?;
    }
    Ok(choices)
}

fn check_client_id(client_id: &str) -> Result<(), Problem> {
    if client_id.is_empty() || Uuid::try_parse(client_id).is_ok() {
        return Ok(());
    }
    Err(Problem::invalid_input(
        "That isn't a client ID.",
        "A client ID looks like 61338d24-54d5-408f-a10d-66c06b59f6d2.",
    ))
}

fn check_environment(name: &str) -> Result<(), Problem> {
    Environment::named(name).map(drop).map_err(|_| {
        Problem::invalid_input(
            "Globus has no such environment.",
            "Researchers use “production”; “preview” is where Globus shows what comes next.",
        )
    })
}

/// The relay must be an https or loopback page. It can't have a query, because the response is
/// added as one.
fn check_relay(relay: &str) -> Result<(), Problem> {
    if relay.is_empty() {
        return Ok(());
    }
    let url = Url::parse(relay).ok().filter(|url| {
        let is_here = match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            _ => false,
        };
        (url.scheme() == "https" || url.scheme() == "http" && is_here)
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    });
    if url.is_some() && relay.len() <= MAX_TEXT {
        return Ok(());
    }
    Err(Problem::invalid_input(
        "That isn't the address of a relay page.",
        "It must begin with https:// and contain no “?” or “#”, such as https://relay.example.org/.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(change: impl Fn(&mut Choices)) -> Result<Choices, Problem> {
        let mut choices = Choices::default();
        change(&mut choices);
        let settings = Settings::default().with(choices)?;
        Ok(settings.choices)
    }

    #[test]
    fn a_client_id_is_a_uuid_or_none() {
        let with = |id: &str| changed(|choices| choices.client_id = id.into());
        with("not a uuid").expect_err("refused");
        let id = "61338d24-54d5-408f-a10d-66c06b59f6d2";
        assert_eq!(with(&format!(" {id} ")).expect("a UUID").client_id, id);
        assert_eq!(with(" ").expect("none").client_id, "");
    }

    #[test]
    fn an_environment_is_one_of_globus() {
        let with = |name: &str| changed(|choices| choices.environment = name.into());
        assert_eq!(with("preview").expect("known").environment, "preview");
        with("prod").expect_err("unknown");
    }

    #[test]
    fn a_relay_is_an_https_page() {
        let with = |page: &str| changed(|choices| choices.relay = page.into());
        for good in ["", "https://relay.example.org/", "http://127.0.0.1:8/relay"] {
            assert_eq!(with(good).expect(good).relay, good);
        }
        for bad in [
            "relay.example.org",
            "http://relay.example.org/",
            "https://me@relay.example.org/",
            "https://relay.example.org/?x=y",
            "https://relay.example.org/#x",
            "javascript:alert(1)",
            "file:///etc/passwd",
        ] {
            with(bad).expect_err(bad);
        }
        with(&format!("https://a.example/{}", "x".repeat(MAX_TEXT))).expect_err("too long");
    }

    #[test]
    fn an_old_fault_does_not_stand_in_the_way() {
        let mut settings = Settings::default();
        settings.choices.environment = "gone".into();
        let choices = Choices {
            start_hidden: true,
            ..settings.choices.clone()
        };
        let changed = settings.with(choices).expect("another choice");
        assert!(changed.choices.start_hidden);
    }
}
