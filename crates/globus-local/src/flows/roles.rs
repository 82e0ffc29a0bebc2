//! What a person may do with a flow, as a filter names it.

/// From the least to the most that one may do with a flow.
const RANKED: [&str; 4] = [
    "flow_viewer",
    "flow_starter",
    "flow_administrator",
    "flow_owner",
];
const OF_RUNS: [&str; 4] = [
    "run_monitor",
    "run_manager",
    "flow_run_monitor",
    "flow_run_manager",
];

/// One of the roles in `text`, a comma list; the OpenAPI document spells some of them in the
/// plural, the SDK and the CLI do not.
pub(super) fn any_of(text: &str) -> Result<Vec<String>, String> {
    text.split(',').map(role).collect()
}

/// `filter_role`, the older parameter, is cumulative: that role or one that may do more.
pub(super) fn at_least(text: &str) -> Result<Vec<String>, String> {
    let role = role(text)?;
    let rank = RANKED.iter().position(|ranked| *ranked == role);
    Ok(match rank {
        Some(rank) => RANKED[rank..].iter().map(ToString::to_string).collect(),
        None => vec![role],
    })
}

fn role(text: &str) -> Result<String, String> {
    let singular = text.trim().trim_end_matches('s');
    if RANKED.contains(&singular) || OF_RUNS.contains(&singular) {
        Ok(singular.to_owned())
    } else {
        Err(format!("{text:?} is not a role"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read_and_others_refused() {
        assert_eq!(
            any_of("flow_viewers,flow_starter, run_managers").expect("roles"),
            ["flow_viewer", "flow_starter", "run_manager"]
        );
        for bad in ["", "flow_viewer,", "king"] {
            assert!(any_of(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_older_filter_is_cumulative() {
        assert_eq!(
            at_least("flow_administrator").expect("a role"),
            ["flow_administrator", "flow_owner"]
        );
        assert_eq!(at_least("flow_viewer").expect("a role").len(), 4);
        assert_eq!(at_least("flow_owner").expect("a role"), ["flow_owner"]);
    }
}
