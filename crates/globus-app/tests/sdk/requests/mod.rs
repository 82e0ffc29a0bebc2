//! For each operation that both have, our client sends the same request as the SDK.

mod auth;
mod call;
mod differences;
mod flow_calls;
mod group_calls;
mod logins;
mod operations;
mod sdk;
mod tokens;
mod transfer_calls;

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde_json::json;

use crate::{
    apps,
    server::{Asked, Server},
};
use call::{Call, Clients};
use differences::Differences;
use operations::OPERATIONS;
use sdk::Sdk;

#[tokio::test(flavor = "multi_thread")]
async fn every_request_is_the_sdks_but_for_the_wanted_differences() {
    let server = Server::start().await;
    let mut sdk = Sdk::start(&server);
    let app = apps::signed_in(&server, SignedDuration::from_hours(1)).await;
    let clients = Clients::new(&app);
    let mut differences = Differences::default();
    let mut problems = Vec::new();
    let mut done = BTreeSet::new();

    let calls = [
        transfer_calls::tasks(),
        transfer_calls::transfers(),
        transfer_calls::deletions(),
        transfer_calls::collections(),
        flow_calls::flows(),
        flow_calls::runs(),
        flow_calls::web_inputs(),
        auth::calls(),
        group_calls::calls(),
    ];
    for Call { question, ours } in calls.into_iter().flatten() {
        let operation = format!("{}.{}", question["client"], question["method"]).replace('"', "");
        // This answer is good enough as a submission id, and for nothing else.
        let enough = json!({"value": "00000000-0000-0000-34af-1252da510f05"});
        server.answer_with([(200, enough.clone())]);
        let outcome = sdk.call(&question);
        let theirs = server.asked();
        server.answer_with([(200, enough)]);
        ours(clients.clone()).await;
        let compared = differences.compare(server.asked(), theirs);
        problems.extend(
            compared
                .err()
                .map(|problem| format!("{question}: {problem} ({outcome})")),
        );
        done.insert(operation);
    }
    for (operation, ours, theirs) in tokens::requests(&server, &mut sdk).await {
        let compared = differences.compare(ours, theirs);
        problems.extend(
            compared
                .err()
                .map(|problem| format!("{operation}: {problem}")),
        );
        done.insert(operation.to_owned());
    }
    for (ours, theirs) in logins::requests(&server, &mut sdk).await {
        let compared = differences.compare(vec![ours], vec![theirs]);
        problems.extend(compared.err().map(|problem| format!("login: {problem}")));
        done.insert("app.login".to_owned());
    }

    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let expected: BTreeSet<String> = OPERATIONS.iter().map(|name| (*name).to_owned()).collect();
    let one_sided: Vec<_> = done.symmetric_difference(&expected).collect();
    assert!(
        one_sided.is_empty(),
        "not called, or not listed: {one_sided:?}"
    );
    differences.assert_that_each_occurred();
}

/// A list of requests, for a message.
fn shown(asked: &[Asked]) -> String {
    format!("{asked:#?}")
}
