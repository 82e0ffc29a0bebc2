//! What was asked for on the command line.

use crate::test::Step;

pub(crate) const USAGE: &str = "\
usage: cargo xtask <task>

  setup                     install what building and testing need
  run [--no-demo] [ARGS]    build the app and start it, with the demo unless told otherwise
  test [--only STEP[,STEP]] run all checks and tests, headless, or only some steps
  test --list               name the steps
  licenses                  check licences, sources and advisories of all dependencies";

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Setup,
    Run {
        demo: bool,
        arguments: Vec<String>,
    },
    /// Only these steps; all if empty.
    Test {
        only: Vec<Step>,
    },
    ListSteps,
    Licenses,
}

pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Task, String> {
    let name = words.next();
    let rest: Vec<String> = words.collect();
    match name.as_deref() {
        None | Some("help" | "--help" | "-h") => Ok(Task::Help),
        Some("setup") => without_arguments(Task::Setup, &rest),
        Some("run") => Ok(run(rest)),
        Some("test") => test(&rest),
        Some("licenses") => without_arguments(Task::Licenses, &rest),
        Some(other) => Err(format!("there is no task {other:?}")),
    }
}

/// `--no-demo` is ours; all other words go to the app. A leading `--` only separates.
fn run(mut arguments: Vec<String>) -> Task {
    if arguments.first().is_some_and(|word| word == "--") {
        arguments.remove(0);
    }
    let all = arguments.len();
    arguments.retain(|word| word != "--no-demo");
    Task::Run {
        demo: arguments.len() == all,
        arguments,
    }
}

fn test(words: &[String]) -> Result<Task, String> {
    match words {
        [] => Ok(Task::Test { only: Vec::new() }),
        [word] if word == "--list" => Ok(Task::ListSteps),
        [word, names] if word == "--only" => only(names),
        [word] if word.starts_with("--only=") => only(&word["--only=".len()..]),
        _ => Err(format!("test does not take {:?}", words.join(" "))),
    }
}

fn only(names: &str) -> Result<Task, String> {
    let mut steps = Vec::new();
    for name in names.split(',') {
        let found: Vec<Step> = Step::ALL
            .into_iter()
            .filter(|step| step.name() == name || (name == "ui" && step.is_of_ui()))
            .collect();
        if found.is_empty() {
            return Err(format!(
                "there is no step {name:?}; `cargo xtask test --list` names them"
            ));
        }
        steps.extend(found);
    }
    Ok(Task::Test { only: steps })
}

fn without_arguments(task: Task, rest: &[String]) -> Result<Task, String> {
    match rest {
        [] => Ok(task),
        rest => Err(format!("{:?} is not understood", rest.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    fn run_with(demo: bool, arguments: &[&str]) -> Task {
        Task::Run {
            demo,
            arguments: arguments.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn run_takes_its_own_option_anywhere_and_passes_on_the_rest() {
        assert_eq!(parsed("run"), Ok(run_with(true, &[])));
        assert_eq!(parsed("run --no-demo"), Ok(run_with(false, &[])));
        assert_eq!(parsed("run -- --no-demo"), Ok(run_with(false, &[])));
        assert_eq!(
            parsed("run --hidden -- meridian://x"),
            Ok(run_with(true, &["--hidden", "--", "meridian://x"]))
        );
    }

    #[test]
    fn test_takes_steps_by_name() {
        assert_eq!(parsed("test"), Ok(Task::Test { only: Vec::new() }));
        assert_eq!(parsed("test --list"), Ok(Task::ListSteps));
        let only = vec![Step::Format, Step::Clippy];
        assert_eq!(parsed("test --only fmt,clippy"), Ok(Task::Test { only }));
        let Ok(Task::Test { only }) = parsed("test --only=ui") else {
            panic!("ui is a family of steps");
        };
        assert!(only.len() > 1 && only.iter().all(|step| step.is_of_ui()));
        assert!(parsed("test --only").is_err());
        assert!(parsed("test --only fnt").is_err());
        assert!(parsed("test everything").is_err());
    }

    #[test]
    fn the_rest_is_strict() {
        assert_eq!(parsed(""), Ok(Task::Help));
        assert_eq!(parsed("setup"), Ok(Task::Setup));
        assert_eq!(parsed("licenses"), Ok(Task::Licenses));
        assert!(parsed("setup now").is_err());
        assert!(parsed("tset").is_err());
    }
}
