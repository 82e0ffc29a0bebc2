//! What a task did: events, files that it copied, files that it left out.

use std::pin::pin;

use futures::TryStreamExt;

use super::{
    detail_view::{CopiedFile, CopiedFiles, SkippedFile, SkippedFiles, TaskEvents},
    event::event_rows,
};
use crate::{
    clients::Clients,
    problem::refused::Refused,
    read::{MAX_ROWS, TRANSFER, id, signed_in},
    text::{line, page, path},
};

/// The most files that are read of each list.
const MOST: u32 = 10_000;

/// The newest events of a task: Transfer shows so many of them at most.
pub async fn task_events(
    clients: Option<Clients>,
    task_id: &str,
    limit: u32,
    errors_only: bool,
) -> Result<TaskEvents, Refused> {
    let clients = signed_in(clients, TRANSFER)?;
    let limit = limit.clamp(1, MAX_ROWS);
    let mut request = clients
        .transfer
        .task_event_list(&id(task_id)?)
        .limit(limit.into());
    if errors_only {
        request = request.filter_is_error(true);
    }
    let page = request
        .send()
        .await
        .map_err(|error| Refused::of_read(TRANSFER, &error))?;
    Ok(TaskEvents {
        rows: event_rows(&page.events),
        more: (page.events.len() as u64) < page.total && limit < MAX_ROWS,
    })
}

/// The files that a task left out because of errors.
pub async fn skipped_files(
    clients: Option<Clients>,
    task_id: &str,
    limit: u32,
) -> Result<SkippedFiles, Refused> {
    let clients = signed_in(clients, TRANSFER)?;
    let wanted = limit.clamp(1, MOST) as usize;
    let request = clients.transfer.task_skipped_errors(&id(task_id)?);
    let mut pages = pin!(request.pages());
    let (mut rows, mut more) = (Vec::new(), true);
    while more && rows.len() < wanted {
        let page = pages.try_next().await;
        let page = page.map_err(|error| Refused::of_read(TRANSFER, &error))?;
        more = page.as_ref().is_some_and(|page| page.next_marker.is_some());
        let files = page.into_iter().flat_map(|page| page.errors);
        rows.extend(files.map(|file| {
            SkippedFile {
                path: file
                    .source_path
                    .or(file.destination_path)
                    .map(|text| path(&text)),
                code: line(&file.error_code),
                reason: self::page(&file.error_details),
            }
        }));
    }
    more |= rows.len() > wanted;
    rows.truncate(wanted);
    Ok(SkippedFiles { rows, more })
}

/// The files that a task copied.
pub async fn copied_files(
    clients: Option<Clients>,
    task_id: &str,
    limit: u32,
) -> Result<CopiedFiles, Refused> {
    let clients = signed_in(clients, TRANSFER)?;
    let wanted = limit.clamp(1, MOST) as usize;
    let request = clients.transfer.task_successful_transfers(&id(task_id)?);
    let mut pages = pin!(request.pages());
    let (mut rows, mut more) = (Vec::new(), true);
    while more && rows.len() < wanted {
        let page = pages.try_next().await;
        let page = page.map_err(|error| Refused::of_read(TRANSFER, &error))?;
        more = page.as_ref().is_some_and(|page| page.next_marker.is_some());
        let files = page.into_iter().flat_map(|page| page.transfers);
        rows.extend(files.map(|file| CopiedFile {
            from: Some(path(&file.source_path)),
            to: file.destination_path.map(|text| path(&text)),
            size: file.size,
            checksum: file.checksum.map(|sum| {
                let way = file.checksum_algorithm.unwrap_or_default();
                line(&format!("{way} {sum}"))
            }),
        }));
    }
    more |= rows.len() > wanted;
    rows.truncate(wanted);
    Ok(CopiedFiles { rows, more })
}
