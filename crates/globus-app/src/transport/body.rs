//! Reads a body, up to a limit.

use bytes::Bytes;

/// Why a body could not be read.
pub(super) enum Unreadable {
    TooLarge,
    Broken(reqwest::Error),
}

/// Reads a body of at most `limit` bytes, counted after decompression. Nothing beyond that is read,
/// so neither an endless answer nor a compressed bomb can fill the memory.
pub(super) async fn read(
    mut response: reqwest::Response,
    limit: usize,
) -> Result<Bytes, Unreadable> {
    let announced = response.content_length().unwrap_or(0);
    let announced = usize::try_from(announced).unwrap_or(usize::MAX);
    if announced > limit {
        return Err(Unreadable::TooLarge);
    }
    let Some(first) = piece(&mut response, limit).await? else {
        return Ok(Bytes::new());
    };
    let Some(second) = piece(&mut response, limit - first.len()).await? else {
        // Often there is only one piece, and it isn't copied.
        return Ok(first);
    };
    let mut body = Vec::with_capacity(announced.max(first.len() + second.len()));
    body.extend_from_slice(&first);
    drop(first);
    body.extend_from_slice(&second);
    drop(second);
    while let Some(next) = piece(&mut response, limit - body.len()).await? {
        body.extend_from_slice(&next);
    }
    Ok(body.into())
}

async fn piece(response: &mut reqwest::Response, most: usize) -> Result<Option<Bytes>, Unreadable> {
    let piece = response.chunk().await.map_err(Unreadable::Broken)?;
    if piece.as_ref().is_some_and(|piece| piece.len() > most) {
        return Err(Unreadable::TooLarge);
    }
    Ok(piece)
}
