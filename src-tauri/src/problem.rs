//! Errors in words: what happened, what it means, one fix.

use globus_app::{
    ApiError, Error, Identity, KeepError, LoginError, OtherIdentity, ProxyFailure, StorageError,
    platform_keychain_name,
};

use crate::{
    rows::{line, page},
    view::{Action, Detail, Fix, FixAction, Place, Problem, Tone},
};

impl Problem {
    /// Both texts may hold what a service or a person wrote, made fit to be shown here.
    pub(crate) fn new(tone: Tone, what: impl AsRef<str>, meaning: impl AsRef<str>) -> Self {
        Self {
            tone,
            what: line(what.as_ref()),
            meaning: page(meaning.as_ref()),
            fix: None,
            otherwise: None,
            asks_for: None,
            details: Vec::new(),
        }
    }

    pub(crate) fn fixed_by(mut self, action: FixAction, label: &str) -> Self {
        self.fix = Some(Fix {
            action,
            label: label.into(),
        });
        self
    }

    fn or_by(mut self, action: FixAction, label: &str) -> Self {
        self.otherwise = Some(Fix {
            action,
            label: label.into(),
        });
        self
    }

    pub(crate) fn with(mut self, label: &str, value: impl AsRef<str>) -> Self {
        self.details.push(Detail {
            label: label.into(),
            value: page(value.as_ref()),
        });
        self
    }

    /// The person's own input, refused.
    pub fn invalid_input(what: &str, meaning: &str) -> Self {
        Self::new(Tone::Error, what, meaning)
    }

    /// The person's own doing, told once.
    pub fn neutral(what: &str, meaning: &str) -> Self {
        Self::new(Tone::Neutral, what, meaning)
    }

    /// Something on this computer, outside Globus.
    pub fn local(what: &str, meaning: String) -> Self {
        Self::new(Tone::Error, what, meaning)
    }

    /// No client id is set, and a real sign-in needs one.
    pub fn no_client_id() -> Self {
        Self::new(
            Tone::Warning,
            "Meridian has no client ID yet.",
            "Globus needs one to know which app asks. Set it in Settings.",
        )
        .fixed_by(FixAction::OpenSettings, "Open Settings")
    }
}

/// A sign-in that is kept on this computer can be used no more.
pub fn sign_in_ended() -> Problem {
    Problem::new(
        Tone::Warning,
        "Your sign-in has ended.",
        "Sign in again to go on. Your lists stay.",
    )
    .fixed_by(FixAction::SignIn, "Sign in again ↗")
}

/// A service account without its secret is of no use.
pub fn secret_missing() -> Problem {
    Problem::new(
        Tone::Warning,
        "The secret of this service account is gone from your keychain.",
        "Sign it out here, then add it again with its secret.",
    )
}

/// Why a service account could not be added.
pub fn of_service_sign_in(error: &Error) -> Problem {
    match error {
        Error::Api(error) if matches!(error.status, 400 | 401) => Problem::new(
            Tone::Error,
            "Globus does not know this client ID with this secret.",
            "Nothing was stored. Copy both again from the page of your project.",
        )
        .with("HTTP", error.status.to_string())
        .with("Code", error.code.clone().unwrap_or_default()),
        other => {
            let mut problem = of_call("Globus Auth", other);
            problem.fix = None;
            problem
        }
    }
}

/// Nothing of an account is left on this computer.
pub fn signed_out(title: &str) -> Problem {
    Problem::new(
        Tone::Neutral,
        "Signed out.",
        format!("Nothing of {title} is left on this computer."),
    )
}

/// The same, but Globus does not know yet.
pub fn signed_out_offline(title: &str) -> Problem {
    Problem::new(
        Tone::Warning,
        "Signed out here, but Globus could not be told.",
        format!(
            "Nothing of {title} is left on this computer. Meridian goes on trying until you quit; \
             or remove its permissions on globus.org."
        ),
    )
}

/// What people call the service that a token is for.
pub fn service_title(resource_server: &str) -> String {
    match resource_server {
        "auth.globus.org" => "Globus Auth".to_owned(),
        "flows.globus.org" => "Globus Flows".to_owned(),
        "transfer.api.globus.org" => "Globus Transfer".to_owned(),
        other => other.to_owned(),
    }
}

/// The tokens of a second account could not be kept.
pub fn not_kept(error: &KeepError) -> Problem {
    match error {
        KeepError::Storage(error) => of_storage(error),
        other => Problem::local(
            "The second account could not be kept.",
            format!(
                "{}. Sign in to it once more.",
                capitalised(&other.to_string())
            ),
        ),
    }
}

/// The system did not take it.
pub fn no_start_at_login(why: &str) -> Problem {
    Problem::new(
        Tone::Warning,
        "Meridian could not be set to start when you log in.",
        format!(
            "{}. Your system's own settings may list it.",
            capitalised(why)
        ),
    )
    .fixed_by(FixAction::Retry, "Try again")
}

/// There is no token for the service, or none that will do; or nobody is signed in any more, and
/// a window that lags behind asked.
pub fn sign_in_needed(service: &str) -> Problem {
    Problem::new(
        Tone::Warning,
        format!("{service} needs you to sign in again."),
        "Your permission is missing, incomplete or has ended. Your lists stay.",
    )
    .fixed_by(FixAction::SignIn, "Fix in browser ↗")
}

/// The same for what a place shows: if it needs one more step, that is offered.
pub fn of_read(service: &str, error: &Error, place: Place) -> Problem {
    let needs_more = match error {
        Error::Api(error) => error.gare.is_some(),
        Error::RequirementNotMet { .. } => true,
        _ => false,
    };
    if !needs_more {
        return of_call(service, error);
    }
    let mut problem = Problem::new(
        Tone::Warning,
        format!("{service} needs one more step from you."),
        "What it is stands on the next sheet. Nothing happens before you agree.",
    )
    .fixed_by(FixAction::Allow, "Show what is needed…");
    problem.asks_for = Some(Action::Read { place });
    problem
}

/// An id that is none: nothing is asked.
pub fn not_an_id() -> Problem {
    Problem::invalid_input(
        "That is not an ID.",
        "An ID looks like 61338d24-54d5-408f-a10d-66c06b59f6d2.",
    )
}

/// Why a list could not be read; `service` is its name for people.
pub fn of_call(service: &str, error: &Error) -> Problem {
    match error {
        Error::LoginRequired { .. } | Error::TokenValidation(_) => sign_in_needed(service),
        Error::OtherIdentity(other) => of_other_identity(other),
        Error::Login(error) => of_login(error),
        Error::Storage(error) => of_storage(error),
        Error::Network { host, reason } => Problem::new(
            Tone::Warning,
            format!("{service} could not be reached."),
            "You may be offline. What was loaded before stays.",
        )
        .fixed_by(FixAction::Retry, "Try again")
        .with("Host", host)
        .with("Reason", reason),
        Error::Proxy { host, failure } => of_proxy(service, host, failure),
        Error::UnexpectedAnswer { host, reason } => Problem::new(
            Tone::Error,
            format!("{service} gave an unexpected answer."),
            "Something between you and Globus may have answered instead, such as a sign-in page \
             of your network.",
        )
        .fixed_by(FixAction::Retry, "Try again")
        .with("Host", host)
        .with("Reason", reason),
        Error::InsecureConnection { host, reason } => Problem::new(
            Tone::Error,
            format!("The connection to {service} is not safe."),
            "What answers cannot prove that it is Globus. Nothing was sent.",
        )
        .fixed_by(FixAction::Retry, "Try again")
        .with("Host", host)
        .with("Reason", reason),
        Error::RequirementNotMet { host, gare } => Problem::new(
            Tone::Warning,
            format!("{service} still asks for another sign-in."),
            "You just signed in as it asked. It may want another of your accounts.",
        )
        .fixed_by(FixAction::SignIn, "Sign in again ↗")
        .with("Host", host)
        .with("Code", &gare.code),
        Error::Scopes(error) => {
            Problem::local("The permissions cannot be asked for.", error.to_string())
        }
        Error::Settings(error) => {
            Problem::local("The network settings do not do.", error.to_string())
        }
        Error::Api(error) => of_api(service, error),
    }
}

fn of_proxy(service: &str, host: &str, failure: &ProxyFailure) -> Problem {
    let meaning = match failure {
        ProxyFailure::PasswordWanted => {
            "It wants a user name and a password. Put them in HTTPS_PROXY, as in \
             http://name:password@proxy.example:3128, and start Meridian again."
        }
        _ => {
            "What was loaded before stays. Whoever runs the proxy knows whether it is up, and lets \
              Globus through."
        }
    };
    Problem::new(
        Tone::Warning,
        format!("The proxy on the way to {service} did not let Meridian through."),
        meaning,
    )
    .fixed_by(FixAction::Retry, "Try again")
    .with("Host", host)
    .with("Reason", failure.to_string())
}

fn of_api(service: &str, error: &ApiError) -> Problem {
    let says = error
        .message
        .as_deref()
        .map(|message| format!("Globus said: “{message}”"));
    let meaning = match error.status {
        403 => "Your account may not see this.".to_owned(),
        429 => "Too many requests at once. It works again in a moment.".to_owned(),
        500.. => "The service has a problem of its own. It is worth trying again later.".to_owned(),
        _ => says.unwrap_or_else(|| "It did not say why.".to_owned()),
    };
    let mut problem = Problem::new(
        Tone::Error,
        format!("{service} refused the request."),
        meaning,
    )
    .fixed_by(FixAction::Retry, "Try again")
    .with("Service", &error.host)
    .with("HTTP", error.status.to_string());
    if let Some(code) = &error.code {
        problem = problem.with("Code", code);
    }
    if let Some(message) = &error.message {
        problem = problem.with("Globus said", message);
    }
    if let Some(id) = &error.request_id {
        problem = problem.with("Request id", id);
    }
    problem
}

/// Why a sign-in did not succeed.
pub fn of_sign_in(error: &Error) -> Problem {
    match error {
        Error::OtherIdentity(other) => of_other_identity(other),
        Error::Login(error) => of_login(error),
        Error::Storage(error) => of_storage(error),
        other => {
            let mut problem = of_call("Globus Auth", other);
            problem.fix = Some(Fix {
                action: FixAction::SignIn,
                label: "Sign in again ↗".to_owned(),
            });
            problem
        }
    }
}

fn of_other_identity(other: &OtherIdentity) -> Problem {
    let Identity {
        preferred_username,
        sub,
        ..
    } = other.identity();
    let who = preferred_username.as_ref().unwrap_or(sub);
    Problem::new(
        Tone::Warning,
        format!("You signed in as {who}, but this window belongs to someone else."),
        "Nothing was changed, and the new permission was given back.",
    )
    .fixed_by(FixAction::SignIn, "Sign in again ↗")
}

fn of_login(error: &LoginError) -> Problem {
    const AGAIN: &str = "Sign in again ↗";
    let problem = match error {
        LoginError::Denied => Problem::new(
            Tone::Neutral,
            "You chose not to allow access.",
            "Nothing was stored.",
        ),
        LoginError::TimedOut(_) => Problem::new(
            Tone::Neutral,
            "The sign-in was not finished.",
            "The browser did not come back in time. Nothing was stored.",
        ),
        LoginError::Cancelled => {
            return Problem::new(Tone::Neutral, "Sign-in cancelled.", "Nothing was stored.");
        }
        LoginError::CodeRefused(error) => Problem::new(
            Tone::Error,
            "Globus did not accept the code.",
            "A code works once and for a few minutes. Start again for a new one.",
        )
        .with("HTTP", error.status.to_string())
        .with("Code", error.code.clone().unwrap_or_default()),
        LoginError::PartlyGranted(missing) => Problem::new(
            Tone::Warning,
            "Not everything that Meridian needs was allowed.",
            "Nothing was stored. Sign in again and allow all of it.",
        )
        .with("Missing", missing.join(" ")),
        other => Problem::new(
            Tone::Error,
            "The sign-in did not finish.",
            format!("{}. Nothing was stored.", capitalised(&other.to_string())),
        ),
    };
    problem.fixed_by(FixAction::SignIn, AGAIN)
}

/// Why the keychain could not be used.
pub fn of_storage(error: &StorageError) -> Problem {
    Problem::new(
        Tone::Warning,
        storage_words(error),
        "No browser was opened, nothing was stored.",
    )
    .fixed_by(FixAction::SignIn, "Try again")
    .or_by(FixAction::UntilQuit, "Keep this sign-in only until I quit")
}

/// What is wrong with the keychain and how to mend it.
pub fn storage_words(error: &StorageError) -> String {
    let name = capitalised(platform_keychain_name());
    match error {
        StorageError::Locked => format!("{name} is locked. Unlock it, then try again."),
        StorageError::TimedOut(_) => {
            format!("{name} did not answer. It may be waiting for you to unlock it.")
        }
        StorageError::NotAvailable => {
            format!("{name} is not available: no keychain service runs on this desktop.")
        }
        StorageError::NoKeyring => {
            format!("{name} is empty: create a default keyring in your keychain app first.")
        }
        StorageError::WriteFailed => format!("{name} could not save the sign-in."),
        StorageError::TooLarge { .. } => format!("{name} cannot hold a sign-in this large."),
        StorageError::Newer { .. } => {
            "A newer version of Meridian stored this sign-in. Signing in again replaces it."
                .to_owned()
        }
        StorageError::Corrupt { .. } => {
            "A stored sign-in cannot be read. Signing in again replaces it.".to_owned()
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denied_access_has_its_own_words() {
        let problem = of_sign_in(&Error::Login(LoginError::Denied));
        assert_eq!(problem.what, "You chose not to allow access.");
        assert_eq!(problem.meaning, "Nothing was stored.");
    }

    #[test]
    fn f31_what_a_service_says_is_made_fit_to_be_shown() {
        let problem = of_call(
            "Globus Flows",
            &Error::Network {
                host: "flows.example".to_owned(),
                reason: "a\u{1b}[31mb\u{202e}c".to_owned(),
            },
        );
        assert_eq!(problem.details[1].value, "abc");
        let problem = Problem::new(Tone::Error, "a\u{202e}\nb", "c\u{1b}]0;t\u{7}\nd");
        assert_eq!(
            (problem.what.as_str(), problem.meaning.as_str()),
            ("a b", "c\nd")
        );
    }

    #[test]
    fn a_locked_keyring_can_be_done_without() {
        let problem = of_sign_in(&Error::Storage(StorageError::Locked));
        assert!(problem.what.contains("is locked"), "{}", problem.what);
        assert_eq!(
            problem.otherwise.map(|fix| fix.action),
            Some(FixAction::UntilQuit)
        );
    }

    #[test]
    fn a_refusal_names_what_support_asks_for() {
        let error = ApiError {
            host: "flows.globus.org".into(),
            status: 403,
            code: Some("FORBIDDEN".into()),
            message: Some("no".into()),
            request_id: Some("d1".into()),
            ..ApiError::default()
        };
        let problem = of_call("Globus Flows", &Error::Api(error));
        let labels: Vec<_> = problem
            .details
            .iter()
            .map(|detail| detail.label.as_str())
            .collect();
        assert_eq!(
            labels,
            ["Service", "HTTP", "Code", "Globus said", "Request id"]
        );
    }
}
