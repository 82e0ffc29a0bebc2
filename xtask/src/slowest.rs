//! Finds the slowest tests by watching the output of the test programs.

use std::{
    mem,
    time::{Duration, Instant},
};

/// How many tests a Rust test program runs at once.
pub(crate) const THREADS: usize = 2;

const SHOWN: usize = 10;

/// The time that each test took.
#[derive(Debug, Default)]
pub(crate) struct Slowest {
    took: Vec<(String, Duration)>,
    running: Running,
}

/// A Rust test program that is running.
#[derive(Debug, Default)]
struct Running {
    count: usize,
    begun: Option<Instant>,
    ended: Vec<(String, Instant)>,
}

impl Slowest {
    /// Reads a line of output from `cargo test`, `pytest --durations` or vitest, and ignores others.
    pub(crate) fn line(&mut self, line: &str, now: Instant) {
        if let Some(count) = started(line) {
            self.running = Running {
                count,
                begun: Some(now),
                ended: Vec::new(),
            };
        } else if line.starts_with("test result: ") {
            self.took.extend(mem::take(&mut self.running).durations());
        } else if let Some(name) = ended(line) {
            self.running.ended.push((name.to_owned(), now));
        } else {
            self.took
                .extend(of_pytest(line).or_else(|| of_vitest(line)));
        }
    }

    /// The ten slowest tests, one per line.
    pub(crate) fn told(&self) -> Vec<String> {
        let mut all: Vec<_> = self.took.iter().collect();
        all.sort_by_key(|(_, took)| std::cmp::Reverse(*took));
        let lines = all.into_iter().take(SHOWN);
        lines
            .map(|(name, took)| format!("{:>7.1} s  {name}", took.as_secs_f64()))
            .collect()
    }
}

impl Running {
    /// The output only shows when a test ends. But tests start in the order of their names, each as
    /// soon as another one ends, so the start is known too.
    fn durations(self) -> Vec<(String, Duration)> {
        let Some(begun) = self.begun.filter(|_| self.ended.len() == self.count) else {
            return Vec::new();
        };
        let first = std::iter::repeat_n(begun, THREADS);
        let starts = first.chain(self.ended.iter().map(|(_, end)| *end));
        let mut by_name = self.ended.clone();
        by_name.sort();
        let tests = by_name.into_iter().zip(starts);
        tests
            .map(|((name, end), start)| (name, end.saturating_duration_since(start)))
            .collect()
    }
}

/// `running 3 tests`
fn started(line: &str) -> Option<usize> {
    let rest = line.strip_prefix("running ")?;
    let count = rest.strip_suffix(" tests").or(rest.strip_suffix(" test"));
    count?.parse().ok()
}

/// `test some::name ... ok`
fn ended(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    Some(name)
}

/// `12.34s call     tests/fidelity/test_flows.py::test_runs`
fn of_pytest(line: &str) -> Option<(String, Duration)> {
    let mut words = line.split_whitespace();
    let took = duration(words.next()?)?;
    let is_one = matches!(words.next()?, "call" | "setup" | "teardown");
    let name = words.next().filter(|name| is_one && name.contains(".py"))?;
    Some((name.to_owned(), took))
}

/// `✓ src/format/time.test.ts (21 tests) 191ms`: vitest only gives the time of a whole file.
fn of_vitest(line: &str) -> Option<(String, Duration)> {
    let line = without_colours(line);
    let rest = line.trim_start().strip_prefix('✓')?.trim_start();
    let (name, rest) = rest.split_once(" (")?;
    let took = duration(rest.rsplit_once(") ")?.1.trim_end())?;
    Some((name.to_owned(), took)).filter(|_| name.ends_with(".test.ts"))
}

fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1e-3),
        None => (text.strip_suffix('s')?, 1.0),
    };
    let seconds = number.trim_end().parse::<f64>().ok()? * unit;
    Duration::try_from_secs_f64(seconds).ok()
}

/// Removes color codes such as `ESC [32m`.
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once('m').map_or(part, |(_, rest)| rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_the_order_of_names_tell_how_long_a_test_took() {
        let begun = Instant::now();
        let mut slowest = Slowest::default();
        // a and b start at once; c when b ends, d when a ends.
        for (second, line) in [
            (0, "running 4 tests"),
            (1, "test b ... ok"),
            (3, "test a - should panic ... ok"),
            (4, "test d ... ignored"),
            (61, "test c has been running for over 60 seconds"),
            (65, "test c ... FAILED"),
            (65, "test result: FAILED. 2 passed; 1 failed"),
        ] {
            slowest.line(line, begun + Duration::from_secs(second));
        }
        let expected = [
            "   64.0 s  c",
            "    3.0 s  a - should panic",
            "    1.0 s  b",
            "    1.0 s  d",
        ];
        assert_eq!(slowest.told(), expected);
    }

    #[test]
    fn a_program_that_was_not_read_whole_is_left_out() {
        let mut slowest = Slowest::default();
        for line in ["running 2 tests", "test a ... ok", "test result: ok."] {
            slowest.line(line, Instant::now());
        }
        assert_eq!(slowest.told(), [""; 0]);
    }

    #[test]
    fn pytest_and_vitest_say_it_themselves() {
        let mut slowest = Slowest::default();
        for line in [
            "12.34s call     tests/fidelity/test_flows.py::test_runs",
            "0.50s setup    tests/fidelity/test_flows.py::test_runs",
            " \u{1b}[32m✓\u{1b}[39m src/list/list.test.ts \u{1b}[2m(\u{1b}[22m\u{1b}[2m2 tests\u{1b}[22m\u{1b}[2m)\u{1b}[22m\u{1b}[32m 1190\u{1b}[2mms\u{1b}[22m\u{1b}[39m",
            "40 passed in 99.9s",
            "9s call nobody",
            " ✓ 2 tests (all) 44s",
        ] {
            slowest.line(line, Instant::now());
        }
        let expected = [
            "   12.3 s  tests/fidelity/test_flows.py::test_runs",
            "    1.2 s  src/list/list.test.ts",
            "    0.5 s  tests/fidelity/test_flows.py::test_runs",
        ];
        assert_eq!(slowest.told(), expected);
    }

    #[test]
    fn ten_are_shown() {
        let mut slowest = Slowest::default();
        for second in 0..20 {
            slowest.line(
                &format!("{second}.0s call test.py::t{second}"),
                Instant::now(),
            );
        }
        assert_eq!(slowest.told().len(), 10);
        assert!(slowest.told()[0].starts_with("   19.0 s"));
    }
}
