//! Problems for failed calls to a service.

use globus_app::{ApiError, Error, ProxyFailure};

use super::{
    capitalised,
    login::{of_login, of_other_identity, of_storage},
    view::{FixAction, NeedId, Problem, Tone},
};

impl Problem {
    /// Adds the retry button, the host and the reason of a connection problem.
    fn on_the_way(self, host: &str, reason: &str) -> Self {
        self.fixed_by(FixAction::Retry, "Try again")
            .with("Host", host)
            .with("Reason", reason)
    }
}

/// The title of a resource server, such as "Globus Flows".
pub fn service_title(resource_server: &str) -> String {
    match resource_server {
        "auth.globus.org" => "Globus Auth".to_owned(),
        "flows.globus.org" => "Globus Flows".to_owned(),
        "transfer.api.globus.org" => "Globus Transfer".to_owned(),
        other => other.to_owned(),
    }
}

/// You need to sign in again: a token is missing, has expired or lacks a scope, or you have just
/// signed out.
pub fn sign_in_needed(service: &str) -> Problem {
    Problem::new(
        Tone::Warning,
        format!("Sign in again to use {service}."),
        "A permission is missing or has expired. What you have loaded stays on the screen.",
    )
    .fixed_by(FixAction::SignIn, "Sign in again ↗")
}

/// The service wants another sign-in or permission first. The controller holds the details as
/// `need`.
pub fn one_more_step(service: &str, need: NeedId) -> Problem {
    let problem = Problem::new(
        Tone::Warning,
        format!("{service} needs your permission before Meridian can load this."),
        "You'll see what it asks for before your browser opens.",
    );
    Problem {
        need: Some(need),
        ..problem.fixed_by(FixAction::Allow, "Allow…")
    }
}

/// The problem for a failed call. `service` is the service's title.
pub fn of_call(service: &str, error: &Error) -> Problem {
    match error {
        Error::LoginRequired { .. } | Error::TokenValidation(_) => sign_in_needed(service),
        Error::OtherIdentity(other) => of_other_identity(other),
        Error::Login(error) => of_login(error),
        Error::Storage(error) => of_storage(error),
        Error::Network { host, reason } => Problem::new(
            Tone::Warning,
            format!("{service} couldn't be reached."),
            "You may be offline. What you have loaded stays on the screen.",
        )
        .on_the_way(host, reason),
        Error::Proxy { host, failure } => of_proxy(service, host, failure),
        Error::UnexpectedAnswer { host, reason } => Problem::new(
            Tone::Error,
            format!("{service} gave an unexpected answer."),
            "Something other than Globus may have answered, such as your network's sign-in page.",
        )
        .on_the_way(host, reason),
        Error::InsecureConnection { host, reason } => Problem::new(
            Tone::Error,
            format!("The connection to {service} isn't secure."),
            "The server couldn't prove that it is Globus. Nothing was sent.",
        )
        .on_the_way(host, reason),
        Error::RequirementNotMet { host, gare } => Problem::new(
            Tone::Warning,
            format!("{service} still asks for another sign-in."),
            "You have just signed in, but this may need a different account.",
        )
        .fixed_by(FixAction::SignIn, "Sign in again ↗")
        .with("Host", host)
        .with("Code", &gare.code),
        Error::Scopes(error) => Problem::local(
            "The permissions couldn't be requested.",
            format!("{}.", capitalised(&error.to_string())),
        ),
        Error::Settings(error) => Problem::local(
            "The request couldn't be sent. Check the network settings.",
            format!("{}.", capitalised(&error.to_string())),
        ),
        Error::Api(error) => of_api(service, error),
    }
}

fn of_proxy(service: &str, host: &str, failure: &ProxyFailure) -> Problem {
    let (what, meaning) = match failure {
        ProxyFailure::PasswordWanted => (
            format!("The proxy on the way to {service} didn't let Meridian through."),
            "The proxy needs a user name and password. Set them in HTTPS_PROXY, as in \
             http://name:password@proxy.example:3128, then restart Meridian.",
        ),
        ProxyFailure::Unreachable(_) => (
            format!("The proxy on the way to {service} couldn't be reached."),
            "You may be offline, or the proxy is down. What you have loaded stays on the screen.",
        ),
        _ => (
            format!("The proxy on the way to {service} refused to connect."),
            "Ask your network administrator to allow Globus. What you have loaded stays on the screen.",
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
        403 => "Your account doesn't have permission for this.".to_owned(),
        429 => "Too many requests at once. Try again in a moment.".to_owned(),
        500.. => "It couldn't answer the request. Try again later.".to_owned(),
        _ => says.unwrap_or_else(|| "Globus gave no reason.".to_owned()),
    };
    let what = match error.status {
        500.. => format!("{service} is having problems."),
        _ => format!("{service} refused the request."),
    };
    let mut problem = Problem::new(Tone::Error, what, meaning)
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
        problem = problem.with("Request ID", id);
    }
    problem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f31_text_from_a_service_is_cleaned() {
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
    fn f32_each_proxy_failure_has_its_own_words() {
        for (failure, what, meaning) in [
            (ProxyFailure::PasswordWanted, "didn't let", "HTTPS_PROXY"),
            (ProxyFailure::Refused, "refused to connect", "allow Globus"),
            (
                ProxyFailure::Unreachable("no route".to_owned()),
                "couldn't be reached",
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
    fn a_refusal_lists_the_details_that_support_needs() {
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
            ["Service", "HTTP", "Code", "Globus said", "Request ID"]
        );
    }
}
