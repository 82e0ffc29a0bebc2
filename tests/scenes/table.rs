//! The table of scenes, `ui/dev/scenes/`: how each is reached. The page of all screens reads the same.

use std::{fs, path::Path};

use desktop::Result;
use serde::Deserialize;
use serde_json::{Map, Value};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dev/scenes");
const INVENTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dev/invented.json");

/// One start of Meridian, and the scenes that are met on the way.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Sitting {
    /// That of its file.
    #[serde(skip)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) start: Start,
    /// What is done before the first scene.
    #[serde(default)]
    pub(crate) first: Vec<Step>,
    pub(crate) scenes: Vec<Scene>,
}

/// With what Meridian and its Globus start.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Start {
    /// Meridian has no client ID.
    #[serde(default)]
    pub(crate) no_client_id: bool,
    /// What the person's settings file holds.
    pub(crate) settings: Option<Value>,
    /// How many flows and tasks Globus has, if not its usual number.
    pub(crate) flows: Option<usize>,
    pub(crate) tasks: Option<usize>,
}

/// What is looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Scene {
    pub(crate) name: String,
    /// It replays the recording of another one, whose name this is, and has none of its own.
    pub(crate) of: Option<String>,
    /// Commands whose answers do not come; only the page heeds it.
    #[serde(default, rename = "keepBack")]
    _keep_back: Vec<String>,
    /// What is done before the window opens, which is no part of the recording.
    #[serde(default)]
    pub(crate) before: Vec<Step>,
    /// Where the window opens; where it was last, if not said.
    pub(crate) place: Option<Value>,
    /// What is done in it, while recording and replaying.
    pub(crate) steps: Vec<Step>,
    /// What puts things back.
    #[serde(default)]
    pub(crate) after: Vec<Step>,
}

/// A scene that no local Globus can produce.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invented {
    pub(crate) name: String,
    /// Why it is made up.
    pub(crate) why: String,
    #[serde(rename = "steps")]
    _steps: Vec<Step>,
}

/// As `ui/dev/player.js` takes it, or what `outside` does.
pub(crate) type Step = Map<String, Value>;

/// All sittings, by name.
pub(crate) fn sittings() -> Result<Vec<Sitting>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(TABLE)? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.iter().map(|path| sitting(path)).collect()
}

fn sitting(path: &Path) -> Result<Sitting> {
    let told = |error: serde_json::Error| format!("{}: {error}", path.display());
    let mut sitting: Sitting = serde_json::from_str(&fs::read_to_string(path)?).map_err(told)?;
    let name = path.file_stem().and_then(|name| name.to_str());
    name.ok_or("a name that is not UTF-8")?
        .clone_into(&mut sitting.name);
    Ok(sitting)
}

/// All of them.
pub(crate) fn invented() -> Result<Vec<Invented>> {
    Ok(serde_json::from_str(&fs::read_to_string(INVENTED)?)?)
}

/// The names of all scenes that begin so, in their order.
pub(crate) fn names(only: &str) -> Result<Vec<String>> {
    let recorded = sittings()?.into_iter().flat_map(|sitting| sitting.scenes);
    let recorded = recorded.map(|scene| scene.name);
    let invented = invented()?.into_iter().map(|scene| scene.name);
    let names: Vec<_> = recorded
        .chain(invented)
        .filter(|name| name.starts_with(only))
        .collect();
    if names.is_empty() {
        return Err(format!("no scene begins with {only}").into());
    }
    Ok(names)
}

impl Sitting {
    /// Those with a recording of their own.
    pub(crate) fn recorded(&self) -> impl Iterator<Item = &Scene> {
        self.scenes.iter().filter(|scene| scene.of.is_none())
    }
}
