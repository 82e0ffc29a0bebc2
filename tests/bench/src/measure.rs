//! Runs processes from start to end, one or several in turns.

use std::{
    process::Stdio,
    time::{Duration, Instant},
};

use bench::{Report, Result};
use tokio::{io::AsyncWriteExt, process::Command};

/// Rounds that count, after one that doesn't.
const ROUNDS: usize = 11;

/// One run of a program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// From the start of the process to its end.
    pub(crate) wall: Duration,
    /// The program's own report.
    pub(crate) report: Report,
}

/// The runs of several programs, taken in turns: `runs[program][round]`.
#[derive(Debug)]
pub(crate) struct Rounds(Vec<Vec<Run>>);

/// Runs a program with `input` until it ends.
pub(crate) async fn run(mut command: Command, input: &str) -> Result<Run> {
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes()).await?;
    }
    let output = child.wait_with_output().await?;
    let wall = begun.elapsed();
    if !output.status.success() {
        return Err(format!("{command:?}: {}", output.status).into());
    }
    let report = serde_json::from_slice(&output.stdout)?;
    Ok(Run { wall, report })
}

/// Runs all programs once per round, one after the other, so that a slow spell of the machine hits
/// all of them.
pub(crate) async fn in_turns(programs: &[(&dyn Fn() -> Command, &str)]) -> Result<Rounds> {
    let mut runs = vec![Vec::new(); programs.len()];
    for round in 0..=ROUNDS {
        for ((program, input), runs) in programs.iter().zip(&mut runs) {
            let run = run(program(), input).await?;
            if round > 0 {
                runs.push(run);
            }
        }
    }
    Ok(Rounds(runs))
}

impl Rounds {
    /// The median of one program's figure.
    pub(crate) fn median(&self, program: usize, figure: impl Fn(&Run) -> f64) -> f64 {
        median(self.0[program].iter().map(figure).collect())
    }

    /// The median, over the rounds, of one program's figure divided by another's.
    pub(crate) fn ratio(&self, of: usize, to: usize, figure: impl Fn(&Run) -> f64) -> f64 {
        let pairs = self.0[of].iter().zip(&self.0[to]);
        median(pairs.map(|(a, b)| figure(a) / figure(b)).collect())
    }

    /// Whether every run of every program reported this count.
    pub(crate) fn all_got(&self, count: usize) -> bool {
        self.0.iter().flatten().all(|run| run.report.count == count)
    }
}

/// Milliseconds of the whole process.
pub(crate) fn wall(run: &Run) -> f64 {
    run.wall.as_secs_f64() * 1_000.0
}

/// Milliseconds of the work alone, as measured by the program.
pub(crate) fn own(run: &Run) -> f64 {
    Duration::from_micros(run.report.micros).as_secs_f64() * 1_000.0
}

/// Peak memory in MiB.
pub(crate) fn peak(run: &Run) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "kibibytes of one process")]
    let kib = run.report.peak_kib as f64;
    kib / 1_024.0
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
