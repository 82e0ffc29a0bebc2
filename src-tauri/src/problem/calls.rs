//! Why a service did not do what it was asked.

use globus_app::{ApiError, Error, ProxyFailure};

use super::{
    login::{of_login, of_other_identity, of_storage},
    view::{FixAction, NeedId, Problem, Tone},
};

impl Problem {
    /// Something between here and the service, which may be over soon.
    fn on_the_way(self, host: &str, reason: &str) -> Self {
        self.fixed_by(FixAction::Retry, "Try again")
            .with("Host", host)
            .with("Reason", reason)
    }
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

/// The service wants one more step of the person, which the controller holds as `need`.
pub fn one_more_step(service: &str, need: NeedId) -> Problem {
    let problem = Problem::new(
        Tone::Warning,
        format!("{service} needs one more step from you."),
        "What it is stands on the next sheet. Nothing happens before you agree.",
    );
    Problem {
        need: Some(need),
        ..problem.fixed_by(FixAction::Allow, "Show what is needed…")
    }
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
        .on_the_way(host, reason),
        Error::Proxy { host, failure } => of_proxy(service, host, failure),
        Error::UnexpectedAnswer { host, reason } => Problem::new(
            Tone::Error,
            format!("{service} gave an unexpected answer."),
            "Something between you and Globus may have answered instead, such as a sign-in page \
             of your network.",
        )
        .on_the_way(host, reason),
        Error::InsecureConnection { host, reason } => Problem::new(
            Tone::Error,
            format!("The connection to {service} is not safe."),
            "What answers cannot prove that it is Globus. Nothing was sent.",
        )
        .on_the_way(host, reason),
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
    let (what, meaning) = match failure {
        ProxyFailure::PasswordWanted => (
            format!("The proxy on the way to {service} did not let Meridian through."),
            "It wants a user name and a password. Put them in HTTPS_PROXY, as in \
             http://name:password@proxy.example:3128, and start Meridian again.",
        ),
        ProxyFailure::Unreachable(_) => (
            format!("The proxy on the way to {service} could not be reached."),
            "You may be offline, or it is down. What was loaded before stays.",
        ),
        _ => (
            format!("The proxy on the way to {service} refused to connect."),
            "Whoever runs it can allow Globus. What was loaded before stays.",
        ),
    };
    Problem::new(Tone::Warning, what, meaning).on_the_way(host, &failure.to_string())
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn f32_a_proxy_is_named_by_what_it_did() {
        for (failure, what, meaning) in [
            (ProxyFailure::PasswordWanted, "did not let", "HTTPS_PROXY"),
            (ProxyFailure::Refused, "refused to connect", "allow Globus"),
            (
                ProxyFailure::Unreachable("no route".to_owned()),
                "could not be reached",
                "You may be offline",
            ),
        ] {
            let host = "auth.globus.org".to_owned();
            let problem = of_call("Globus Auth", &Error::Proxy { host, failure });
            let is_named = problem
                .what
                .starts_with("The proxy on the way to Globus Auth");
            assert!(is_named && problem.what.contains(what), "{problem:?}");
            assert!(problem.meaning.contains(meaning), "{problem:?}");
        }
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
