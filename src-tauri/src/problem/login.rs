//! Why nobody signed in, or why it could not be kept.

use globus_app::{Identity, LoginError, OtherIdentity, StorageError, platform_keychain_name};

use super::{
    capitalised,
    view::{FixAction, Problem, Tone},
};

pub fn of_other_identity(other: &OtherIdentity) -> Problem {
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

pub fn of_login(error: &LoginError) -> Problem {
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
