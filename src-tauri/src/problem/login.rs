//! Problems for failed sign-ins and for the keychain.

use globus_app::{Identity, LoginError, OtherIdentity, StorageError, platform_keychain_name};

use super::{
    capitalised,
    view::{FixAction, Problem, Tone},
};

/// You signed in with a different identity than the window's account.
pub fn of_other_identity(other: &OtherIdentity) -> Problem {
    let Identity {
        preferred_username,
        sub,
        ..
    } = other.identity();
    let who = preferred_username.as_ref().unwrap_or(sub);
    Problem::new(
        Tone::Warning,
        format!("You signed in as {who}. This window belongs to another account."),
        "Nothing was changed, and the new tokens were revoked.",
    )
    .fixed_by(FixAction::SignIn, "Sign in again ↗")
}

/// The problem for a sign-in that didn't succeed.
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
            "The sign-in timed out.",
            "You didn't finish in the browser within the time limit. Nothing was stored.",
        ),
        LoginError::Cancelled => {
            return Problem::new(Tone::Neutral, "Sign-in canceled.", "Nothing was stored.");
        }
        LoginError::CodeRefused(error) => Problem::new(
            Tone::Error,
            "Globus didn't accept the code.",
            "A code works only once and expires after a few minutes. Sign in again to get a new one.",
        )
        .with("HTTP", error.status.to_string())
        .with("Code", error.code.clone().unwrap_or_default()),
        LoginError::PartlyGranted(missing) => Problem::new(
            Tone::Warning,
            "You allowed only part of what Meridian needs.",
            "Nothing was stored. Sign in again and allow everything.",
        )
        .with("Missing", missing.join(" ")),
        other => Problem::new(
            Tone::Error,
            "The sign-in didn't finish.",
            format!("{}. Nothing was stored.", capitalised(&other.to_string())),
        ),
    };
    problem.fixed_by(FixAction::SignIn, AGAIN)
}

/// The problem for a keychain error during a sign-in.
pub fn of_storage(error: &StorageError) -> Problem {
    Problem::new(
        Tone::Warning,
        storage_words(error),
        "No browser was opened, and nothing was stored.",
    )
    .fixed_by(FixAction::SignIn, "Try again")
    .or_by(FixAction::UntilQuit, "Keep this sign-in only until I quit")
}

/// What is wrong with the keychain, and what to do.
pub fn storage_words(error: &StorageError) -> String {
    let name = platform_keychain_name().replace("your", "Your");
    match error {
        StorageError::Locked => format!("{name} is locked. Unlock it, then try again."),
        StorageError::TimedOut(_) => {
            format!("{name} didn't respond. It may be waiting for you to unlock it.")
        }
        StorageError::NotAvailable if cfg!(any(target_os = "macos", windows)) => {
            format!("{name} isn't available.")
        }
        StorageError::NotAvailable => "No keyring service is running on this computer.".to_owned(),
        StorageError::NoKeyring => {
            "There is no default keyring yet. Create one in your keyring app, then try again."
                .to_owned()
        }
        StorageError::WriteFailed => format!("{name} couldn't save the sign-in."),
        StorageError::TooLarge { .. } => format!("{name} can't hold a sign-in this large."),
        StorageError::Newer { .. } => {
            "This sign-in was saved by a newer Meridian. Signing in again replaces it.".to_owned()
        }
        StorageError::Corrupt { .. } => {
            "A saved sign-in can't be read. Signing in again replaces it.".to_owned()
        }
    }
}
