//! Who has a role on a flow or a run: lists of URNs.

use serde_json::Value;

use super::error::Invalid;

/// A list of principals, and what it may contain besides identities and groups.
pub(super) struct Role {
    pub(super) field: &'static str,
    name: &'static str,
    everybody: Option<&'static str>,
}

const fn role(field: &'static str, name: &'static str, everybody: Option<&'static str>) -> Role {
    Role {
        field,
        name,
        everybody,
    }
}

pub(super) const OF_FLOWS: [Role; 5] = [
    role("flow_viewers", "FlowViewer", Some("public")),
    role(
        "flow_starters",
        "FlowStarter",
        Some("all_authenticated_users"),
    ),
    role("flow_administrators", "FlowAdministrator", None),
    role("run_managers", "RunManager", None),
    role("run_monitors", "RunMonitor", None),
];
pub(super) const OF_RUNS: [Role; 2] = [
    role("run_managers", "RunManager", None),
    role("run_monitors", "RunMonitor", None),
];
/// The limit in Flows' documentation.
const MOST: usize = 16;

impl Role {
    /// What is wrong with a list for this role.
    pub(super) fn check(&self, list: &[String]) -> Vec<Invalid> {
        if list.len() > MOST {
            let msg = format!("ensure this value has at most {MOST} items");
            return vec![Invalid::new(&[self.field], msg)];
        }
        let strangers = list.iter().enumerate().filter(|(_, principal)| {
            !is_urn(principal) && self.everybody != Some(principal.as_str())
        });
        strangers
            .map(|(place, principal)| {
                let everybody = match self.everybody {
                    Some(name) => format!(", \"{name}\""),
                    None => String::new(),
                };
                let msg = format!(
                    "Unrecognized principal string: \"{principal}\". Allowed principal types in \
                     role \"{}\": [<AuthGroupUrn>, <AuthIdentityUrn>{everybody}]",
                    self.name
                );
                Invalid {
                    loc: vec![self.field.into(), Value::from(place)],
                    msg,
                }
            })
            .collect()
    }
}

/// Whether `text` is the URN of an identity or a group.
pub(super) fn is_urn(text: &str) -> bool {
    let id = ["urn:globus:auth:identity:", "urn:globus:groups:id:"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix));
    id.is_some_and(|id| uuid::Uuid::try_parse(id).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "ae341a98-d274-11e5-b888-dbae3a8ba545";

    #[test]
    fn each_role_takes_urns_and_its_own_name_for_everyone() {
        let identity = format!("urn:globus:auth:identity:{ID}");
        let group = format!("urn:globus:groups:id:{ID}");
        let faults = |field: &str, principal: &str| {
            let role = OF_FLOWS
                .iter()
                .find(|role| role.field == field)
                .expect(field);
            role.check(&[group.clone(), principal.to_owned()])
        };
        for field in [
            "flow_viewers",
            "flow_starters",
            "flow_administrators",
            "run_monitors",
        ] {
            assert_eq!(faults(field, &identity), []);
            assert_eq!(faults(field, ID)[0].loc, [Value::from(field), 1.into()]);
        }
        assert_eq!(faults("flow_viewers", "public"), []);
        assert_eq!(faults("flow_starters", "all_authenticated_users"), []);
        assert_eq!(faults("flow_starters", "public").len(), 1);
        assert_eq!(
            faults("flow_administrators", ID)[0].msg,
            format!(
                "Unrecognized principal string: \"{ID}\". Allowed principal types in role \
                 \"FlowAdministrator\": [<AuthGroupUrn>, <AuthIdentityUrn>]"
            )
        );
        let many = vec![identity; 17];
        assert_eq!(OF_FLOWS[0].check(&many).len(), 1);
    }
}
