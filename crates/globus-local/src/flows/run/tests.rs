//! How runs follow their definitions: a test for each thing that a state can do.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{FlowAtStart, Run, Walk};
use crate::flows::{
    action::Script,
    tests::{Nowhere, caller},
};

const HELLO: &str = "https://actions.globus.org/hello_world";
const TRANSFER: &str = "https://actions.globus.org/transfer/transfer";

fn start() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().expect("a time")
}

/// A run of `states`, the first of which is "A".
fn run(states: Value, input: Value) -> Run {
    let mut definition = json!({ "StartAt": "A" });
    definition["States"] = states;
    let id = Uuid::from_u128(7);
    Run {
        id,
        walk: Walk::new(id, &definition, input, start()),
        flow: FlowAtStart {
            id: "f".to_owned(),
            title: "A flow".to_owned(),
            updated_at: String::new(),
            scope: "flow_scope".to_owned(),
            definition,
            input_schema: json!({}),
            policy: None,
            run_principals: [json!([]), json!([])],
        },
        label: None,
        tags: Vec::new(),
        owner: caller().urn,
        managers: Vec::new(),
        monitors: Vec::new(),
        started: start(),
        access: Some(caller().access),
        script: Script::default(),
    }
}

fn after(run: &mut Run, seconds: i64) -> Value {
    run.advance(start() + SignedDuration::from_secs(seconds), &Nowhere);
    run.shown_to(&caller())
}

/// The end of a run of `states` that takes less than a day.
fn end(states: Value, input: Value) -> Value {
    after(&mut run(states, input), 86_400)
}

fn codes(run: &Run) -> Vec<&str> {
    run.walk
        .log
        .iter()
        .map(|entry| entry.code.as_str())
        .collect()
}

#[test]
fn a_run_starts_passes_and_succeeds_with_a_log_of_every_step() {
    let mut run = run(
        json!({
            "A": {"Type": "Pass", "Parameters": {"b.$": "$.a"}, "ResultPath": "$.out", "Next": "B"},
            "B": {"Type": "Pass", "InputPath": "$.out", "End": true},
        }),
        json!({"a": 1}),
    );
    let document = after(&mut run, 0);
    assert_eq!(document["status"], "ACTIVE");
    assert_eq!(document["completion_time"], Value::Null);
    assert_eq!(
        document["details"],
        json!({
            "code": "FlowStarting", "description": "The Flow is starting execution",
            "details": {"input": {"a": 1}},
        })
    );
    let document = after(&mut run, 10);
    assert_eq!(document["status"], "SUCCEEDED");
    assert_eq!(
        document["details"],
        json!({
            "code": "FlowSucceeded",
            "description": "The Flow run reached a successful completion state",
            "output": {"b": 1},
        })
    );
    assert_eq!(
        codes(&run),
        [
            "FlowStarted",
            "PassStarted",
            "PassCompleted",
            "PassStarted",
            "PassCompleted",
            "FlowSucceeded"
        ]
    );
    let details: Vec<_> = run
        .walk
        .log
        .iter()
        .map(|entry| entry.details.clone())
        .collect();
    assert_eq!(
        details[1],
        json!({"state_name": "A", "state_type": "Pass", "input": {"b": 1}})
    );
    assert_eq!(
        details[2],
        json!({"state_name": "A", "state_type": "Pass", "output": {"b": 1}})
    );
    assert_eq!(details[5], json!({"output": {"b": 1}}));
    assert!(run.walk.log.is_sorted_by_key(|entry| entry.time));
}

#[test]
fn looking_often_changes_nothing() {
    let states = json!({
        "A": {"Type": "Wait", "Seconds": 5, "Next": "B"},
        "B": {"Type": "Action", "ActionUrl": HELLO, "Parameters": {"echo_string": "x"}, "End": true},
    });
    let (mut often, mut once) = (run(states.clone(), json!({})), run(states, json!({})));
    for second in 0..60 {
        after(&mut often, second);
    }
    assert_eq!(after(&mut once, 60), after(&mut often, 60));
    let log = |run: &Run| -> Vec<_> {
        run.walk
            .log
            .iter()
            .map(super::log::Entry::document)
            .collect()
    };
    assert_eq!(log(&once), log(&often));
}

#[test]
fn a_choice_takes_the_first_rule_that_is_met_or_the_default() {
    let states = json!({
        "A": {"Type": "Choice", "Default": "C", "Choices": [
            {"Variable": "$.n", "NumericGreaterThan": 9, "Next": "B"},
            {"Variable": "$.n", "NumericGreaterThan": 5, "Next": "C"},
        ]},
        "B": {"Type": "Pass", "Parameters": {"went": "B"}, "End": true},
        "C": {"Type": "Fail", "Error": "TooSmall", "Cause": "$.why"},
    });
    let document = end(states.clone(), json!({"n": 10}));
    assert_eq!(document["details"]["output"], json!({"went": "B"}));
    for n in [7, 1] {
        let document = end(states.clone(), json!({"n": n, "why": "because"}));
        assert_eq!(document["status"], "FAILED");
        let details = &document["details"];
        assert_eq!(details["code"], "FlowFailed");
        assert_eq!(
            details["details"],
            json!({"state_name": "C", "exception": "TooSmall", "cause": "because"})
        );
    }
    let document = end(states, json!({}));
    assert_eq!(
        document["details"]["details"]["exception"],
        "States.Runtime"
    );
    let no_default = json!({"A": {"Type": "Choice", "Choices": [{"Variable": "$.n", "IsNull": true, "Next": "A"}]}});
    let document = end(no_default, json!({"n": 1}));
    assert_eq!(
        document["details"]["details"]["exception"],
        "States.NoChoiceMatched"
    );
}

#[test]
fn waits_end_after_their_time_or_at_it() {
    for wait in [
        json!({"Seconds": 30}),
        json!({"SecondsPath": "$.seconds"}),
        json!({"Timestamp": "2026-03-01T12:00:30Z"}),
        json!({"TimestampPath": "$.time"}),
    ] {
        let mut state = json!({"Type": "Wait", "End": true});
        for (name, value) in wait.as_object().expect("an object") {
            state[name] = value.clone();
        }
        let input = json!({"seconds": 30, "time": "2026-03-01T12:00:30Z"});
        let mut run = run(json!({"A": state}), input);
        assert_eq!(after(&mut run, 29)["status"], "ACTIVE", "{wait}");
        assert_eq!(after(&mut run, 31)["status"], "SUCCEEDED", "{wait}");
        assert_eq!(
            codes(&run),
            [
                "FlowStarted",
                "WaitStarted",
                "WaitCompleted",
                "FlowSucceeded"
            ]
        );
    }
    let gone = json!({"A": {"Type": "Wait", "SecondsPath": "$.gone", "End": true}});
    assert_eq!(
        end(gone, json!({}))["details"]["details"]["exception"],
        "States.Runtime"
    );
}

#[test]
fn expressions_are_evaluated_and_unknown_ones_end_the_run_with_words() {
    let states = |expression: &str| {
        json!({
            "A": {"Type": "ExpressionEval", "Parameters": {"x.=": expression}, "ResultPath": "$.r", "Next": "B"},
            "B": {"Type": "Pass", "InputPath": "$.r", "End": true},
        })
    };
    let document = end(states("a + '!'"), json!({"a": "hi"}));
    assert_eq!(document["details"]["output"], json!({"x": "hi!"}));
    let document = end(states("lambda: 1"), json!({}));
    let details = &document["details"]["details"];
    assert_eq!(details["exception"], "States.Runtime");
    assert!(
        details["cause"]
            .as_str()
            .expect("words")
            .contains("'lambda: 1'"),
        "{details}"
    );
}

#[test]
fn hello_world_says_hello_after_a_while() {
    let states = json!({"A": {"Type": "Action", "ActionUrl": HELLO, "ResultPath": "$.Hello",
        "Parameters": {"echo_string.$": "$.say", "sleep_time": 20}, "End": true}});
    let mut run = run(states, json!({"say": "foo"}));
    let document = after(&mut run, 19);
    assert_eq!(document["status"], "ACTIVE");
    assert_eq!(document["details"]["code"], "ActionStarted");
    let document = after(&mut run, 21);
    let output = &document["details"]["output"]["Hello"];
    assert_eq!(output["details"], json!({"Hello": "World", "hello": "foo"}));
    assert_eq!(
        (&output["status"], &output["state_name"]),
        (&"SUCCEEDED".into(), &"A".into())
    );
    assert_eq!(output["creator_id"], caller().urn);
    assert_eq!(
        codes(&run),
        [
            "FlowStarted",
            "ActionStarted",
            "ActionCompleted",
            "FlowSucceeded"
        ]
    );
    assert_eq!(run.walk.log[2].details["output"], *output);
}

#[test]
fn a_transfer_brings_its_task_into_the_run() {
    let states = json!({"A": {"Type": "Action", "ActionUrl": TRANSFER, "End": true, "Parameters": {
        "source_endpoint_id": "a", "destination_endpoint_id": "b", "transfer_items": [],
    }}});
    let document = end(states, json!({}));
    assert_eq!(document["status"], "SUCCEEDED");
    assert_eq!(document["search"]["task_id"], "transfer");
    assert_eq!(
        document["details"]["output"]["details"]["task_id"],
        "transfer"
    );
}

#[test]
fn a_mapped_collection_without_consent_makes_the_run_wait_for_its_owner() {
    let states = json!({"A": {"Type": "Action", "ActionUrl": TRANSFER, "End": true, "Parameters": {
        "source_endpoint_id": "mapped", "destination_endpoint_id": "b", "transfer_items": [],
    }}});
    let mut run = run(states, json!({}));
    let document = after(&mut run, 60);
    assert_eq!(document["status"], "INACTIVE");
    let details = &document["details"];
    let below = "https://auth.globus.org/scopes/actions.globus.org/transfer/transfer\
        [*urn:globus:auth:scope:transfer.api.globus.org:all\
        [*https://auth.globus.org/scopes/mapped/data_access]]";
    let description = "Flow run requires user intervention to proceed. For state 'A': Missing \
        required data_access consent";
    assert_eq!(details["code"], "ConsentRequired");
    assert_eq!(details["state_name"], "A");
    assert_eq!(details["description"], description);
    assert_eq!(details["required_scope"], format!("flow_scope[*{below}]"));
    assert_eq!(
        details["authorization_parameters"],
        json!({
            "required_scopes": [format!("flow_scope[*{below}]")], "session_message": description,
        })
    );
    let [action] = details["action_statuses"]
        .as_array()
        .expect("a list")
        .as_slice()
    else {
        panic!("one action");
    };
    assert_eq!(
        (&action["status"], &action["state_name"]),
        (&"INACTIVE".into(), &"A".into())
    );
    assert_eq!(
        action["details"],
        json!({
            "code": "ConsentRequired", "description": "Missing required data_access consent",
            "required_scope": below,
            "authorization_parameters": {
                "required_scopes": [below], "session_message": "Missing required data_access consent",
            },
        })
    );
    // Nothing has changed, so it is stuck again at once.
    run.walk.resume(start() + SignedDuration::from_secs(90));
    assert_eq!(after(&mut run, 90)["status"], "INACTIVE");
}

#[test]
fn exceptions_go_where_they_are_caught_and_end_the_run_elsewhere() {
    let action = |url: &str, catch: Value| {
        json!({
            "A": {"Type": "Action", "ActionUrl": url, "Parameters": {"label": "refuse",
                "source_endpoint_id": "a", "destination_endpoint_id": "b"}, "Catch": catch, "End": true},
            "B": {"Type": "Pass", "End": true},
        })
    };
    let caught = json!([
        {"ErrorEquals": ["ActionTimeout"], "Next": "A"},
        {"ErrorEquals": ["ActionUnableToRun"], "ResultPath": "$.error", "Next": "B"},
    ]);
    for (url, cause) in [
        (TRANSFER, "EndpointNotFound"),
        (
            "https://elsewhere.example/",
            "there is no action provider at https://elsewhere.example/",
        ),
    ] {
        let document = end(action(url, caught.clone()), json!({"kept": true}));
        assert_eq!(
            document["details"]["output"],
            json!({
                "kept": true, "error": {"Error": "ActionUnableToRun", "Cause": cause},
            })
        );
        let document = end(action(url, json!([])), json!({}));
        assert_eq!(document["status"], "FAILED");
        assert_eq!(
            document["details"]["details"]["exception"],
            "ActionUnableToRun"
        );
        assert_eq!(document["details"]["details"]["cause"], cause);
    }
    let all = json!([{"ErrorEquals": ["States.ALL"], "Next": "B"}]);
    assert_eq!(end(action(TRANSFER, all), json!({}))["status"], "SUCCEEDED");
}

#[test]
fn an_action_that_takes_longer_than_its_wait_time_is_an_exception() {
    let states = |wait_time: Value| {
        json!({"A": {"Type": "Action", "ActionUrl": HELLO, "End": true,
        "Parameters": {"sleep_time": 600}, "WaitTime": wait_time}})
    };
    assert_eq!(end(states(json!(601)), json!({}))["status"], "SUCCEEDED");
    for short in [json!(599), Value::Null] {
        let document = end(states(short), json!({}));
        assert_eq!(document["details"]["details"]["exception"], "ActionTimeout");
        assert_eq!(document["details"]["details"]["cause"]["status"], "ACTIVE");
    }
}

#[test]
fn a_failed_action_is_an_exception_only_where_the_state_wants_one() {
    let states = |exception: bool| {
        json!({"A": {"Type": "Action", "ActionUrl": TRANSFER, "End": true,
        "Parameters": {}, "ExceptionOnActionFailure": exception}})
    };
    let failing = |exception: bool| {
        let mut run = run(states(exception), json!({}));
        run.script = Script {
            seconds: Some(1.0..2.0),
            fails_at: Some("A".to_owned()),
            ..Script::default()
        };
        after(&mut run, 60)
    };
    assert_eq!(
        failing(true)["details"]["details"]["exception"],
        "ActionFailedException"
    );
    assert_eq!(failing(false)["details"]["output"]["status"], "FAILED");
}

#[test]
fn a_question_blocks_the_run_until_it_is_answered() {
    let states = json!({
        "A": {"Type": "Action", "ActionUrl": "https://actions.globus.org/weboption/wait_for_option",
            "Parameters": {"prompt": "Go on?", "options": [{"name": "Yes"}, {"name": "No"}]},
            "WaitTime": 3600, "ResultPath": "$.answer", "Next": "B"},
        "B": {"Type": "Pass", "InputPath": "$.answer.details", "End": true},
    });
    let mut answered = run(states.clone(), json!({}));
    let document = after(&mut answered, 60);
    let question = answered.walk.questions()[0].clone();
    assert_eq!(document["status"], "ACTIVE");
    assert_eq!(document["blocking_web_input_id"], question.id.to_string());
    assert_eq!(
        (question.title.as_str(), question.respondents),
        ("Go on?", vec![caller().urn])
    );
    let now = start() + SignedDuration::from_secs(60);
    assert!(
        !answered.walk.answer(Uuid::nil(), now),
        "not one of the choices"
    );
    assert!(answered.walk.answer(question.choices[1].id, now));
    let document = after(&mut answered, 61);
    assert_eq!(document["details"]["output"]["name"], "No");
    assert_eq!(document["blocking_web_input_id"], Value::Null);
    assert_eq!(answered.walk.questions()[0].closed, Some(now));

    let mut ignored = run(states, json!({}));
    let document = after(&mut ignored, 3_700);
    assert_eq!(document["details"]["details"]["exception"], "ActionTimeout");
    assert!(ignored.walk.questions()[0].closed.is_some());
}

#[test]
fn a_cancelled_run_is_failed_where_it_was_and_closes_its_question() {
    let states = json!({"A": {"Type": "Action", "Parameters": {}, "End": true,
        "ActionUrl": "https://actions.globus.org/weboption/wait_for_option"}});
    let mut run = run(states, json!({}));
    after(&mut run, 60);
    let now = start() + SignedDuration::from_secs(61);
    run.walk.cancel(now, &Nowhere);
    let document = after(&mut run, 3_600);
    assert_eq!(document["status"], "FAILED");
    assert_eq!(document["details"]["code"], "FlowCanceled");
    assert_eq!(document["details"]["details"], json!({}));
    assert_eq!(codes(&run).last(), Some(&"FlowCanceled"));
    assert_eq!(run.walk.questions()[0].closed, Some(now));
}

#[test]
fn a_loop_without_an_end_and_data_without_a_limit_end_the_run() {
    let endless = json!({"A": {"Type": "Pass", "Next": "A"}});
    let document = end(endless, json!({}));
    assert_eq!(
        document["details"]["details"]["exception"],
        "FlowStateLimitExceeded"
    );
    let growing = json!({
        "A": {"Type": "ExpressionEval", "Parameters": {"a.=": "a + a"}, "ResultPath": "$.b", "Next": "B"},
        "B": {"Type": "Pass", "InputPath": "$.b", "Next": "A"},
    });
    let document = end(growing, json!({"a": "xxxxxxxx"}));
    assert_eq!(
        document["details"]["details"]["exception"],
        "FlowStateSizeLimitExceeded"
    );
}
