//! Text that others wrote, made fit to be shown: it cannot pose as something else, nor flood.

pub mod json;

/// The most characters of a text in a row.
const LINE: usize = 300;

/// The most characters of a path: as many as file systems take (POSIX `PATH_MAX` of Linux).
const PATH: usize = 4_096;

/// The most characters of a longer text.
const PAGE: usize = 64 * 1024;

/// The most bytes of all longer texts of one answer.
const IN_ALL: usize = 4 * 1024 * 1024;
const LEFT_OUT: &str = "Left out: there is more here than can be shown. The Globus web app has it.";

/// One line: white space in a row becomes one space, what controls terminals or the direction of
/// text goes.
pub fn line(text: &str) -> String {
    let visible: String = without_escapes(text)
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !is_control(*c))
        .take(LINE * 4)
        .collect();
    bounded(
        &visible.split_whitespace().collect::<Vec<_>>().join(" "),
        LINE,
    )
}

/// A path, otherwise as [`line`]: longer, and with its spaces.
pub fn path(text: &str) -> String {
    let visible = without_escapes(text);
    bounded(
        &visible
            .chars()
            .filter(|c| !is_control(*c))
            .take(PATH + 1)
            .collect::<String>(),
        PATH,
    )
}

/// Several lines, otherwise as [`line`].
pub fn page(text: &str) -> String {
    let visible: String = without_escapes(text)
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !is_control(*c))
        .take(PAGE + 1)
        .collect();
    bounded(&visible, PAGE)
}

/// Longer texts that together are more than a window can use: those that go beyond say that they
/// are left out.
pub fn bounded_in_all<'a>(texts: impl Iterator<Item = &'a mut String>) {
    let mut room = IN_ALL;
    for text in texts {
        match room.checked_sub(text.len()) {
            Some(rest) => room = rest,
            None => LEFT_OUT.clone_into(text),
        }
    }
}

fn bounded(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Without what terminals take for commands (ECMA-48 8.3.16, 8.3.89), whole: colours, titles, links.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len().min(PAGE * 4));
    let mut rest = text.chars().take(PAGE * 4).peekable();
    while let Some(c) = rest.next() {
        let introducer = match c {
            '\u{1b}' => rest.next_if(|c| matches!(c, '[' | ']')),
            '\u{9b}' => Some('['),
            '\u{9d}' => Some(']'),
            _ => {
                plain.push(c);
                None
            }
        };
        match introducer {
            // Parameters, then a letter.
            Some('[') => {
                while rest.next_if(|c| !c.is_ascii_alphabetic()).is_some() {}
                rest.next();
            }
            // A text up to its end; one without an end takes its own line only.
            Some(_) => {
                let is_end = |c: &char| matches!(c, '\u{7}' | '\u{9c}' | '\u{1b}' | '\n');
                while rest.next_if(|c| !is_end(c)).is_some() {}
                if rest.next_if_eq(&'\u{1b}').is_some() {
                    rest.next_if_eq(&'\\');
                }
            }
            None => {}
        }
    }
    plain
}

/// Controls, the marks that turn the direction of text (Unicode UAX #9, "trojan source"), and what
/// takes no room; the joiners stay, which scripts and emoji need.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}'
        )
        || ('\u{2060}'..='\u{2064}').contains(&c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
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
    }

    #[test]
    fn what_terminals_obey_goes_whole() {
        assert_eq!(line("a\u{1b}]0;a title\u{7}b"), "ab");
        assert_eq!(line("a\u{1b}]8;;https://evil.example\u{1b}\\b"), "ab");
        assert_eq!(line("a\u{9d}0;a title\u{9c}b\u{9b}31mc"), "abc");
        assert_eq!(page("a\u{1b}]0;no end\nb"), "a\nb");
        assert_eq!(line("pay\u{200b}pal\u{2060}"), "paypal");
        assert_eq!(line("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn a_path_keeps_its_spaces_and_its_end() {
        let long = format!("/a  b/ {}/end", "x".repeat(900));
        assert_eq!(path(&long), long);
        assert_eq!(path("/a\u{202e}b\n/c"), "/ab/c");
        assert!(path(&"x".repeat(10_000)).ends_with('…'));
    }

    #[test]
    fn many_long_texts_are_bounded_together() {
        let mut texts = vec!["x".repeat(PAGE); 70];
        bounded_in_all(texts.iter_mut());
        assert_eq!(texts.iter().filter(|text| text.len() == PAGE).count(), 64);
        assert!(texts.iter().map(String::len).sum::<usize>() < IN_ALL + 6 * 100);
    }

    #[test]
    fn a_flood_is_cut() {
        assert_eq!(line(&"x".repeat(1_000_000)).chars().count(), LINE + 1);
        assert!(page(&"y".repeat(1_000_000)).ends_with('…'));
        assert_eq!(line(&"z".repeat(LINE)).chars().count(), LINE);
    }
}
