//! Roles in filters.

/// Any of the roles in `text`, separated by commas, out of those in `known`. The OpenAPI document
/// spells some of them in the plural; the SDK and the CLI do not.
pub(in crate::flows) fn any_of(text: &str, known: &[&str]) -> Result<Vec<String>, String> {
    text.split(',').map(|text| role(text, known)).collect()
}

/// `filter_role`, the older parameter, is cumulative: it means this role or a stronger one. In
/// `ranked` the weakest role comes first.
pub(in crate::flows) fn at_least(text: &str, ranked: &[&str]) -> Result<Vec<String>, String> {
    let role = role(text, ranked)?;
    let from = ranked.iter().skip_while(|ranked| **ranked != role);
    Ok(from.map(ToString::to_string).collect())
}

fn role(text: &str, known: &[&str]) -> Result<String, String> {
    let singular = text.trim().trim_end_matches('s');
    if known.contains(&singular) {
        Ok(singular.to_owned())
    } else {
        Err(format!("{text:?} is not a role"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANKED: [&str; 3] = ["flow_viewer", "flow_administrator", "flow_owner"];

    #[test]
    fn both_spellings_are_read_and_others_refused() {
        assert_eq!(
            any_of("flow_viewers,flow_owner, flow_administrators", &RANKED).expect("roles"),
            ["flow_viewer", "flow_owner", "flow_administrator"]
        );
        for bad in ["", "flow_viewer,", "king"] {
            assert!(any_of(bad, &RANKED).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_older_filter_is_cumulative() {
        assert_eq!(
            at_least("flow_administrator", &RANKED).expect("a role"),
            ["flow_administrator", "flow_owner"]
        );
        assert_eq!(at_least("flow_viewer", &RANKED).expect("a role").len(), 3);
        assert_eq!(
            at_least("flow_owner", &RANKED).expect("a role"),
            ["flow_owner"]
        );
        assert!(at_least("king", &RANKED).is_err());
    }
}
