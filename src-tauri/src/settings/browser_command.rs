//! Your own browser command. It is split into words like a shell command, but not run by a shell.

use std::path::Path;

use url::Url;

use super::MAX_TEXT;
use crate::problem::view::Problem;

/// The placeholder for the link.
const URL: &str = "{url}";

/// Checks that the command's program exists.
pub fn check(command: &str) -> Result<(), Problem> {
    if command.len() > MAX_TEXT || command.chars().any(char::is_control) {
        return Err(Problem::invalid_input(
            "That isn't a browser command.",
            "Write it on one line, such as “firefox -P work {url}”.",
        ));
    }
    let Some(words) = shlex::split(command) else {
        return Err(Problem::invalid_input(
            "A quotation mark isn't closed.",
            "Put quotation marks around parts with spaces, such as “firefox -P 'my work' {url}”.",
        ));
    };
    match words.first() {
        Some(program) if !is_a_program(program) => Err(Problem::invalid_input(
            &format!("This computer has no program called “{program}”."),
            "Start with the name of an installed program, such as “firefox”. Leave the field empty to use the system's default browser.",
        )),
        _ => Ok(()),
    }
}

/// The program and arguments that open `url`. None for the system's default browser.
pub fn opening(command: &str, url: &Url) -> Result<Option<(String, Vec<String>)>, String> {
    let words = shlex::split(command).ok_or("a quote in the browser command is not closed")?;
    let mut words = words.into_iter();
    let Some(program) = words.next() else {
        return Ok(None);
    };
    let mut arguments: Vec<_> = words.map(|word| word.replace(URL, url.as_str())).collect();
    if !command.contains(URL) {
        arguments.push(url.to_string());
    }
    Ok(Some((program, arguments)))
}

fn is_a_program(program: &str) -> bool {
    if Path::new(program).components().count() > 1 {
        return Path::new(program).is_file();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = |name: &str| std::env::split_paths(&path).any(|folder| folder.join(name).is_file());
    found(program) || cfg!(windows) && found(&format!("{program}.exe"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_with_a_program_of_this_computer() {
        let this = std::env::current_exe().expect("this program");
        let folder = tempfile::tempdir().expect("a folder");
        let spaced = folder.path().join("my browser");
        std::fs::copy(this, &spaced).expect("a program");
        let shell = if cfg!(windows) { "cmd" } else { "sh" };
        for good in [
            String::new(),
            format!("{shell} -c true {{url}}"),
            format!("\"{}\" {{url}}", spaced.display()),
        ] {
            check(&good).unwrap_or_else(|problem| panic!("{good}: {problem:?}"));
        }
        for bad in [
            "no-such-browser {url}",
            "/no/such/browser",
            "sh\nrm",
            "{url}",
            "sh 'a",
        ] {
            check(bad).expect_err(bad);
        }
    }

    #[test]
    fn the_link_is_one_word_wherever_it_stands() {
        let url = Url::parse("https://auth.globus.org/a?b=c&d='%20x").expect("a link");
        let of = |command: &str| opening(command, &url).expect("closed");
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(of(""), None);
        let (program, arguments) = of("firefox -P 'my work' --url={url}").expect("a program");
        assert_eq!(program, "firefox");
        let with = format!("--url={url}");
        assert_eq!(arguments, words(&["-P", "my work", &with]));
        let (_, arguments) = of("firefox -P work").expect("a program");
        assert_eq!(arguments, words(&["-P", "work", url.as_str()]));
        opening("firefox \"a", &url).expect_err("open");
    }
}
