//! What the person chooses, checked before it is kept.

use std::ops::RangeInclusive;

use globus_app::Environment;
use url::{Host, Url};
use uuid::Uuid;

use super::{MAX_TEXT, Settings, browser_command, view::Choices};
use crate::problem::view::Problem;

const MINUTES_PER_DAY: u16 = 24 * 60;

/// Per cent.
const TEXT_SIZES: RangeInclusive<u8> = 90..=130;

impl Settings {
    /// What the settings screen shows as chosen.
    pub fn choices(&self) -> Choices {
        Choices {
            client_id: self.client_id.clone().unwrap_or_default(),
            environment: self.environment.clone(),
            browser_command: self.browser_command.clone(),
            login_way: self.login_way,
            relay: self.relay.clone(),
            close_button: self.close_button,
            start_hidden: self.start_hidden,
            start_at_login: self.start_at_login,
            notifications: self.notifications,
            appearance: self.appearance,
            updates: self.updates,
            tray: self.tray,
        }
    }

    /// The settings with what the person chose. What did not change is not checked again: an old
    /// fault does not stand in the way of another choice.
    pub fn with(&self, choices: &Choices) -> Result<Self, Problem> {
        let before = self.choices();
        let (client_id, browser, relay) = (
            choices.client_id.trim(),
            choices.browser_command.trim(),
            choices.relay.trim(),
        );
        if client_id != before.client_id {
            check_client_id(client_id)?;
        }
        if choices.environment != before.environment {
            check_environment(&choices.environment)?;
        }
        if browser != before.browser_command {
            browser_command::check(browser)?;
        }
        if relay != before.relay {
            check_relay(relay)?;
        }
        check_ranges(choices)?;
        Ok(Self {
            client_id: Some(client_id.to_owned()).filter(|id| !id.is_empty()),
            environment: choices.environment.clone(),
            browser_command: browser.to_owned(),
            login_way: choices.login_way,
            relay: relay.to_owned(),
            close_button: choices.close_button,
            start_hidden: choices.start_hidden,
            start_at_login: choices.start_at_login,
            notifications: choices.notifications,
            appearance: choices.appearance,
            updates: choices.updates,
            tray: choices.tray,
            ..self.clone()
        })
    }
}

/// The window offers no others.
fn check_ranges(choices: &Choices) -> Result<(), Problem> {
    let hours = choices.notifications.quiet_hours;
    let is_time = |minutes| minutes < MINUTES_PER_DAY;
    if TEXT_SIZES.contains(&choices.appearance.text_size)
        && is_time(hours.from)
        && is_time(hours.to)
    {
        return Ok(());
    }
    Err(Problem::invalid_input(
        "That cannot be chosen.",
        "A text is between 90 and 130 per cent of its size, and a day has 24 hours.",
    ))
}

fn check_client_id(client_id: &str) -> Result<(), Problem> {
    if client_id.is_empty() || Uuid::try_parse(client_id).is_ok() {
        return Ok(());
    }
    Err(Problem::invalid_input(
        "That is not a client ID.",
        "A client ID looks like 61338d24-54d5-408f-a10d-66c06b59f6d2.",
    ))
}

fn check_environment(name: &str) -> Result<(), Problem> {
    Environment::named(name).map(drop).map_err(|_| {
        Problem::invalid_input(
            "There is no such environment of Globus.",
            "Researchers use “production”; “preview” is where Globus shows what comes next.",
        )
    })
}

/// https, or a page of this computer; the answer comes in its query, so it has none of its own.
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
        "That is not the address of a relay page.",
        "It begins with https:// and has neither “?” nor “#”, such as https://relay.example.org/.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(change: impl Fn(&mut Choices)) -> Result<Settings, Problem> {
        let settings = Settings::default();
        let mut choices = settings.choices();
        change(&mut choices);
        settings.with(&choices)
    }

    #[test]
    fn a_client_id_is_a_uuid_or_none() {
        let with = |id: &str| changed(|choices| choices.client_id = id.into());
        with("not a uuid").expect_err("refused");
        let id = "61338d24-54d5-408f-a10d-66c06b59f6d2";
        let set = with(&format!(" {id} ")).expect("a UUID");
        assert_eq!(set.client_id.as_deref(), Some(id));
        assert_eq!(with("").expect("none").client_id, None);
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
    fn sizes_and_hours_have_bounds() {
        changed(|choices| choices.appearance.text_size = 130).expect("the largest");
        changed(|choices| choices.appearance.text_size = 131).expect_err("too large");
        changed(|choices| choices.appearance.text_size = 0).expect_err("nothing to read");
        changed(|choices| choices.notifications.quiet_hours.to = 24 * 60).expect_err("no time");
    }

    #[test]
    fn an_old_fault_does_not_stand_in_the_way() {
        let settings = Settings {
            environment: "gone".into(),
            ..Settings::default()
        };
        let choices = Choices {
            start_hidden: true,
            ..settings.choices()
        };
        assert!(
            settings
                .with(&choices)
                .expect("another choice")
                .start_hidden
        );
    }
}
