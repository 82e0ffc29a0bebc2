//! Parses a scope string of 150 kB, against the Python SDK.

use bench::Result;
use tokio::process::Command;

use crate::{
    Programs,
    measure::{in_turns, own, wall},
};

const SIZE: usize = 150_000;
const PREFIX: &str = "https://auth.globus.org/scopes";

pub(crate) async fn compare(programs: &Programs) -> Result<()> {
    let (text, count) = long_scope_string();
    let ours = || Command::new(programs.folder.join("parse_scopes"));
    let python = || {
        let mut command = Command::new(&programs.python);
        command.arg(programs.scripts.join("parse_scopes.py"));
        command
    };
    let rounds = in_turns(&[(&ours, &text), (&python, &text)]).await?;
    if !rounds.all_got(count) {
        return Err("the two parsers disagree".into());
    }
    println!(
        "\nA scope string of {} kB: {count} scopes with dependencies",
        text.len() / 1_000
    );
    for (name, program) in [("globus-app", 0), ("Python SDK", 1)] {
        println!(
            "  {name:<12}{:>9.2} ms parsing, {:>7.1} ms whole process",
            rounds.median(program, own),
            rounds.median(program, wall)
        );
    }
    println!(
        "  Python's parsing time / ours: {:.0} (no bound)",
        rounds.ratio(1, 0, own)
    );
    Ok(())
}

/// Scopes of different flows, each with data access to a collection.
fn long_scope_string() -> (String, usize) {
    let mut text = String::new();
    let mut count = 0;
    while text.len() < SIZE {
        if count > 0 {
            text.push(' ');
        }
        text += &flow_scope(&id(1, count), &id(2, count));
        count += 1;
    }
    (text, count)
}

fn flow_scope(flow: &str, collection: &str) -> String {
    let name = format!("flow_{}_user", flow.replace('-', "_"));
    let collection = format!("{PREFIX}/{collection}");
    format!("{PREFIX}/{flow}/{name}[{collection}/https *{collection}/data_access]")
}

fn id(kind: u32, number: usize) -> String {
    format!("{kind:08x}-0000-4000-8000-{number:012x}")
}
