//! Decides which characters are visible and appear where they were written.

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{
        CanonicalCombiningClass, DefaultIgnorableCodePoint, EmojiModifier, ExtendedPictographic,
        GeneralCategory, JoiningType, VariationSelector,
    },
};

/// The most combining marks on one letter. No living script needs more.
const MARKS: usize = 6;

const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';
const SOFT_HYPHEN: char = '\u{ad}';

/// No character below this one is a mark, and the only invisible ones are controls and the soft
/// hyphen.
const FIRST_MARK: char = '\u{300}';

/// Whether the character takes up room but shows nothing.
pub(super) fn is_blank(c: char) -> bool {
    // Unicode doesn't count the blank braille pattern as white space.
    c.is_whitespace() || c == '\u{2800}'
}

/// The text with `instead` in place of invisible characters: controls except line ends and tabs,
/// fillers, tags, marks that change the direction of text (UAX #9, "trojan source"), and joiners
/// without effect. A letter keeps as many combining marks as it can carry, and at most one
/// variation selector.
pub(super) fn visible(text: &str, instead: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            shown.push_str(instead);
        } else {
            shown.push(c);
        }
    }
    if shown.chars().all(|c| c < FIRST_MARK) {
        return shown;
    }
    let mut seen = Seen::default();
    let mut rest = shown.chars();
    while let Some(c) = rest.next() {
        seen.take(c, rest.as_str(), instead);
    }
    seen.text
}

/// The text so far.
#[derive(Default)]
struct Seen {
    text: String,
    /// The last character that isn't a mark. None at the start and after a blank.
    base: Option<char>,
    /// How many marks it carries.
    marks: usize,
    last: Option<char>,
}

impl Seen {
    /// Adds `c`, which `rest` follows.
    fn take(&mut self, c: char, rest: &str, instead: &str) {
        if is_joiner(c) {
            if self.needs(c, rest) {
                self.push(c);
            } else {
                instead.chars().for_each(|c| self.start(c));
            }
        } else if is_selector(c) {
            if self.base.is_some() && self.last == self.base {
                self.push(c);
            }
        } else if is_mark(c) {
            if self.base.is_some() && self.marks < MARKS {
                self.marks += 1;
                self.push(c);
            }
        } else {
            self.start(c);
        }
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.last = Some(c);
    }

    fn start(&mut self, c: char) {
        self.push(c);
        self.base = (!is_blank(c)).then_some(c);
        self.marks = 0;
    }

    /// Whether a joiner changes how its neighbors look (UAX #31, 2.3; RFC 5892, A.1 and A.2).
    fn needs(&self, joiner: char, rest: &str) -> bool {
        let (Some(last), Some(base)) = (self.last, self.base) else {
            return false;
        };
        let mut next = rest.chars().filter(|c| !is_selector(*c));
        let after = next.clone().next().filter(|c| !is_blank(*c));
        if is_joiner(last) || after.is_some_and(is_joiner) {
            return false;
        }
        let Some(after) = after else {
            return joiner == JOINER && (is_virama(last) || joins(base, &FORWARD));
        };
        let next_base = next.find(|c| !is_mark(*c));
        is_virama(last)
            || if joiner == JOINER {
                joins(base, &FORWARD)
                    || is_virama(after) && self.marks < MARKS
                    || is_picture(base) && next_base.is_some_and(is_picture)
            } else {
                joins(base, &FORWARD) && next_base.is_some_and(|c| joins(c, &BACKWARD))
            }
    }
}

/// Joining types of letters that join the next one, and the previous one.
const FORWARD: [JoiningType; 2] = [JoiningType::LeftJoining, JoiningType::DualJoining];
const BACKWARD: [JoiningType; 2] = [JoiningType::RightJoining, JoiningType::DualJoining];

pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, NON_JOINER | JOINER)
}

/// Whether the character is invisible, by Unicode's list plus the annotation marks.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' | NON_JOINER | JOINER => false,
        c if c < FIRST_MARK => c.is_control() || c == SOFT_HYPHEN,
        '\u{fff9}'..='\u{fffb}' => true,
        c => CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) && !is_selector(c),
    }
}

/// Whether the character selects a variant of the one before it.
fn is_selector(c: char) -> bool {
    c >= FIRST_MARK && CodePointSetData::new::<VariationSelector>().contains(c)
}

fn is_mark(c: char) -> bool {
    c >= FIRST_MARK
        && matches!(
            CodePointMapData::<GeneralCategory>::new().get(c),
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
        )
}

/// Whether it suppresses a vowel, and so joins the characters around it.
fn is_virama(c: char) -> bool {
    let class = CodePointMapData::<CanonicalCombiningClass>::new().get(c);
    class == CanonicalCombiningClass::Virama
}

fn joins(c: char, kinds: &[JoiningType]) -> bool {
    kinds.contains(&CodePointMapData::<JoiningType>::new().get(c))
}

fn is_picture(c: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(c)
        || CodePointSetData::new::<EmojiModifier>().contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        visible(text, "")
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        for hidden in [
            "\u{0}",
            "\u{7}",
            "\u{85}",
            "\u{ad}",
            "\u{34f}",
            "\u{61c}",
            "\u{115f}",
            "\u{1160}",
            "\u{180e}",
            "\u{200b}",
            "\u{200c}",
            "\u{200d}",
            "\u{200e}",
            "\u{200f}",
            "\u{202a}",
            "\u{202e}",
            "\u{2060}",
            "\u{2064}",
            "\u{2066}",
            "\u{2069}",
            "\u{206f}",
            "\u{3164}",
            "\u{fe0f}\u{fe0f}",
            "\u{feff}",
            "\u{ffa0}",
            "\u{fffb}",
            "\u{e0001}",
            "\u{e0061}\u{e007f}",
        ] {
            let text = format!("pay{hidden}pal");
            let expected = text.replace(hidden, &hidden[..kept(hidden)]);
            assert_eq!(seen(&text), expected, "{hidden:?}");
            assert_eq!(visible(" \u{3164}", "_"), " _");
        }
    }

    /// A single variation selector may be intended.
    fn kept(hidden: &str) -> usize {
        if hidden.starts_with('\u{fe0f}') { 3 } else { 0 }
    }

    #[test]
    fn marks_are_kept_as_far_as_a_letter_can_carry_them() {
        for text in [
            "Việt",
            "e\u{302}\u{323}",
            "שָׁ֑לוֹם",
            "ที่นี่",
            "ကျွန်ုပ်",
            "हिन्दी",
            "བརྒྱུད",
            "❤\u{fe0f}",
        ] {
            assert_eq!(seen(text), text);
        }
        let piled = |mark: &str| seen(&format!("a{}b", mark.repeat(500))).chars().count();
        for mark in ["\u{301}", "\u{20dd}", "\u{489}", "\u{e49}"] {
            assert_eq!(piled(mark), 2 + MARKS, "{mark:?}");
        }
        assert_eq!(piled("\u{fe0f}"), 3);
        assert_eq!(piled("\u{e0100}"), 3);
        assert_eq!(
            seen("\u{301}\u{301}a \u{301}b"),
            "a b",
            "they need a letter"
        );
    }

    #[test]
    fn joiners_stay_where_scripts_and_pictures_need_them() {
        for text in [
            "می\u{200c}خواهم",
            "ه\u{200d}.ق",
            "क्\u{200d}ष",
            "क्\u{200c}ष",
            "ශ්\u{200d}රී",
            "র\u{200d}্য",
            "👩🏽\u{200d}🚀",
            "🏳\u{fe0f}\u{200d}🌈",
            "👨\u{200d}👩\u{200d}👧",
        ] {
            assert_eq!(seen(text), text);
        }
        assert_eq!(
            seen("pay\u{200d}pal, 1\u{200c}2 ра\u{200d}ypal"),
            "paypal, 12 раypal"
        );
        assert_eq!(seen("می\u{200c}\u{200c}\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(visible("a\u{200d}b\u{301}", "_"), "a_b\u{301}");
    }
}
