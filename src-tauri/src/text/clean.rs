//! What each type of text keeps of outside input, and how much.

use super::{
    escapes::without_escapes,
    visible::{is_blank, is_joiner, visible},
};

/// The longest line, in characters.
const LINE: usize = 300;

/// The longest literal, in characters. Linux allows paths of this length (POSIX `PATH_MAX`).
const LITERAL: usize = 4_096;

/// The longest page, in characters.
const PAGE: usize = 64 * 1024;

/// How many characters to read for each one kept, so that endless invisible text is cut too.
const LOOKED_AT: usize = 4;

pub(super) fn line(text: &str) -> String {
    let text = without_escapes(begin(text, LINE));
    let spaced = text.chars().map(|c| if is_blank(c) { ' ' } else { c });
    let visible = visible(&spaced.collect::<String>(), "");
    let words: Vec<_> = visible.split_whitespace().collect();
    cut(words.join(" "), LINE)
}

pub(super) fn page(text: &str) -> String {
    let text = without_escapes(begin(text, PAGE)).replace("\r\n", "\n");
    let broken = text.chars().map(|c| match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c => c,
    });
    cut(visible(&broken.collect::<String>(), ""), PAGE)
}

pub(super) fn literal(text: &str) -> String {
    let text = without_escapes(begin(text, LITERAL));
    let marked = text.chars().map(|c| match c {
        '\n' | '\t' => '\u{0}',
        c => c,
    });
    cut(visible(&marked.collect::<String>(), "\u{fffd}"), LITERAL)
}

fn begin(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most * LOOKED_AT);
    end.map_or(text, |(end, _)| &text[..end])
}

fn cut(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.truncate(text.trim_end_matches(is_joiner).len());
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_cannot_pose_as_something_else() {
        assert_eq!(line("a\u{1b}[31mred\u{1b}[0m\n\tb "), "ared b");
        assert_eq!(line("exe\u{202e}gnp.tcod"), "exegnp.tcod");
        assert_eq!(
            line("<img src=x onerror=1>&lt;"),
            "<img src=x onerror=1>&lt;"
        );
        assert_eq!(page("a\r\nb\u{0}c\u{1b}"), "a\nbc");
        assert_eq!(page("a\u{1b}]0;no end\nb"), "a\nb");
        assert_eq!(
            line("Ada\u{2800}\u{3000}\u{a0} Lovelace\u{2028}"),
            "Ada Lovelace"
        );
        assert_eq!(page("a\u{2028}b\rc"), "a\nb\nc");
    }

    #[test]
    fn a_literal_keeps_its_spaces_and_its_end_and_marks_what_cannot_be_seen() {
        let long = format!("/a  b/ {}/end", "x".repeat(900));
        assert_eq!(literal(&long), long);
        assert_eq!(literal("/a\u{202e}b\n/c\u{3164}"), "/a�b�/c�");
        assert!(literal(&"x".repeat(10_000)).ends_with('…'));
    }

    #[test]
    fn a_flood_is_cut() {
        assert_eq!(line(&"x".repeat(1_000_000)).chars().count(), LINE + 1);
        assert!(page(&"y".repeat(1_000_000)).ends_with('…'));
        assert_eq!(line(&"z".repeat(LINE)).chars().count(), LINE);
        assert_eq!(line(&"\u{200b}".repeat(1_000_000)), "");
    }
}
