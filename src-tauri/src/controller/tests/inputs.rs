//! Fuzzes the commands with what a hostile page could send. Each accepts only valid input.

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use tauri::{
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets},
    webview::InvokeRequest,
};
use tokio::task::spawn_blocking;

use super::stage::Stage;
use crate::{commands, controller::Controller, work::Work};

/// The origin that Tauri serves the page from.
const PAGE: &str = if cfg!(windows) {
    "http://tauri.localhost"
} else {
    "tauri://localhost"
};

/// A mock window, and the app that keeps it alive.
struct Page {
    window: tauri::WebviewWindow<MockRuntime>,
    _app: tauri::App<MockRuntime>,
}

fn page(controller: Controller, work: Work) -> Page {
    let app = mock_builder()
        .manage(controller)
        .manage(work)
        .invoke_handler(tauri::generate_handler![
            commands::access::preview_request,
            commands::access::grant_scopes,
            commands::access::renew_token,
            commands::access::forget_token,
            commands::scope_editor::parse_scopes,
            commands::scope_editor::merge_scopes,
            commands::scope_editor::add_requirements,
            commands::scope_editor::remove_requirement,
            commands::scope_editor::apply_preset,
            commands::details::read_flow,
            commands::details::read_run,
            commands::details::read_run_log,
            commands::details::read_transfer,
            commands::details::read_task_events,
            commands::details::read_skipped_files,
            commands::details::read_copied_files,
            commands::collections::list_folder,
            commands::place::show_on_screen,
            commands::actions::act,
            commands::accounts::answer_other_account,
        ])
        .build(mock_context(noop_assets()))
        .expect("a mock");
    let window = tauri::WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default());
    let window = window.build().expect("a mock");
    Page { window, _app: app }
}

/// Calls a command. The error is a problem, or a sentence if the arguments don't parse.
fn call(page: &Page, command: &str, arguments: &Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: PAGE.parse().expect("an address"),
        body: InvokeBody::Json(arguments.clone()),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    let answer = get_ipc_response(&page.window, request)?;
    Ok(answer.deserialize().expect("JSON"))
}

fn is_said(refused: &Value) -> bool {
    let words = refused["what"].as_str().or(refused.as_str());
    words.is_some_and(|words| !words.is_empty() && words.chars().count() < 2_000)
}

/// Anything but a UUID.
fn junk() -> impl Strategy<Value = String> {
    let odd = r"(\.\./|/|%2e|\?|#|\x00|\r\n|'|\[|\]|\*| |é|\u{202e}|[a-f0-9-]|urn:globus:auth:scope:){0,24}";
    prop_oneof![odd, r"\PC{0,60}", Just("x".repeat(2 << 20))]
        .prop_filter("no UUID", |text| uuid::Uuid::try_parse(text).is_err())
}

fn for_junk(check: impl Fn(&str) -> Result<(), TestCaseError>) {
    let config = Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    };
    let tried = TestRunner::new(config).run(&junk(), |text| check(&text));
    tried.unwrap_or_else(|error| panic!("{error}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn e9_an_invalid_id_is_refused_in_words() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let work = stage.work();
    let controller = stage.controller.clone();
    let tried = spawn_blocking(move || {
        let page = page(controller, work);
        for_junk(|id| {
            for (command, arguments) in [
                ("read_flow", json!({ "id": id })),
                ("read_run", json!({ "id": id })),
                ("read_run_log", json!({ "id": id, "limit": 10 })),
                ("read_transfer", json!({ "id": id })),
                (
                    "read_task_events",
                    json!({ "id": id, "limit": 10, "errorsOnly": false }),
                ),
                ("read_skipped_files", json!({ "id": id, "limit": 10 })),
                ("read_copied_files", json!({ "id": id, "limit": 10 })),
                (
                    "list_folder",
                    json!({ "collectionId": id, "path": "/", "hidden": false }),
                ),
                (
                    "act",
                    json!({ "action": { "kind": "cancelRuns", "runIds": [id] } }),
                ),
                (
                    "act",
                    json!({ "action": { "kind": "resumeRuns", "runIds": [id] } }),
                ),
                (
                    "act",
                    json!({ "action": { "kind": "cancelTasks", "taskIds": [id] } }),
                ),
            ] {
                let refused = call(&page, command, &arguments).err().unwrap_or_default();
                let what = refused["what"].as_str();
                prop_assert_eq!(what, Some("That isn't an ID."), "{}: {}", command, refused);
            }
            Ok(())
        });
    });
    tried.await.expect("no panic");
}

#[tokio::test(flavor = "multi_thread")]
async fn e9_unknown_variants_and_wrong_types_are_refused() {
    let stage = Stage::set().await;
    let work = stage.work();
    let controller = stage.controller.clone();
    let tried = spawn_blocking(move || {
        let page = page(controller, work);
        for_junk(|word| {
            for (command, arguments) in [
                ("apply_preset", json!({ "preset": word })),
                ("act", json!({ "action": { "kind": word } })),
                ("act", json!({ "action": word })),
                (
                    "show_on_screen",
                    json!({ "onScreen": { "place": { "screen": word }, "query": null } }),
                ),
                ("answer_other_account", json!({ "answer": word })),
                ("read_flow", json!({ "id": [word] })),
                ("read_run_log", json!({ "id": "a", "limit": word })),
                ("read_run_log", json!({ "id": "a", "limit": -1 })),
                ("preview_request", json!({ "scopes": word })),
                ("parse_scopes", json!({ word: word })),
            ] {
                let refused = call(&page, command, &arguments).err();
                prop_assert!(refused.is_some(), "{command} {arguments}");
            }
            Ok(())
        });
    });
    tried.await.expect("no panic");
}

#[tokio::test(flavor = "multi_thread")]
async fn e9_any_text_as_a_scope_gets_an_answer_and_changes_nothing() {
    let stage = Stage::set().await;
    stage.sign_in().await;
    let work = stage.work();
    let controller = stage.controller.clone();
    let before = stage.controller.clients().expect("signed in").requirements;
    let tried = spawn_blocking(move || {
        let page = page(controller, work);
        for_junk(|text| {
            let parsed = call(&page, "parse_scopes", &json!({ "text": text }));
            prop_assert!(parsed.is_ok(), "{parsed:?}");
            for (command, arguments) in [
                ("preview_request", json!({ "scopes": [text] })),
                ("merge_scopes", json!({ "text": text })),
                ("remove_requirement", json!({ "scope": text })),
                ("forget_token", json!({ "resourceServer": text })),
                ("renew_token", json!({ "resourceServer": text })),
            ] {
                let refused = call(&page, command, &arguments).err();
                prop_assert!(
                    refused.as_ref().is_none_or(is_said),
                    "{command}: {refused:?}"
                );
            }
            Ok(())
        });
    });
    tried.await.expect("no panic");
    let clients = stage.controller.clients().expect("signed in");
    assert_eq!(clients.requirements, before);
    assert_eq!(clients.app.held_tokens().await.expect("memory").len(), 3);
}
