//! Three months of sample runs, successful and not, newest first.
//!
//! Each moves through its definition only when it is first looked at, so that starting is fast.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::Value;

use super::{
    input,
    people::{colleague, me},
};
use crate::flows::{
    action::Script,
    flow::Flow,
    run::{Run, Walk},
};

const COUNT: i64 = 60;
const DAYS: i64 = 88;

/// How a run goes.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    /// Active for several more hours.
    Active,
    Asking,
    NeedsConsent,
    Failed,
    Canceled,
    Done,
}

/// The newest runs are fixed; older ones are random.
const NEWEST: [(&str, Case); 10] = [
    ("Cryo-EM nightly ingest", Case::Active),
    ("Transfer after approval", Case::Asking),
    ("Multi Step Transfer", Case::NeedsConsent),
    ("Tomography reconstruction", Case::Active),
    ("Publish dataset", Case::Asking),
    ("Archive to tape", Case::Failed),
    ("Mirror reference genomes", Case::Active),
    ("Light-sheet stitching", Case::NeedsConsent),
    ("Share with collaborators", Case::Canceled),
    ("Retire project space", Case::Asking),
];

const LABELS: [Option<&str>; 8] = [
    Some("Krios session"),
    Some("before the group meeting"),
    None,
    Some("weekly"),
    Some("for the paper"),
    Some("second try"),
    Some("Nautilus batch"),
    Some("copy for Bob"),
];
const TAGS: [&str; 5] = [
    "Site:Nautilus",
    "Experiment:xDA202",
    "cryoem",
    "Friday COB Report",
    "test",
];

pub(in crate::flows) fn runs(seed: u64, flows: &[Flow], now: Timestamp) -> Vec<Run> {
    let mut random = StdRng::seed_from_u64(seed.wrapping_add(1));
    // Flows that Ada may start, and that need no recent login.
    let startable = |flow: &&Flow| {
        !flow.is_high_assurance()
            && flow.document()["flow_starters"][0] == "all_authenticated_users"
    };
    let startable: Vec<_> = flows.iter().filter(startable).collect();
    if startable.is_empty() {
        return Vec::new();
    }
    (0..COUNT)
        .map(|index| {
            let by_hand = usize::try_from(index)
                .ok()
                .and_then(|index| NEWEST.get(index));
            let named = by_hand
                .and_then(|(title, _)| startable.iter().find(|flow| flow.text("title") == *title));
            let case = by_hand.map_or_else(|| draw(&mut random), |(_, case)| *case);
            let drawn = startable[random.random_range(0..startable.len())];
            run(
                index,
                named.copied().unwrap_or(drawn),
                case,
                now,
                &mut random,
            )
        })
        .collect()
}

fn draw(random: &mut StdRng) -> Case {
    match random.random_range(0..100) {
        0..70 => Case::Done,
        70..88 => Case::Failed,
        _ => Case::Canceled,
    }
}

fn run(index: i64, flow: &Flow, case: Case, now: Timestamp, random: &mut StdRng) -> Run {
    let id = uuid::Builder::from_random_bytes(random.random()).into_uuid();
    let minutes = match index {
        0..10 => 7 + 16 * index,
        _ => 300 + (index - 10) * DAYS * 24 * 60 / COUNT + random.random_range(0..600),
    };
    let started = now - SignedDuration::from_mins(minutes);
    let definition = &flow.document()["definition"];
    let input = input::input(&flow.document()["input_schema"], random);
    let label = LABELS[random.random_range(0..LABELS.len())];
    let tags = random.random_range(0..3);
    let first_tag = random.random_range(0..TAGS.len());
    // Every seventh is a colleague's run, which Ada may monitor or manage.
    let others = (index % 7 == 6).then(|| colleague(random));
    let mine = || vec![me()];
    Run {
        id,
        flow: flow.into(),
        label: label.map(|label| format!("{label} {}", COUNT - index)),
        tags: (0..tags)
            .map(|tag| TAGS[(first_tag + tag) % TAGS.len()].to_owned())
            .collect(),
        managers: if others.is_some() && index % 2 == 0 {
            mine()
        } else {
            Vec::new()
        },
        monitors: if others.is_some() && index % 2 != 0 {
            mine()
        } else {
            Vec::new()
        },
        owner: others.unwrap_or_else(me),
        started,
        access: None,
        script: script(case, definition, random),
        walk: Walk::new(id, definition, input, started),
    }
}

fn script(case: Case, definition: &Value, random: &mut StdRng) -> Script {
    let actions = actions(definition);
    let mut one = |names: &[String]| {
        let place = random.random_range(0..names.len().max(1));
        names.get(place).cloned()
    };
    let seconds: Range<f64> = match case {
        Case::Active => 36_000.0..90_000.0,
        Case::Asking => 20.0..90.0,
        _ => 15.0..900.0,
    };
    Script {
        seconds: Some(seconds),
        fails_at: if case == Case::Failed {
            one(&actions)
        } else {
            None
        },
        stuck_at: (case == Case::NeedsConsent)
            .then(|| actions.first().cloned())
            .flatten()
            .map(|state| (state, input::COLLECTIONS[0].to_owned())),
        answered_after: (case != Case::Asking).then_some(1_800),
        canceled_after: (case == Case::Canceled).then_some(9),
    }
}

/// Action states that ask no question.
fn actions(definition: &Value) -> Vec<String> {
    let states = definition["States"].as_object().into_iter().flatten();
    let actions = states.filter(|(_, state)| {
        state["Type"] == "Action"
            && state["ActionUrl"]
                .as_str()
                .is_some_and(|url| !url.contains("weboption"))
    });
    actions.map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::flows::{
        sample::flows,
        schema::check_input,
        tests::{Nowhere, caller},
    };

    fn walked(seed: u64, now: Timestamp) -> Vec<Run> {
        let mut runs = runs(seed, &flows(seed, 30, now), now);
        for run in &mut runs {
            run.advance(now, &Nowhere);
        }
        runs
    }

    #[test]
    fn the_same_seed_gives_the_same_runs() {
        let now = Timestamp::now();
        let documents = |seed| -> Vec<_> {
            walked(seed, now)
                .iter()
                .map(|run| run.shown_to(&caller()))
                .collect()
        };
        assert_eq!(documents(7), documents(7));
        assert_ne!(documents(7), documents(8));
    }

    #[test]
    fn runs_end_in_every_way_and_some_wait_for_someone() {
        for seed in 0..10 {
            let now = Timestamp::now();
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for run in walked(seed, now) {
                let document = run.shown_to(&caller());
                let code = document["details"]["code"]
                    .as_str()
                    .expect("a code")
                    .to_owned();
                let kind = match run.status() {
                    "ACTIVE" if document["blocking_web_input_id"].is_string() => {
                        "asking".to_owned()
                    }
                    "ACTIVE" => "active".to_owned(),
                    _ => code,
                };
                *counts.entry(kind).or_default() += 1;
                assert!(!run.roles(&caller()).is_empty());
                assert!(now - run.started < SignedDuration::from_hours(24 * 90));
                assert!(document["completion_time"].as_str().is_none_or(|end| {
                    end.parse::<Timestamp>().expect("a time") <= now + SignedDuration::from_secs(1)
                }));
                let log = &run.walk;
                assert!(
                    check_input(&run.flow.input_schema, log.input()).is_ok(),
                    "{document}"
                );
            }
            for (kind, least) in [
                ("active", 3),
                ("asking", 3),
                ("ConsentRequired", 2),
                ("FlowFailed", 3),
                ("FlowCanceled", 2),
                ("FlowSucceeded", 25),
            ] {
                let count = counts.get(kind).copied().unwrap_or(0);
                assert!(count >= least, "seed {seed}: {counts:?}");
            }
        }
    }
}
