//! Every screen in every state with the data of the real shell: recorded in the real window, and
//! checked in the two engines that draw it.

mod lines;
mod look;
mod record;
mod table;

use std::collections::BTreeSet;

use desktop::Result;

/// Only run scenes whose names begin with this, to save time during development.
const ONLY: &str = "MERIDIAN_SCENES";

fn only() -> String {
    std::env::var(ONLY).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_scene_can_be_used_by_everybody_in_chromium() -> Result<()> {
    look::in_chromium(&table::names(&only())?).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_scene_can_be_seen_and_reached_in_webkit() -> Result<()> {
    let only = only();
    look::in_webkit(&table::names(&only)?, only.is_empty()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_closes_browse_a_collection_while_its_search_has_the_focus() -> Result<()> {
    look::escape_closes_a_dialog_from_its_search_field("collection-search").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_answers_as_it_was_recorded() -> Result<()> {
    record::check(&only()).await
}

#[test]
fn a_scene_is_recorded_or_there_is_a_reason() -> Result<()> {
    let sittings = table::sittings()?;
    let invented = table::invented()?;
    let mut names = BTreeSet::new();
    let mut all = 0;
    for sitting in &sittings {
        let recorded: Vec<_> = sitting
            .recorded()
            .map(|scene| scene.name.as_str())
            .collect();
        assert_eq!(
            record::recorded(&sitting.name)?,
            recorded,
            "{}: cargo xtask scenes --record",
            sitting.name
        );
        for scene in &sitting.scenes {
            assert!(
                names.insert(scene.name.clone()),
                "{} is there twice",
                scene.name
            );
            let base = scene.of.as_deref().unwrap_or(&scene.name);
            assert!(
                recorded.contains(&base),
                "{} replays {base}, which is not recorded there",
                scene.name
            );
        }
        all += sitting.scenes.len();
    }
    for scene in &invented {
        assert!(
            names.insert(scene.name.clone()),
            "{} is there twice",
            scene.name
        );
        assert!(scene.why.len() > 20, "{} has no reason", scene.name);
    }
    all += invented.len();
    assert!(all > 100, "only {all} scenes");
    assert!(
        invented.len() * 8 <= all,
        "{} of {all} are invented",
        invented.len()
    );
    Ok(())
}
