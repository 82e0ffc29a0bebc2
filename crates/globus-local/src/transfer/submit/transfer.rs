//! `POST /v0.10/transfer` (docs.globus.org/api/transfer/task_submit).

use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::check::{Submitter, path};
use crate::transfer::{
    collections::{Collection, Collections},
    error::TransferError,
    files::Kind as FileKind,
    tasks::{
        job::{Algorithm, Copying, Instructions, Item, Options, Rule, Work},
        limits::{check_deadline, check_label},
    },
};

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a field of Transfer's document"
)]
#[derive(Deserialize)]
pub(super) struct Submission {
    source_endpoint: String,
    destination_endpoint: String,
    #[serde(rename = "DATA", default)]
    items: Vec<NewItem>,
    label: Option<String>,
    deadline: Option<String>,
    sync_level: Option<u8>,
    #[serde(default = "yes")]
    verify_checksum: bool,
    #[serde(default)]
    preserve_timestamp: bool,
    #[serde(default)]
    encrypt_data: bool,
    #[serde(default)]
    skip_source_errors: bool,
    #[serde(default)]
    fail_on_quota_errors: bool,
    #[serde(default)]
    delete_destination_extra: bool,
    filter_rules: Option<Vec<NewRule>>,
}

#[derive(Deserialize)]
struct NewItem {
    #[serde(rename = "DATA_TYPE")]
    data_type: String,
    source_path: String,
    destination_path: String,
    recursive: Option<bool>,
    external_checksum: Option<String>,
    checksum_algorithm: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct NewRule {
    #[serde(rename = "DATA_TYPE", default = "filter_rule")]
    data_type: String,
    method: Method,
    name: String,
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<RuleKind>,
}

#[derive(Deserialize, Serialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Method {
    Include,
    Exclude,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum RuleKind {
    File,
    Dir,
}

fn yes() -> bool {
    true
}

fn filter_rule() -> String {
    "filter_rule".to_owned()
}

impl Submission {
    pub(super) fn check(
        self,
        submitter: Submitter<'_>,
        now: Timestamp,
    ) -> Result<Instructions, TransferError> {
        if self.items.is_empty() {
            return Err(TransferError::new(
                StatusCode::BAD_REQUEST,
                "ClientError.BadRequest.NoTransferItems",
                "A transfer requires at least one item",
            ));
        }
        let label = check_label(self.label)?;
        let deadline = check_deadline(self.deadline.as_deref(), now)?;
        if self.sync_level.is_some_and(|level| level > 3) {
            return Err(TransferError::bad_request("sync_level must be 0 to 3"));
        }
        let source = Collections::get(&self.source_endpoint)?;
        let destination = Collections::get(&self.destination_endpoint)?;
        let items = self.items.into_iter();
        let items = items.map(|item| item.check(source, destination));
        let items = items.collect::<Result<_, _>>()?;
        let filter_rules = serde_json::to_value(&self.filter_rules).unwrap_or(Value::Null);
        let rules = self.filter_rules.unwrap_or_default();
        let rules = rules.iter().map(NewRule::check);
        let rules = rules.collect::<Result<_, _>>()?;
        submitter.check(&[source, destination])?;
        let copying = Copying {
            source,
            destination,
            items,
            sync_level: self.sync_level,
            options: Options {
                verify_checksum: self.verify_checksum,
                preserve_timestamp: self.preserve_timestamp,
                encrypt_data: self.encrypt_data,
                skip_source_errors: self.skip_source_errors,
                fail_on_quota_errors: self.fail_on_quota_errors,
                delete_destination_extra: self.delete_destination_extra,
            },
            rules,
            filter_rules,
        };
        Ok(Instructions {
            label,
            deadline,
            work: Work::Copy(copying),
        })
    }
}

impl NewItem {
    fn check(self, source: &Collection, destination: &Collection) -> Result<Item, TransferError> {
        if self.data_type != "transfer_item" {
            let problem = format!("DATA_TYPE {:?} of an item is not known", self.data_type);
            return Err(TransferError::bad_request(problem));
        }
        let algorithm = self.checksum_algorithm.as_deref().unwrap_or("MD5");
        let algorithm = Algorithm::named(algorithm).ok_or_else(|| {
            TransferError::bad_request(format!("checksum_algorithm {algorithm:?} is not known"))
        })?;
        let is_whole = self.recursive == Some(true);
        if is_whole && self.external_checksum.is_some() {
            return Err(TransferError::bad_request(
                "external_checksum cannot be used with directories",
            ));
        }
        Ok(Item {
            source: path(&self.source_path, source)?,
            destination: path(&self.destination_path, destination)?,
            recursive: self.recursive,
            checksum: self.external_checksum.map(|sum| (algorithm, sum)),
        })
    }
}

impl NewRule {
    fn check(&self) -> Result<Rule, TransferError> {
        let name = glob::Pattern::new(&self.name).map_err(|error| {
            TransferError::bad_request(format!("filter rule {:?}: {error}", self.name))
        })?;
        Ok(Rule {
            is_exclude: self.method == Method::Exclude,
            kind: self.kind.map(|kind| match kind {
                RuleKind::File => FileKind::File,
                RuleKind::Dir => FileKind::Directory,
            }),
            name,
        })
    }
}
