//! Which Globus: what the settings, an account or the process' environment say.

use globus_app::{Environment, EnvironmentError};

use crate::settings::Settings;

/// A name in the environment wins over the settings.
const NAME_VARIABLE: &str = "GLOBUS_SDK_ENVIRONMENT";

/// So do addresses, whatever the name.
const ADDRESS_VARIABLES: [&str; 3] = [
    "GLOBUS_SDK_SERVICE_URL_AUTH",
    "GLOBUS_SDK_SERVICE_URL_FLOWS",
    "GLOBUS_SDK_SERVICE_URL_TRANSFER",
];

/// Those that researchers use.
const OFFERED: [&str; 2] = ["production", "preview"];

/// The environment called `name`, at the addresses that variables may give.
pub fn named(name: &str) -> Result<Environment, EnvironmentError> {
    Environment::from_lookup(|variable| match variable {
        NAME_VARIABLE => Some(name.to_owned()),
        other => std::env::var(other).ok(),
    })
}

/// The name in force for a new sign-in: the environment's, else the settings'.
pub fn name_in_force(settings: &Settings) -> String {
    variable(NAME_VARIABLE).unwrap_or_else(|| settings.environment.clone())
}

/// Whether a variable has a say.
pub fn are_from_variables() -> bool {
    let mut all = ADDRESS_VARIABLES.into_iter().chain([NAME_VARIABLE]);
    all.any(|name| variable(name).is_some())
}

/// Those that can be chosen.
pub fn offered(settings: &Settings) -> Vec<String> {
    let mut names: Vec<_> = OFFERED.map(str::to_owned).into();
    for name in [name_in_force(settings), settings.environment.clone()] {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
