//! Sample flows made from the sketches.

use jiff::{SignedDuration, Timestamp};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::{Map, Value, json};

use super::{
    catalog::{FLOWS, Sketch},
    definition::{definition, input_schema},
    people::{colleague, me},
};
use crate::{
    flows::{
        flow::{DEFAULT_SUBSCRIPTION, Flow},
        policy::HIGH_ASSURANCE,
        time::format_time,
    },
    groups::{CRYO_EM, OPERATORS},
};

/// The sketches in order, repeated with numbers until there are `count`.
pub(in crate::flows) fn flows(seed: u64, count: usize, now: Timestamp) -> Vec<Flow> {
    let mut random = StdRng::seed_from_u64(seed);
    let sketches = FLOWS.iter().cycle().take(count).enumerate();
    sketches
        .map(|(index, sketch)| flow(index, sketch, now, &mut random))
        .collect()
}

fn flow(index: usize, sketch: &Sketch, now: Timestamp, random: &mut StdRng) -> Flow {
    let id = uuid::Builder::from_random_bytes(random.random()).into_uuid();
    let owner = match sketch.role {
        "flow_owner" => me(),
        _ => colleague(random),
    };
    let title = match index / FLOWS.len() {
        0 => sketch.title.to_owned(),
        round => format!("{} {}", sketch.title, round + 1),
    };
    let operators = OPERATORS.urn();
    let mut administrators = match sketch.role {
        "flow_administrator" => vec![me(), owner.clone()],
        _ => vec![owner.clone()],
    };
    if sketch.keywords.contains(&"cryoem") {
        administrators.push(CRYO_EM.urn());
    }
    let mut given = Map::new();
    let mut put = |name: &str, value: Value| drop(given.insert(name.to_owned(), value));
    put("title", title.into());
    put("subtitle", sketch.subtitle.into());
    put("description", sketch.description.into());
    put("keywords", json!(sketch.keywords));
    put("definition", definition(sketch.title, sketch.steps));
    put("input_schema", input_schema(sketch.steps));
    put("flow_viewers", json!(["public"]));
    put(
        "flow_starters",
        match sketch.role {
            "flow_viewer" => json!([operators]),
            _ => json!(["all_authenticated_users"]),
        },
    );
    put("flow_administrators", administrators.into());
    put("run_managers", json!([operators]));
    put(
        "run_monitors",
        if sketch.keywords.contains(&"audit") {
            json!([operators, me()])
        } else {
            json!([operators])
        },
    );
    if sketch.is_high_assurance() {
        put("authentication_policy_id", HIGH_ASSURANCE.into());
        put("subscription_id", DEFAULT_SUBSCRIPTION.into());
    }
    let (created, updated) = times(index, now);
    let mut flow = Flow::new(id, &owner, given, created);
    flow.set("updated_at", format_time(updated));
    flow
}

/// They do not depend on the seed, so the flows near the top of a list stay there.
fn times(index: usize, now: Timestamp) -> (Timestamp, Timestamp) {
    let days_ago =
        |days: usize| now - SignedDuration::from_hours(24 * i64::try_from(days).unwrap_or(0));
    let (created, updated) = if index < FLOWS.len() {
        (days_ago(700 - 21 * index), days_ago(index * 37 % 180))
    } else {
        (
            days_ago(720 + index % 400),
            days_ago(200 + index * 37 % 300),
        )
    };
    let updated = updated - SignedDuration::from_mins(13);
    (
        created,
        updated.max(created + SignedDuration::from_hours(24)),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::flows::{definition, schema::check_schema, tests::caller};

    #[test]
    fn the_same_seed_gives_the_same_flows() {
        let now = Timestamp::now();
        let documents = |seed| -> Vec<_> {
            flows(seed, 30, now)
                .into_iter()
                .map(|flow| flow.document().clone())
                .collect()
        };
        assert_eq!(documents(7), documents(7));
        assert_ne!(documents(7)[0]["id"], documents(8)[0]["id"]);
        let more = flows(7, 1_000, now);
        assert_eq!(
            more[29].document(),
            &documents(7)[29],
            "more come after those"
        );
        let ids: BTreeSet<_> = more.iter().map(|flow| flow.id().to_owned()).collect();
        assert_eq!(ids.len(), 1_000);
        assert_eq!(more[31].text("title"), "Multi Step Transfer 2");
    }

    #[test]
    fn flows_are_a_researchers_own_and_others() {
        for number in 0..20 {
            let mut roles = BTreeSet::new();
            for flow in flows(number, 60, Timestamp::now()) {
                let (created, updated) = (flow.text("created_at"), flow.text("updated_at"));
                assert!(created < updated, "{created} is before {updated}");
                let shown = flow.shown_to(&caller());
                let is_mine = flow.text("flow_owner") == me();
                assert_eq!(is_mine, shown["user_role"] == "flow_owner");
                roles.insert(shown["user_role"].to_string());
            }
            assert_eq!(roles.len(), 4, "{roles:?}");
        }
    }

    #[test]
    fn each_could_have_been_made_over_the_wire() {
        for flow in flows(42, 30, Timestamp::now()) {
            assert_eq!(
                definition::check(&flow.document()["definition"]),
                [],
                "{}",
                flow.text("title")
            );
            assert_eq!(check_schema(&flow.document()["input_schema"]), None);
        }
    }
}
