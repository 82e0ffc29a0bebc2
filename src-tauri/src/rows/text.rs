//! Text that others wrote, made fit to be shown: it cannot pose as something else, nor flood.

/// The most characters of a text in a row.
const LINE: usize = 300;

/// The most characters of a longer text.
const PAGE: usize = 64 * 1024;

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

/// Several lines, otherwise as [`line`].
pub fn page(text: &str) -> String {
    let visible: String = without_escapes(text)
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !is_control(*c))
        .take(PAGE + 1)
        .collect();
    bounded(&visible, PAGE)
}

fn bounded(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Terminals' colours and the like: ESC, `[`, parameters, a letter.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len().min(PAGE * 4));
    let mut rest = text.chars().take(PAGE * 4).peekable();
    while let Some(c) = rest.next() {
        if c != '\u{1b}' {
            plain.push(c);
        } else if rest.next_if_eq(&'[').is_some() {
            while rest.next_if(|c| !c.is_ascii_alphabetic()).is_some() {}
            rest.next();
        }
    }
    plain
}

/// Controls, and the marks that turn the direction of text (Unicode UAX #9, "trojan source").
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}')
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
    fn a_flood_is_cut() {
        assert_eq!(line(&"x".repeat(1_000_000)).chars().count(), LINE + 1);
        assert!(page(&"y".repeat(1_000_000)).ends_with('…'));
        assert_eq!(line(&"z".repeat(LINE)).chars().count(), LINE);
    }
}
