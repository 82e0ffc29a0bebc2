//! Problems and notices about sign-ins and sign-outs.

use globus_app::{Error, KeepError};

use super::{
    calls::of_call,
    capitalised,
    login::{of_login, of_other_identity, of_storage},
    view::{Fix, FixAction, Problem, Tone},
};

/// The problem for a failed sign-in.
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

/// The problem for a service account that could not be added.
pub fn of_service_sign_in(error: &Error) -> Problem {
    match error {
        Error::Api(error) if matches!(error.status, 400 | 401) => Problem::new(
            Tone::Error,
            "Globus doesn't recognize this client ID and secret.",
            "Nothing was stored. Copy both again from your project's page.",
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

/// The tokens of a second account could not be saved.
pub fn not_kept(error: &KeepError) -> Problem {
    match error {
        KeepError::Storage(error) => of_storage(error),
        other => Problem::local(
            "The second account couldn't be saved.",
            format!("{}. Sign in to it again.", capitalised(&other.to_string())),
        ),
    }
}

/// The stored sign-in has expired or was revoked.
pub fn sign_in_ended() -> Problem {
    Problem::new(
        Tone::Warning,
        "Your sign-in has ended.",
        "Sign in again to continue. What you have loaded stays on the screen.",
    )
    .fixed_by(FixAction::SignIn, "Sign in again ↗")
}

/// The secret of a service account is missing.
pub fn secret_missing() -> Problem {
    Problem::new(
        Tone::Warning,
        "The secret of this service account is missing on this computer.",
        "Sign out of the account, then add it again with its secret.",
    )
}

/// The account's data has been removed from this computer.
pub fn signed_out(title: &str) -> Problem {
    Problem::new(
        Tone::Neutral,
        "Signed out.",
        format!("{title}'s data has been removed from this computer."),
    )
}

/// The same, but the tokens aren't revoked yet.
pub fn signed_out_offline(title: &str) -> Problem {
    Problem::new(
        Tone::Warning,
        "Signed out here, but Globus couldn't be reached.",
        format!(
            "{title}'s data has been removed from this computer. Meridian keeps trying to revoke its \
             tokens until you quit. You can also remove its permissions on globus.org."
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
    fn a_locked_keyring_offers_to_keep_the_sign_in_in_memory() {
        let problem = of_sign_in(&Error::Storage(StorageError::Locked));
        assert!(problem.what.contains("is locked"), "{}", problem.what);
        assert_eq!(
            problem.otherwise.map(|fix| fix.action),
            Some(FixAction::UntilQuit)
        );
    }
}
