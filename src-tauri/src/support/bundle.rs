//! What the file says.

use std::fmt::Write;

use super::redact::Redaction;
use crate::{
    accounts::view::{AccountEntry, AccountKind},
    controller::{Controller, session::Session},
    keychain::Keychain,
    problem::view::{Detail, Problem},
    settings::{Settings, view::SupportBundle},
};

/// Variables that tell which desktop this is.
const DESKTOP: [&str; 4] = [
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_TYPE",
    "WAYLAND_DISPLAY",
    "DISPLAY",
];

/// What the app knows about itself.
#[derive(Debug, Default)]
pub struct Facts {
    /// As they are stored.
    pub settings: Settings,
    /// The addresses of the services.
    pub hosts: Vec<Detail>,
    /// Where sign-ins are kept.
    pub keychain: Option<Keychain>,
    /// Who is on this computer.
    pub accounts: Vec<AccountEntry>,
    /// What the window says was wrong last.
    pub problems: Vec<Problem>,
}

impl Facts {
    /// As things are now, with these settings.
    pub fn of(controller: &Controller, settings: &Settings) -> Self {
        let (accounts, notice) = match controller.session() {
            Session::SignedIn(view) => (view.accounts, view.notice),
            Session::SignedOut(view) => (view.accounts, view.notice),
            Session::Starting | Session::SigningIn(_) => (Vec::new(), None),
        };
        Self {
            hosts: controller.environments().hosts(settings),
            settings: settings.clone(),
            keychain: Some(controller.keychain()),
            accounts,
            problems: notice.into_iter().collect(),
        }
    }
}

pub(super) fn of(facts: &Facts, log: &[String]) -> SupportBundle {
    let mut redaction = Redaction::of(names(facts));
    let mut text = String::new();
    let mut section = |title: &str, lines: Vec<String>| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "## {title}");
        for line in lines {
            let _ = writeln!(text, "{}", redaction.line(&line));
        }
        text.push('\n');
    };
    section("Meridian", program());
    section("Settings", settings(&facts.settings));
    let hosts = facts.hosts.iter().map(fact);
    section("Services", hosts.collect());
    section("Keychain", keychain(facts.keychain.as_ref()));
    section("Accounts", facts.accounts.iter().map(account).collect());
    section(
        "Last problems",
        facts.problems.iter().flat_map(problem).collect(),
    );
    section("Log", log.to_vec());
    SupportBundle {
        text,
        redacted: redaction.count(),
    }
}

fn program() -> Vec<String> {
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let mut lines = vec![
        format!("version: {}", env!("CARGO_PKG_VERSION")),
        format!("system: {os}, {arch}"),
    ];
    lines.extend(release());
    lines.extend(DESKTOP.iter().filter_map(|name| {
        let value = std::env::var(name).ok()?;
        Some(format!("{name}: {value}"))
    }));
    lines
}

/// Which Linux it is.
fn release() -> Option<String> {
    let text = std::fs::read_to_string("/etc/os-release").ok()?;
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(format!("release: {}", name.trim_matches('"')))
}

fn settings(settings: &Settings) -> Vec<String> {
    match serde_json::to_string_pretty(&settings.as_file()) {
        Ok(json) => json.lines().map(str::to_owned).collect(),
        Err(error) => vec![format!("not shown: {error}")],
    }
}

fn keychain(keychain: Option<&Keychain>) -> Vec<String> {
    let Some(keychain) = keychain else {
        return Vec::new();
    };
    let mut lines = vec![format!("{}: {:?}", keychain.name, keychain.state)];
    lines.extend(keychain.message.clone());
    lines
}

fn account(entry: &AccountEntry) -> String {
    let kind = match entry.kind {
        AccountKind::User => "person",
        AccountKind::Service => "service account",
    };
    let marks = [
        (entry.current, "shown"),
        (entry.default, "default"),
        (entry.ended, "ended"),
    ];
    let marks = marks.iter().filter(|(is, _)| *is).map(|(_, word)| *word);
    format!(
        "{kind} {} of {}, client {}, {}",
        entry.username,
        entry.environment,
        entry.client_id,
        marks.collect::<Vec<_>>().join(", ")
    )
}

fn problem(problem: &Problem) -> Vec<String> {
    let mut lines = vec![format!("{} {}", problem.what, problem.meaning)];
    lines.extend(problem.details.iter().map(fact));
    lines
}

fn fact(detail: &Detail) -> String {
    format!("{}: {}", detail.label, detail.value)
}

/// Who could be known by what the file says.
fn names(facts: &Facts) -> Vec<String> {
    let mut names = Vec::new();
    for entry in &facts.accounts {
        names.extend([entry.name.clone(), entry.username.clone()]);
        names.extend(entry.organization.clone());
    }
    for variable in ["USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"] {
        // A container's "root" is nobody's name.
        names.extend(std::env::var(variable).ok().filter(|name| name != "root"));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_tells_what_helps_and_not_who_it_is() {
        let entry = AccountEntry {
            id: "DEFAULT".into(),
            kind: AccountKind::User,
            name: "Ada Lovelace".into(),
            username: "ada@uni.example".into(),
            organization: Some("Example University".into()),
            environment: "preview".into(),
            client_id: "61338d24-54d5-408f-a10d-66c06b59f6d2".into(),
            current: true,
            default: true,
            ended: true,
            signed_in_at: None,
        };
        let mut settings = Settings::default();
        settings.choices.browser_command = "/home/ada/bin/firefox {url}".into();
        let facts = Facts {
            accounts: vec![entry],
            problems: vec![Problem::local("It failed.", "For Ada Lovelace.".into())],
            settings,
            ..Facts::default()
        };
        let log = ["WARN Example University: ada@uni.example at /home/ada/x".to_owned()];
        let bundle = of(&facts, &log);
        for who in ["Ada", "ada", "University", "61338d24"] {
            assert!(!bundle.text.contains(who), "{who} in {}", bundle.text);
        }
        for what in [
            env!("CARGO_PKG_VERSION"),
            "preview",
            "ended",
            "It failed.",
            "WARN",
        ] {
            assert!(bundle.text.contains(what), "{what} not in {}", bundle.text);
        }
        assert!(bundle.redacted >= 7, "{}", bundle.text);
    }
}
