//! Finds what is random in a recording: words such as UUIDs and ports that differ when the same
//! scene is recorded twice. They are replaced by numbered words, in order of appearance.

use std::collections::BTreeMap;

use desktop::Result;

use crate::lines;

use super::{
    differences::{Difference, differences},
    recording::Recording,
};

/// UUIDs that replace random ones begin with this.
const UUID: &str = "00000000-0000-4000-8000-";

/// The first port that replaces a random one.
const PORT: usize = 50_000;

/// Words shorter than this aren't random, except ports.
const SHORTEST: usize = 8;

/// The text of a recording with every random word replaced. An error if the second recording has
/// any other difference.
pub(super) fn settle(recording: &Recording, again: &Recording) -> Result<String> {
    let mut replaced = BTreeMap::new();
    let mut faults = Vec::new();
    for difference in differences(recording, again) {
        let Some(pairs) = random_words(&difference) else {
            faults.push(difference.to_string());
            continue;
        };
        for (word, _) in pairs {
            let number = replaced.len() + 1;
            let new = || stand_in(word, number);
            replaced.entry(word.to_owned()).or_insert_with(new);
        }
    }
    if !faults.is_empty() {
        faults.insert(0, "recorded twice, it differs".to_owned());
        lines::none(faults)?;
    }
    let text = recording.to_text()?;
    let settled = pieces(&text).map(|piece| replaced.get(piece).map_or(piece, String::as_str));
    Ok(settled.collect())
}

/// The differences that random words don't explain.
pub(super) fn drift(kept: &Recording, fresh: &Recording) -> Vec<Difference> {
    let mut now = BTreeMap::new();
    let mut found = differences(kept, fresh);
    found.retain(|difference| {
        let Some(pairs) = random_words(difference) else {
            return true;
        };
        // Each word must be replaced by the same word everywhere.
        !pairs.iter().all(|(word, fresh)| {
            is_stand_in(word)
                && now
                    .entry((*word).to_owned())
                    .or_insert_with(|| (*fresh).to_owned())
                    == fresh
        })
    });
    found
}

/// The words that differ, if each may be random and nothing else differs.
fn random_words(difference: &Difference) -> Option<Vec<(&str, &str)>> {
    let (one, other): (Vec<_>, Vec<_>) = (
        pieces(&difference.one).collect(),
        pieces(&difference.other).collect(),
    );
    if one.len() != other.len() {
        return None;
    }
    let pairs: Vec<_> = one
        .into_iter()
        .zip(other)
        .filter(|(one, other)| one != other)
        .collect();
    let may_be = |(one, other): &(&str, &str)| {
        let is_long = one.len() == other.len() && one.len() >= SHORTEST;
        is_word(one) && is_word(other) && (is_long || is_port(one) && is_port(other))
    };
    pairs.iter().all(may_be).then_some(pairs)
}

/// Splits text into words and what is between them. A percent-encoded character is a piece of its
/// own.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if first == '%' && rest.is_char_boundary(3) {
            Some(3)
        } else {
            rest.find(|letter| letter == '%' || is_letter(letter) != is_letter(first))
                .map(|end| end.max(first.len_utf8()))
        };
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-_".contains(letter)
}

fn is_word(piece: &str) -> bool {
    piece.chars().all(is_letter)
}

fn is_port(word: &str) -> bool {
    word.parse::<u16>().is_ok_and(|port| port > 1024)
}

fn is_uuid(word: &str) -> bool {
    word.len() == 36 && word.split('-').map(str::len).eq([8, 4, 4, 4, 12])
}

fn stand_in(word: &str, number: usize) -> String {
    if is_uuid(word) {
        format!("{UUID}{number:012}")
    } else if is_port(word) {
        (PORT + number).to_string()
    } else {
        format!("{number:0width$}", width = word.len())
    }
}

fn is_stand_in(word: &str) -> bool {
    let is_number =
        |text: &str| text.starts_with("0000") && text.bytes().all(|byte| byte.is_ascii_digit());
    match word.strip_prefix(UUID) {
        Some(number) => is_number(number),
        None => {
            is_number(word)
                || word
                    .parse::<usize>()
                    .is_ok_and(|port| (PORT..PORT + 1000).contains(&port))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::record::recording::{Answer, Call, Taped};

    fn recording(answer: serde_json::Value) -> Recording {
        let call = Call {
            question: "a {}".to_owned(),
            answer: Answer::Ok(answer),
        };
        Recording {
            scenes: vec![Taped::new("one", 0, vec![call], Vec::new())],
        }
    }

    const FIRST: &str = "7c43e9f0-2d85-4b1a-a6e7-8b9d0f2c5e75";
    const SECOND: &str = "1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13";

    fn sample(id: &str, port: u16, word: &str) -> Recording {
        recording(
            json!({ "id": id, "again": [id], "url": format!("http://127.0.0.1:{port}/x"), "word": word }),
        )
    }

    #[test]
    fn random_words_become_numbers_and_are_no_drift() {
        let (one, other) = (
            sample(FIRST, 40_001, "Nightly"),
            sample(SECOND, 39_999, "Nightly"),
        );
        let text = settle(&one, &other).expect("only words differ");
        assert!(!text.contains(FIRST) && !text.contains("40001"), "{text}");
        let kept = Recording::from_text(&text).expect("a recording");
        assert!(drift(&kept, &other).is_empty());
    }

    #[test]
    fn other_words_are_drift() {
        let (one, other) = (
            sample(FIRST, 40_001, "Nightly"),
            sample(SECOND, 39_999, "Nightly"),
        );
        let text = settle(&one, &other).expect("only words differ");
        let kept = Recording::from_text(&text).expect("a recording");
        let told = drift(&kept, &sample(SECOND, 39_999, "Daily"));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0]
                .to_string()
                .contains("word: recorded “Nightly”, now “Daily”"),
            "{told:?}"
        );
    }

    #[test]
    fn one_random_word_cannot_stand_for_two() {
        let (one, other) = (
            sample(FIRST, 40_001, "Nightly"),
            sample(SECOND, 39_999, "Nightly"),
        );
        let text = settle(&one, &other).expect("only words differ");
        let kept = Recording::from_text(&text).expect("a recording");
        let mixed = recording(json!({
            "id": FIRST, "again": [SECOND], "url": "http://127.0.0.1:40001/x", "word": "Nightly",
        }));
        assert_eq!(drift(&kept, &mixed).len(), 1);
    }

    #[test]
    fn what_differs_and_is_no_word_cannot_be_recorded() {
        let (one, other) = (sample(FIRST, 40_001, "3 s"), sample(FIRST, 40_001, "12 s"));
        let error = settle(&one, &other).expect_err("it is not random");
        assert!(error.to_string().contains("word"), "{error}");
    }
}
