//! The recording of one sitting, and its file.

use std::path::PathBuf;

use desktop::Result;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The time on every clock while scenes are recorded or replayed.
pub(crate) const NOW: &str = "2026-11-24T11:00:00Z";

/// The path of a sitting's recording.
pub(crate) fn path(sitting: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dev/recorded");
    PathBuf::from(folder).join(format!("{sitting}.json"))
}

/// Scenes in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Recording {
    pub(crate) scenes: Vec<Taped>,
}

/// The requests and events of one scene.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Taped {
    pub(crate) scene: String,
    /// How many seconds after [`NOW`] the clocks are when the window opens.
    pub(super) ahead: i64,
    pub(super) calls: Vec<Call>,
    /// The names and payloads of the events that its steps wait for.
    pub(super) heard: Vec<(String, Value)>,
}

/// A command with its arguments, and the shell's answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Call {
    pub(super) question: String,
    #[serde(flatten)]
    pub(super) answer: Answer,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Answer {
    Ok(Value),
    Refused(Value),
}

/// The form of the file: each answer once, by its request, and for each scene the requests it made.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    now: String,
    scenes: Vec<KeptScene>,
    answers: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptScene {
    name: String,
    ahead: i64,
    calls: Vec<String>,
    heard: Vec<(String, Value)>,
}

impl Taped {
    /// Sorts calls by request, because the order of concurrent requests is random. Repeated
    /// requests stay in order, and appear once if the answer is the same.
    pub(super) fn new(
        scene: &str,
        ahead: i64,
        mut calls: Vec<Call>,
        heard: Vec<(String, Value)>,
    ) -> Self {
        calls.sort_by(|one, other| one.question.cmp(&other.question));
        calls.dedup();
        Self {
            scene: scene.to_owned(),
            ahead,
            calls,
            heard,
        }
    }
}

impl Recording {
    pub(super) fn to_text(&self) -> Result<String> {
        let mut kept = Kept {
            now: NOW.to_owned(),
            ..Kept::default()
        };
        for taped in &self.scenes {
            let mut calls = Vec::new();
            for call in &taped.calls {
                calls.push(keep(&mut kept.answers, call)?);
            }
            kept.scenes.push(KeptScene {
                name: taped.scene.clone(),
                ahead: taped.ahead,
                calls,
                heard: taped.heard.clone(),
            });
        }
        Ok(serde_json::to_string_pretty(&kept)? + "\n")
    }

    pub(super) fn from_text(text: &str) -> Result<Self> {
        let kept: Kept = serde_json::from_str(text)?;
        let mut recording = Self::default();
        for scene in kept.scenes {
            let mut calls = Vec::new();
            for key in scene.calls {
                let answer = kept
                    .answers
                    .get(&key)
                    .ok_or_else(|| format!("no answer to {key}"))?;
                calls.push(Call {
                    question: question(&key).to_owned(),
                    answer: serde_json::from_value(answer.clone())?,
                });
            }
            recording.scenes.push(Taped {
                scene: scene.name,
                ahead: scene.ahead,
                calls,
                heard: scene.heard,
            });
        }
        Ok(recording)
    }
}

/// The key of an answer: its request, with a number if the same request was answered differently
/// before.
fn keep(answers: &mut Map<String, Value>, call: &Call) -> Result<String> {
    let answer = serde_json::to_value(&call.answer)?;
    let mut key = call.question.clone();
    let mut number = 1;
    while answers.get(&key).is_some_and(|known| *known != answer) {
        number += 1;
        key = format!("{} #{number}", call.question);
    }
    answers.insert(key.clone(), answer);
    Ok(key)
}

fn question(key: &str) -> &str {
    match key.rsplit_once(" #") {
        Some((question, number)) if number.parse::<u32>().is_ok() => question,
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn call(question: &str, answer: i64) -> Call {
        Call {
            question: question.to_owned(),
            answer: Answer::Ok(json!(answer)),
        }
    }

    #[test]
    fn a_file_keeps_each_answer_once_and_gives_all_of_them_back() {
        let calls = vec![
            call("b {}", 1),
            call("a {}", 1),
            call("a {}", 1),
            call("a {}", 2),
        ];
        let first = Taped::new("one", 0, calls, Vec::new());
        let heard = vec![("done".to_owned(), json!({ "x": 1 }))];
        let second = Taped::new("two", 5, vec![call("a {}", 2)], heard);
        let recording = Recording {
            scenes: vec![first, second],
        };
        let text = recording.to_text().expect("written");
        assert_eq!(text.matches("\"ok\"").count(), 3, "{text}");
        assert_eq!(Recording::from_text(&text).expect("read"), recording);
    }
}
