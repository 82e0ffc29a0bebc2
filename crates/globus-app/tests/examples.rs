//! Runs the examples as a user does: against `globus-local`, with the codes that its pages show.

use std::{
    path::PathBuf,
    process::{ExitStatus, Stdio},
};

use globus_local::{GlobusLocal, Options};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::{ChildStdin, Command},
};

async fn globus() -> GlobusLocal {
    let options = Options {
        port: 0,
        auto_approve: true,
    };
    GlobusLocal::start(options).await.expect("a free port")
}

/// Runs an example. Opens each address that it shows, and types in the code from the page.
async fn run(globus: &GlobusLocal, name: &str, arguments: &[&str]) -> (ExitStatus, String) {
    let services = ["AUTH", "FLOWS", "TRANSFER"];
    let addresses = services.map(|name| (format!("GLOBUS_SDK_SERVICE_URL_{name}"), globus.url()));
    let mut example = Command::new(program(name))
        .args(arguments)
        .envs(addresses)
        .env("GLOBUS_CLIENT_ID", globus_local::CONFIDENTIAL_CLIENT_ID)
        .env(
            "GLOBUS_CLIENT_SECRET",
            globus_local::CONFIDENTIAL_CLIENT_SECRET,
        )
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("cargo test builds examples");
    let mut input = example.stdin.take().expect("piped");
    let mut lines = BufReader::new(example.stdout.take().expect("piped")).lines();
    let mut printed = String::new();
    while let Some(line) = lines.next_line().await.expect("text") {
        if let Some(at) = line.find(globus.url()) {
            type_code(&line[at..], &mut input).await;
        }
        printed += &line;
        printed.push('\n');
    }
    (example.wait().await.expect("it ends"), printed)
}

async fn type_code(address: &str, input: &mut ChildStdin) {
    let page = reqwest::get(address).await.expect("it answers");
    let code = page.url().query_pairs().find(|(name, _)| name == "code");
    let (_, code) = code.expect("the code page's own address has it");
    input
        .write_all(format!("{code}\n").as_bytes())
        .await
        .expect("it reads");
}

/// The examples are built next to the tests' own folder.
fn program(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("this test is a program");
    let target = own.ancestors().nth(2).expect("target/debug/deps/examples");
    target.join("examples").join(name)
}

#[tokio::test]
async fn user_app_signs_in_and_lists() {
    let globus = globus().await;
    let (status, printed) = run(&globus, "user_app", &[]).await;
    assert!(status.success(), "{printed}");
    assert!(printed.contains("Your latest transfers:\n  "), "{printed}");
}

#[tokio::test]
async fn client_app_needs_nobody() {
    let globus = globus().await;
    let (status, printed) = run(&globus, "client_app", &[]).await;
    assert!(status.success(), "{printed}");
    assert!(printed.contains("The service account has"), "{printed}");
}

#[tokio::test]
async fn login_flow_asks_for_a_second_factor() {
    let globus = globus().await;
    let (status, printed) = run(&globus, "login_flow", &[]).await;
    assert!(status.success(), "{printed}");
    assert!(
        printed.contains("Signed in with a second factor: "),
        "{printed}"
    );
}

#[tokio::test]
async fn scope_requirements_browse_with_one_login() {
    let globus = globus().await;
    let mapped_collection = "aa752cea-8222-5bc8-acd9-555b09000000";
    let (status, printed) = run(&globus, "scope_requirements", &[mapped_collection]).await;
    assert!(status.success(), "{printed}");
    assert_eq!(
        printed.matches(globus.url()).count(),
        1,
        "one login: {printed}"
    );
}
