//! Removes terminal escape sequences.

/// The text without complete escape sequences: colors, titles, links (ECMA-48 5.4, 5.6).
pub(super) fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let introducer = match c {
            '\u{1b}' => rest.next_if(|c| matches!(c, '[' | ']' | 'P' | 'X' | '^' | '_')),
            '\u{9b}' => Some('['),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => Some(']'),
            _ => {
                plain.push(c);
                None
            }
        };
        match introducer {
            // Parameters, then the final character.
            Some('[') => {
                while rest.next_if(|c| matches!(c, ' '..='?')).is_some() {}
                rest.next_if(|c| matches!(c, '@'..='~'));
            }
            // A string up to its terminator. If there is none, only the rest of the line is
            // removed.
            Some(_) => {
                let is_end = |c: &char| matches!(c, '\u{7}' | '\u{9c}' | '\u{1b}' | '\n');
                while rest.next_if(|c| !is_end(c)).is_some() {}
                if rest.next_if(|c| *c != '\n') == Some('\u{1b}') {
                    rest.next_if_eq(&'\\');
                }
            }
            None => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::without_escapes;

    #[test]
    fn what_terminals_obey_goes_whole() {
        for (text, plain) in [
            ("a\u{1b}[31mred\u{1b}[0m b", "ared b"),
            ("a\u{1b}]0;a title\u{7}b", "ab"),
            ("a\u{1b}]8;;https://evil.example\u{1b}\\b", "ab"),
            ("a\u{9d}0;a title\u{9c}b\u{9b}31mc", "abc"),
            (
                "a\u{1b}P1$r0m\u{1b}\\b\u{1b}_hidden\u{9c}c\u{90}x\u{9c}d",
                "abcd",
            ),
            ("a\u{1b}[日本", "a日本"),
            ("a\u{1b}]0;no end\nb", "a\nb"),
        ] {
            assert_eq!(without_escapes(text), plain, "{text:?}");
        }
    }
}
