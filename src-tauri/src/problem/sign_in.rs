//! What became of a sign-in.

use globus_app::{Error, KeepError};

use super::{
    calls::of_call,
    capitalised,
    login::{of_login, of_other_identity, of_storage},
    view::{Fix, FixAction, Problem, Tone},
};

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
                label: "Sign in again ↗".into(),
            });
            problem
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use globus_app::{LoginError, StorageError};

    #[test]
    fn denied_access_has_its_own_words() {
        let problem = of_sign_in(&Error::Login(LoginError::Denied));
        assert_eq!(problem.what, "You chose not to allow access.");
        assert_eq!(problem.meaning, "Nothing was stored.");
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
}
