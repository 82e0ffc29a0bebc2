//! Runs of the sample data.

use serde_json::{Value, json};

use crate::{researcher::Researcher, support::texts};

#[tokio::test]
async fn they_are_listed_filtered_ordered_and_paged() {
    let ada = Researcher::new().await;
    let all = ada
        .read("runs?per_page=100&filter_flow_id=&filter_roles=")
        .await["runs"]
        .clone();
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), 60);
    let count = async |query: &str| {
        let runs = ada.read(&format!("runs?per_page=100&{query}")).await["runs"].clone();
        runs.as_array().expect("a list").len()
    };
    let mut sum = 0;
    for status in ["ACTIVE", "INACTIVE", "SUCCEEDED", "FAILED", "ENDED"] {
        let some = count(&format!("filter_status={status}")).await;
        assert!(some > 0 || status == "ENDED", "{status}");
        sum += some;
    }
    assert_eq!(sum, 60);
    for role in [
        "run_owner",
        "run_manager",
        "run_monitor",
        "flow_run_monitor",
    ] {
        assert!(count(&format!("filter_roles={role}")).await > 0, "{role}");
    }
    assert!((1..60).contains(&count("filter_flow_title=cryo").await));
    let flow = all[0]["flow_id"].as_str().expect("an id");
    assert_eq!(
        count(&format!("filter_flow_id={flow}")).await,
        ada.read(&format!("flows/{flow}/runs?per_page=100")).await["runs"]
            .as_array()
            .expect("a list")
            .len()
    );

    let mut page = ada.read("runs?per_page=7&orderby=start_time+ASC").await;
    let mut times = Vec::new();
    while let Some(marker) = {
        times.extend(texts(&page["runs"], "start_time"));
        page["marker"].as_str().map(str::to_owned)
    } {
        assert_eq!(page["has_next_page"], true);
        page = ada.read(&format!("runs?marker={marker}")).await;
    }
    assert!(times.len() == 60 && times.is_sorted());
    let middle = times[30].replace('+', "%2B");
    assert_eq!(count(&format!("filter_start_time={middle},")).await, 30);
    assert_eq!(count(&format!("filter_start_time=,{middle}")).await, 30);

    let stranger = ada.get("runs/00000000-0000-4000-8000-000000000000").await;
    assert_eq!(
        (stranger.0, &stranger.1["error"]["code"]),
        (404, &"NOT_FOUND".into())
    );
}

#[tokio::test]
async fn a_failed_run_says_what_failed_and_why() {
    let researcher = Researcher::new().await;
    let list = researcher
        .read("runs?per_page=100&filter_status=FAILED&orderby=start_time+DESC")
        .await;
    let runs = list["runs"].as_array().expect("a list");
    let failed = |run: &&Value| run["details"]["code"] == "FlowFailed";
    let newest = runs.iter().find(failed).expect("one").clone();
    assert_eq!(newest["flow_title"], "Archive to tape");
    for run in runs.iter().filter(failed) {
        let failure = &run["details"]["details"];
        assert_eq!(failure["exception"], "ActionFailedException");
        let cause = &failure["cause"];
        assert_eq!(
            (&cause["status"], &cause["state_name"]),
            (&json!("FAILED"), &failure["state_name"])
        );
        assert_eq!(
            cause["details"]["description"],
            "The storage did not answer in time"
        );

        let id = run["run_id"].as_str().expect("an id");
        let log = researcher
            .read(&format!("runs/{id}/log?limit=1&reverse_order=true"))
            .await;
        assert_eq!(
            log["entries"][0]["details"], *failure,
            "the log ends with the same"
        );
    }
}
