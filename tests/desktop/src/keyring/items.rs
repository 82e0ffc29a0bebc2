//! Reads and writes items with `secret-tool`, an independent client of the Secret Service.

use std::collections::BTreeMap;
use std::process::Stdio;

use tokio::io::AsyncWriteExt as _;

use crate::Result;
use crate::home::{Home, missing};

/// An item in a keyring.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredItem {
    /// The label, which Seahorse shows.
    pub label: String,
    /// The attributes, by which programs find the item.
    pub attributes: BTreeMap<String, String>,
    /// The secret. None while the keyring is locked.
    pub secret: Option<String>,
}

pub(super) async fn search(home: &Home, service: &str) -> Result<Vec<StoredItem>> {
    // secret-tool writes attributes to standard error. Merging the two keeps them in order.
    let script = r#"exec secret-tool search --all service "$1" 2>&1"#;
    let output = home
        .command("sh")
        .args(["-c", script, "sh", service])
        .output()
        .await?;
    let text = String::from_utf8_lossy(&output.stdout);
    let items = parse(&text);
    // When nothing is found, secret-tool fails without output.
    if items.is_empty() && !text.trim().is_empty() {
        return Err(format!("secret-tool search: {}", text.trim()).into());
    }
    Ok(items)
}

pub(super) async fn store(
    home: &Home,
    label: &str,
    attributes: &[(&str, &str)],
    secret: &str,
) -> Result<()> {
    let mut child = home
        .command("secret-tool")
        .args(["store", "--label", label])
        .args(attributes.iter().flat_map(|(name, value)| [name, value]))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| missing("secret-tool", &error))?;
    let mut input = child.stdin.take().ok_or("secret-tool has no input")?;
    input.write_all(secret.as_bytes()).await?;
    drop(input);
    let output = child.wait_with_output().await?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!(
            "secret-tool store: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )
        .into())
    }
}

/// Parses the output. Items start with a line `[/number]`. A secret may have several lines and ends
/// at `created = `.
fn parse(text: &str) -> Vec<StoredItem> {
    let mut items: Vec<StoredItem> = Vec::new();
    let mut in_secret = false;
    for line in text.lines() {
        if line.starts_with("[/") && line.ends_with(']') {
            items.push(StoredItem::default());
            in_secret = false;
            continue;
        }
        let Some(item) = items.last_mut() else {
            continue;
        };
        match line.split_once(" = ") {
            Some(("created", _)) => in_secret = false,
            _ if in_secret => {
                item.secret.get_or_insert_default().push('\n');
                item.secret.get_or_insert_default().push_str(line);
            }
            Some(("label", label)) => label.clone_into(&mut item.label),
            Some(("secret", secret)) => {
                item.secret = Some(secret.to_owned());
                in_secret = true;
            }
            Some((name, value)) => {
                if let Some(name) = name.strip_prefix("attribute.") {
                    item.attributes.insert(name.to_owned(), value.to_owned());
                }
            }
            None => {}
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_items_with_secrets_of_several_lines() {
        let text = "[/1]\nlabel = a = b\nsecret = one\ntwo = 2\n\ncreated = 2026-11-24 02:20:43\nmodified = x\n\
                    schema = org.freedesktop.Secret.Generic\nattribute.user = u\nattribute.service = s\n\
                    secret-tool: Cannot get secret of a locked object\n[/2]\nlabel = \ncreated = \nattribute.service = s\n";
        let items = parse(text);
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].label, "a = b");
        assert_eq!(items[0].secret.as_deref(), Some("one\ntwo = 2\n"));
        assert_eq!(items[0].attributes["user"], "u");
        assert_eq!(items[1].secret, None);
        assert_eq!(items[1].attributes.len(), 1);
    }
}
