//! The Globus environment, from the settings, an account or the process's environment variables.

use std::{collections::HashMap, sync::Arc};

use globus_app::{Environment, EnvironmentError};
use url::Url;

use super::Settings;
use crate::problem::view::Detail;

/// The environment variable whose name overrides the settings.
const NAME: &str = "GLOBUS_SDK_ENVIRONMENT";

/// The environment variables whose addresses override the environment's own.
const ADDRESSES: [&str; 4] = [
    "GLOBUS_SDK_SERVICE_URL_AUTH",
    "GLOBUS_SDK_SERVICE_URL_FLOWS",
    "GLOBUS_SDK_SERVICE_URL_GROUPS",
    "GLOBUS_SDK_SERVICE_URL_TRANSFER",
];

/// The environments offered in Settings.
const OFFERED: [&str; 2] = ["production", "preview"];

/// The Globus environments, with any overrides from environment variables.
#[derive(Clone, Debug, Default)]
pub struct Environments {
    variables: Arc<HashMap<String, String>>,
}

impl Environments {
    /// Reads this process's environment variables.
    pub fn of_process() -> Self {
        Self::with(std::env::vars_os().filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            let is_ours = name == NAME || ADDRESSES.contains(&name.as_str());
            is_ours.then_some((name, value.into_string().ok()?))
        }))
    }

    /// Uses these variables. An empty value counts as unset.
    pub fn with(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let set = variables.into_iter().filter(|(_, value)| !value.is_empty());
        Self {
            variables: Arc::new(set.collect()),
        }
    }

    /// The environment with this name, with addresses overridden by variables.
    pub fn named(&self, name: &str) -> Result<Environment, EnvironmentError> {
        Environment::from_lookup(|variable| match variable {
            NAME => Some(name.to_owned()),
            other => self.variables.get(other).cloned(),
        })
    }

    /// The environment for a new sign-in: from the variable, else from the settings.
    pub fn name_in_force(&self, settings: &Settings) -> String {
        let variable = self.variables.get(NAME);
        variable.unwrap_or(&settings.choices.environment).clone()
    }

    /// The addresses of the environment in use, by service.
    pub fn hosts(&self, settings: &Settings) -> Vec<Detail> {
        let Ok(environment) = self.named(&self.name_in_force(settings)) else {
            return Vec::new();
        };
        [
            ("Auth", environment.auth()),
            ("Flows", environment.flows()),
            ("Transfer", environment.transfer()),
        ]
        .map(|(label, url)| Detail {
            label: label.into(),
            value: url.as_str().into(),
        })
        .into()
    }

    /// The redirect URLs that a client needs for each way to sign in.
    pub fn redirects(&self, settings: &Settings) -> Vec<Detail> {
        let environment = self.named(&self.name_in_force(settings));
        let code_page = environment
            .ok()
            .and_then(|it| it.auth().join("v2/web/auth-code").ok());
        let relay = Some(settings.choices.relay.as_str()).filter(|relay| !relay.is_empty());
        [
            ("Automatic sign-in", Some("http://127.0.0.1")),
            ("Sign-in with a code", code_page.as_ref().map(Url::as_str)),
            ("Relay page", relay),
        ]
        .into_iter()
        .filter_map(|(label, address)| {
            Some(Detail {
                label: label.into(),
                value: address?.into(),
            })
        })
        .collect()
    }

    /// Whether a variable overrides the settings.
    pub fn are_overridden(&self) -> bool {
        !self.variables.is_empty()
    }

    /// The environments that you can choose.
    pub fn offered(&self, settings: &Settings) -> Vec<String> {
        let mut names: Vec<_> = OFFERED.map(str::to_owned).into();
        for name in [
            self.name_in_force(settings),
            settings.choices.environment.clone(),
        ] {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Environments {
        let owned = variables
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()));
        Environments::with(owned)
    }

    #[test]
    fn a_variable_wins_over_the_settings() {
        let mut settings = Settings::default();
        settings.choices.environment = "preview".into();
        assert_eq!(with(&[]).name_in_force(&settings), "preview");
        assert!(!with(&[(NAME, "")]).are_overridden());
        let test = with(&[(NAME, "test")]);
        assert_eq!(test.name_in_force(&settings), "test");
        assert_eq!(test.offered(&settings), ["production", "preview", "test"]);
    }

    #[test]
    fn an_account_keeps_its_environment_at_whatever_address() {
        let there = with(&[(NAME, "test"), (ADDRESSES[0], "http://127.0.0.1:9/")]);
        let preview = there.named("preview").expect("known");
        assert_eq!(preview.name(), "preview");
        assert_eq!(preview.auth().as_str(), "http://127.0.0.1:9/");
        there.named("elsewhere").expect_err("unknown");
    }
}
