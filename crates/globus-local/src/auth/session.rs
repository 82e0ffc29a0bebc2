//! What a client requires of the person's session (docs.globus.org: Sessions).

/// The `session_required_*` parameters of an authorize request.
#[derive(Clone, Default)]
pub(super) struct SessionRequirements {
    identities: Vec<String>,
    domains: Vec<String>,
    policies: Vec<String>,
    mfa: bool,
}

impl SessionRequirements {
    /// Reads comma lists, and booleans as Python and as JavaScript write them; none if a value
    /// is no boolean.
    pub(super) fn read<'a>(given: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let list = |name: &str| {
            let items = given(name).unwrap_or_default().split(',').map(str::trim);
            let items = items.filter(|item| !item.is_empty());
            items.map(str::to_owned).collect()
        };
        Some(Self {
            identities: list("session_required_identities"),
            domains: list("session_required_single_domain"),
            policies: list("session_required_policies"),
            mfa: match given("session_required_mfa") {
                None | Some("False" | "false") => false,
                Some("True" | "true") => true,
                Some(_) => return None,
            },
        })
    }

    /// One sentence for each requirement.
    pub(super) fn in_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let mut add = |what: &str, values: &[String]| {
            if !values.is_empty() {
                words.push(format!("{what}: {}", values.join(", ")));
            }
        };
        add("You sign in as one of", &self.identities);
        add("You sign in with an identity of", &self.domains);
        add("You meet the policies", &self.policies);
        if self.mfa {
            words.push("You sign in with a second factor".to_owned());
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &'static str, value: &'static str) -> Option<Vec<String>> {
        let given = |asked: &str| (asked == name && !value.is_empty()).then_some(value);
        SessionRequirements::read(given).map(|requirements| requirements.in_words())
    }

    #[test]
    fn booleans_of_two_languages_and_comma_lists_are_read() {
        let mfa = Some(vec!["You sign in with a second factor".to_owned()]);
        assert_eq!(words("session_required_mfa", "True"), mfa);
        assert_eq!(words("session_required_mfa", "true"), mfa);
        assert_eq!(words("session_required_mfa", "False"), Some(vec![]));
        assert_eq!(words("session_required_mfa", "false"), Some(vec![]));
        assert_eq!(words("session_required_mfa", "maybe"), None);
        assert_eq!(
            words("session_required_single_domain", "uni.example,,lab.example"),
            Some(vec![
                "You sign in with an identity of: uni.example, lab.example".to_owned()
            ])
        );
        assert_eq!(words("session_required_identities", ""), Some(vec![]));
    }
}
