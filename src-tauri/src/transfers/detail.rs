//! Reads one task from Globus Transfer.

use globus_app::{PauseInfo, Principal, Task, TaskStatus, TaskType};

use super::{
    detail_view::{PauseMessage, TaskEventRow, TransferDetail},
    event::{event_rows, task_options},
    row::task_row,
};
use crate::{
    clients::Clients,
    people::Directory,
    problem::{refused::Refused, view::Detail},
    read::{TRANSFER, fact, id, signed_in},
    status::{
        StatusKey,
        task::{grouped, is_live},
    },
    text::{Page, Text},
    time::millis,
};

/// Reads the details of a task.
pub async fn transfer(clients: Option<Clients>, task_id: &str) -> Result<TransferDetail, Refused> {
    let clients = signed_in(clients, TRANSFER)?;
    let id = id(task_id)?;
    let task = clients.transfer.get_task(&id).await;
    let task = task.map_err(|error| Refused::of_read(TRANSFER, &error))?;
    let row = task_row(&task, &clients.totals);
    // Both only add explanations, so the task is shown without them if they can't be read.
    let pauses = if task.is_paused {
        let told = clients.transfer.task_pause_info(&id).await.ok();
        told.map(|info| pauses(&task, &info)).unwrap_or_default()
    } else {
        Vec::new()
    };
    let last_fault = if task.faults > 0 && !task.history_deleted {
        last_fault(&clients, &id).await
    } else {
        None
    };
    let owner = task.owner_id.map(Principal::Identity);
    let directory = Directory::read(&clients, &owner).await;
    Ok(TransferDetail {
        sentence: format!("{}.", row.status.word).into(),
        can_cancel: is_live(&task),
        can_resume: task.status == TaskStatus::Inactive,
        from_id: task.source_endpoint_id.map(|id| id.to_string()),
        to_id: task.destination_endpoint_id.map(|id| id.to_string()),
        counts: counts(&task),
        rate_overall: Some(task.effective_bytes_per_second).filter(|rate| *rate > 0),
        reason: reason(&task, row.status.key),
        options: task_options(&task),
        skipped: task.subtasks_skipped_errors,
        history_deleted: task.history_deleted,
        details: details(&task, owner.as_ref(), &directory),
        pauses,
        last_fault,
        row,
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

async fn last_fault(clients: &Clients, id: &uuid::Uuid) -> Option<TaskEventRow> {
    let request = clients
        .transfer
        .task_event_list(id)
        .filter_is_error(true)
        .limit(100);
    let events = request.send().await.ok()?.events;
    event_rows(&events).into_iter().next()
}

fn reason(task: &Task, status: StatusKey) -> Option<Page> {
    let text = match status {
        StatusKey::Retrying | StatusKey::NeedsYou => task
            .nice_status_short_description
            .as_deref()
            .or(task.nice_status.as_deref()),
        StatusKey::Canceled => task.canceled_by_admin_message.as_deref(),
        StatusKey::Failed => task
            .fatal_error
            .as_ref()
            .map(|error| error.description.as_str()),
        _ => None,
    };
    text.map(Page::of).filter(|text| !text.trim().is_empty())
}

fn pauses(task: &Task, info: &PauseInfo) -> Vec<PauseMessage> {
    let name = |name: &Option<String>| name.as_deref().map(Text::of).unwrap_or_default();
    let by_rules = info.pause_rules.iter().map(|rule| PauseMessage {
        collection: name(&rule.endpoint_display_name),
        message: rule.message.as_deref().map(Page::of).unwrap_or_default(),
    });
    let by_sides = [
        (
            &task.source_endpoint_display_name,
            &info.source_pause_message,
        ),
        (
            &task.destination_endpoint_display_name,
            &info.destination_pause_message,
        ),
    ];
    let by_sides = by_sides.into_iter().filter_map(|(side, message)| {
        Some(PauseMessage {
            collection: name(side),
            message: Page::of(message.as_deref()?),
        })
    });
    by_rules.chain(by_sides).collect()
}

/// The counts of a task. A deletion transfers nothing.
fn counts(task: &Task) -> Vec<Detail> {
    let mut facts = vec![
        fact("Files found", grouped(task.files)),
        fact("Folders found", grouped(task.directories)),
    ];
    if task.task_type != TaskType::Delete {
        facts.push(fact("Files copied", grouped(task.files_transferred)));
        facts.push(fact("Already up to date", grouped(task.files_skipped)));
    }
    facts.push(fact(
        "Skipped (errors)",
        grouped(task.subtasks_skipped_errors),
    ));
    facts.push(fact("Faults", grouped(task.faults)));
    facts
}

fn details(task: &Task, owner: Option<&Principal>, directory: &Directory) -> Vec<Detail> {
    let mut facts = vec![fact("Task ID", task.task_id.to_string())];
    for (label, id) in [
        ("Source collection", task.source_endpoint_id),
        ("Destination collection", task.destination_endpoint_id),
    ] {
        facts.extend(id.map(|id| fact(label, id.to_string())));
    }
    facts.extend(owner.map(|owner| fact("Owner", directory.name(owner))));
    for (label, time) in [
        ("Requested", task.request_time),
        ("Ended", task.completion_time),
        ("Deadline", task.deadline),
    ] {
        facts.extend(time.map(|time| fact(label, time.to_string())));
    }
    facts.push(fact(
        "Subtasks",
        format!(
            "{} of {} done, {} canceled",
            grouped(task.subtasks_succeeded),
            grouped(task.subtasks_total),
            grouped(task.subtasks_canceled)
        ),
    ));
    facts
}
