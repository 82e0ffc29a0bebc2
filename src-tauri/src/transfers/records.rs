//! The events of a task, and the files that it transferred or skipped.

use std::pin::pin;

use futures::TryStreamExt;
use globus_app::{SkippedError, SuccessfulTransfer};

use super::{
    detail_view::{CopiedFile, CopiedFiles, SkippedFile, SkippedFiles, TaskEvents},
    event::event_rows,
};
use crate::{
    clients::Clients,
    problem::refused::Refused,
    read::{MAX_ROWS, TRANSFER, id, signed_in},
    text::{Literal, Page, Text},
};

/// The most files to read for each list.
const MOST: u32 = 10_000;

/// Reads the newest events of a task, as many as Transfer keeps available.
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

/// Reads the files that a task skipped because of errors.
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
        rows.extend(files.map(skipped_file));
    }
    more |= rows.len() > wanted;
    rows.truncate(wanted);
    Ok(SkippedFiles { rows, more })
}

/// Reads the files that a task transferred.
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
        rows.extend(files.map(copied_file));
    }
    more |= rows.len() > wanted;
    rows.truncate(wanted);
    Ok(CopiedFiles { rows, more })
}

fn skipped_file(file: SkippedError) -> SkippedFile {
    let path = file.source_path.or(file.destination_path);
    SkippedFile {
        path: path.map(Literal::of),
        code: Text::of(&file.error_code),
        reason: Page::of(&file.error_details),
    }
}

fn copied_file(file: SuccessfulTransfer) -> CopiedFile {
    CopiedFile {
        from: Some(Literal::of(&file.source_path)),
        to: file.destination_path.map(Literal::of),
        size: file.size,
        checksum: file.checksum.map(|sum| {
            let way = file.checksum_algorithm.unwrap_or_default();
            Literal::of(format!("{way} {sum}"))
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::text::hostile;

    #[test]
    fn f31_nothing_of_a_file_is_shown_as_others_wrote_it() {
        let skipped = hostile::filled(json!({
            "source_path": "", "error_code": "", "error_details": "",
        }));
        let skipped = serde_json::from_value(skipped).expect("a file");
        hostile::assert_fit(&skipped_file(skipped), &[]);
        let copied = hostile::filled(json!({
            "source_path": "", "destination_path": "", "checksum": "", "checksum_algorithm": "",
        }));
        let copied = serde_json::from_value(copied).expect("a file");
        hostile::assert_fit(&copied_file(copied), &[]);
    }
}
