//! The content of the support file.

use std::fmt::Write;

use super::redact::Redaction;
use crate::{
    accounts::view::{AccountEntry, AccountKind},
    controller::{Controller, session::Session},
    keychain::Keychain,
    problem::view::{Detail, Problem},
    settings::{Settings, view::SupportBundle},
};

/// Environment variables that identify the desktop.
const DESKTOP: [&str; 4] = [
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_TYPE",
    "WAYLAND_DISPLAY",
    "DISPLAY",
];

/// The data that goes into the support file.
#[derive(Debug, Default)]
pub struct Facts {
    /// The stored settings.
    pub settings: Settings,
    /// The hosts of the Globus services.
    pub hosts: Vec<Detail>,
    /// The keychain's state.
    pub keychain: Option<Keychain>,
    /// The accounts on this computer.
    pub accounts: Vec<AccountEntry>,
    /// The problem that the window shows, if any.
    pub problems: Vec<Problem>,
}

impl Facts {
    /// Collects the current facts.
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
        // Writing to a string can't fail.
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
        "Recent errors",
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

/// The Linux distribution and release.
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
        Err(error) => vec![format!("not available: {error}")],
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
        (entry.current, "current"),
        (entry.default, "default"),
        (entry.ended, "signed out"),
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

/// Names that could identify you, to redact.
fn names(facts: &Facts) -> Vec<String> {
    let mut names = Vec::new();
    for entry in &facts.accounts {
        names.extend([entry.name.clone(), entry.username.clone()]);
        names.extend(entry.organization.clone());
    }
    for variable in ["USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"] {
        // "root" identifies no one.
        names.extend(std::env::var(variable).ok().filter(|name| name != "root"));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_facts_but_no_names() {
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
            "signed out",
            "It failed.",
            "WARN",
        ] {
            assert!(bundle.text.contains(what), "{what} not in {}", bundle.text);
        }
        assert!(bundle.redacted >= 7, "{}", bundle.text);
    }
}
