//! The action provider at an action URL.

use crate::transfer::scope;

/// An action provider, recognized by its URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::flows) enum Provider {
    Hello,
    WebOption,
    Transfer(Verb),
    /// A provider of Globus that is only simulated.
    Other {
        scope: String,
    },
}

/// What the Transfer providers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::flows) enum Verb {
    Transfer,
    Delete,
    Ls,
    Mkdir,
}

const SCOPES: &str = "https://auth.globus.org/scopes/";
const COMPUTE: &str = "https://auth.globus.org/scopes/facd7ccc-c5f4-42aa-916b-a0e270e2c2a9/all";

impl Provider {
    /// A provider of Globus, at a current or an older host. `None` for anyone else's.
    pub(in crate::flows) fn of(url: &str) -> Option<Self> {
        let url = url.strip_prefix("https://")?.trim_end_matches('/');
        let (host, path) = url.split_once('/').unwrap_or((url, ""));
        Some(match (host, path) {
            ("actions.globus.org", "hello_world") => Self::Hello,
            ("actions.globus.org", "weboption/wait_for_option") => Self::WebOption,
            ("actions.globus.org", "transfer/transfer")
            | ("transfer.actions.globus.org", "transfer") => Self::Transfer(Verb::Transfer),
            ("actions.globus.org", "transfer/delete")
            | ("transfer.actions.globus.org", "delete") => Self::Transfer(Verb::Delete),
            ("actions.globus.org", "transfer/ls") | ("transfer.actions.globus.org", "ls") => {
                Self::Transfer(Verb::Ls)
            }
            ("actions.globus.org", "transfer/mkdir") | ("transfer.actions.globus.org", "mkdir") => {
                Self::Transfer(Verb::Mkdir)
            }
            ("transfer.actions.globus.org", _) => Self::Other {
                scope: scope::ALL.to_owned(),
            },
            ("compute.actions.globus.org", _) => Self::Other {
                scope: COMPUTE.to_owned(),
            },
            ("actions.globus.org", path) if !path.is_empty() => Self::Other {
                scope: format!("{SCOPES}actions.globus.org/{path}"),
            },
            _ => return None,
        })
    }

    /// The scope that the user who starts a run consents to for the provider.
    pub(in crate::flows) fn scope(&self) -> &str {
        match self {
            Self::Hello => "https://auth.globus.org/scopes/actions.globus.org/hello_world",
            Self::WebOption => {
                "https://auth.globus.org/scopes/5fac2e64-c734-4e6b-90ea-ff12ddbf9653/weboption_wait_for_option"
            }
            Self::Transfer(_) => scope::ALL,
            Self::Other { scope } => scope,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn providers_are_known_by_both_of_their_urls_and_strangers_are_not() {
        for (url, provider) in [
            ("https://actions.globus.org/hello_world/", Provider::Hello),
            (
                "https://actions.globus.org/transfer/transfer",
                Provider::Transfer(Verb::Transfer),
            ),
            (
                "https://transfer.actions.globus.org/transfer/",
                Provider::Transfer(Verb::Transfer),
            ),
            (
                "https://transfer.actions.globus.org/mkdir",
                Provider::Transfer(Verb::Mkdir),
            ),
            (
                "https://compute.actions.globus.org/",
                Provider::Other {
                    scope: COMPUTE.to_owned(),
                },
            ),
        ] {
            assert_eq!(Provider::of(url), Some(provider), "{url}");
        }
        for stranger in [
            "https://actions.globus.org/",
            "https://evil.example/hello_world",
            "http://actions.globus.org/hello_world",
        ] {
            assert_eq!(Provider::of(stranger), None, "{stranger}");
        }
    }
}
