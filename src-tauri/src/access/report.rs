//! The permissions report for support. It contains no tokens, secrets or names.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    scopes::scopes,
    view::scopes::{Access, ReportFormat, ScopeRow, ScopeRowKind},
};
use crate::{clients::Clients, permissions::words, problem::view::Problem, text::Text};

/// The permissions report as of now.
pub async fn report(clients: Option<Clients>, format: ReportFormat) -> Result<String, Problem> {
    let access = scopes(clients).await?;
    Ok(match format {
        ReportFormat::Markdown => markdown(&access),
        ReportFormat::Json => format!("{:#}", json(&access)),
    })
}

/// The same columns as in the tables, without your identity.
fn json(access: &Access) -> Value {
    let time = |at: Option<u64>| at.map(day_and_time);
    let groups = access.groups.iter().map(|group| {
        let rows = group.rows.iter().map(|row| {
            json!({
                "status": row.word,
                "permission": row.title,
                "scope": row.scope,
                "path": row.path,
                "kind": kind(row.kind),
                "needed_for": row.needed_for,
                "granted": time(row.granted_at),
                "last_used": time(row.last_used_at),
            })
        });
        json!({
            "service": group.title,
            "resource_server": group.resource_server,
            "granted": group.granted,
            "total": group.total,
            "token_ends": time(group.token_ends_at),
            "permissions": rows.collect::<Vec<_>>(),
        })
    });
    json!({
        "app": crate::app_name::APP_NAME,
        "version": env!("CARGO_PKG_VERSION"),
        "checked": day_and_time(access.checked_at),
        "needs_attention": access.attention,
        "granted": access.granted,
        "off": access.off,
        "consents_not_read": access.consents_problem.as_ref().map(|problem| &problem.what),
        "services": groups.collect::<Vec<_>>(),
    })
}

fn markdown(access: &Access) -> String {
    let mut text = format!(
        "# What {} may do\n\nVersion {}, checked {}.\n\nNeeds attention: {} · granted: {} · off: {}\n",
        crate::app_name::APP_NAME,
        env!("CARGO_PKG_VERSION"),
        day_and_time(access.checked_at),
        access.attention,
        access.granted,
        access.off,
    );
    if let Some(problem) = &access.consents_problem {
        let _ = writeln!(
            text,
            "\nYour consents at Globus couldn't be read, so this is based on the tokens alone: {} {}",
            cell(&problem.what),
            cell(&problem.meaning),
        );
    }
    for group in &access.groups {
        let ends = group
            .token_ends_at
            .map_or("no token here".to_owned(), |at| {
                format!("token ends {}", day_and_time(at))
            });
        let _ = writeln!(
            text,
            "\n## {} (`{}`)\n\n{} of {} granted, {ends}.\n\n\
             | Status | Permission | Scope | Kind | Needed for | Granted | Last used |\n\
             |---|---|---|---|---|---|---|",
            cell(&group.title),
            cell(&group.resource_server),
            group.granted,
            group.total,
        );
        for row in &group.rows {
            text.push_str(&line(row));
        }
    }
    text
}

fn line(row: &ScopeRow) -> String {
    let indent = "└ ".repeat(row.level.saturating_sub(1).min(8) as usize);
    let time = |at: Option<u64>| at.map_or("–".to_owned(), day_and_time);
    let needed_for: Vec<_> = row.needed_for.iter().map(Text::as_str).collect();
    format!(
        "| {} | {indent}{} | `{}` | {} | {} | {} | {} |\n",
        cell(&row.word),
        cell(&row.title),
        cell(&row.scope),
        kind(row.kind),
        words::listed(&needed_for),
        time(row.granted_at),
        time(row.last_used_at),
    )
}

fn kind(kind: ScopeRowKind) -> &'static str {
    match kind {
        ScopeRowKind::Required => "required",
        ScopeRowKind::Optional => "optional",
        ScopeRowKind::PerFlow => "per flow",
        ScopeRowKind::PerCollection => "per collection",
        ScopeRowKind::Dependent => "dependent",
        ScopeRowKind::OptionalDependent => "optional dependent",
    }
}

/// Escapes a text so that it stays within its table cell.
fn cell(text: &str) -> String {
    let plain = |c: char| match c {
        '|' | '`' | '<' | '>' => '¦',
        c if c.is_control() => ' ',
        c => c,
    };
    text.chars().map(plain).collect()
}

fn day_and_time(millis: u64) -> String {
    let millis = i64::try_from(millis).unwrap_or(i64::MAX);
    Timestamp::from_millisecond(millis).map_or_else(
        |_| "–".to_owned(),
        |at| at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
    )
}
