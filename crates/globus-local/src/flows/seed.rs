//! Flows that a working researcher would see.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::auth::person;

/// Title, subtitle, keywords, role, steps.
const FLOWS: [(&str, &str, &str, &str, &[&str]); 30] = [
    (
        "Move (copy and delete) files",
        "Transfer, then delete at the source",
        "transfer move",
        "flow_starter",
        &["Transfer", "Check", "Delete"],
    ),
    (
        "Multi Step Transfer",
        "Campus to DMZ to archive",
        "two hop transfer",
        "flow_owner",
        &["Transfer1", "Transfer2"],
    ),
    (
        "Cryo-EM nightly ingest",
        "From the microscope to Midway3, with motion correction",
        "cryoem titan krios",
        "flow_owner",
        &["Stage", "MotionCorrect", "Pick", "Publish", "Notify"],
    ),
    (
        "Cryo-EM particle picking",
        "Runs Topaz on a finished session",
        "cryoem gpu",
        "flow_administrator",
        &["Stage", "Pick", "Collect"],
    ),
    (
        "Tomography reconstruction",
        "Beamline 7-BM to Eagle, TomoPy, back",
        "tomography aps",
        "flow_owner",
        &["Transfer", "Reconstruct", "Return"],
    ),
    (
        "Publish dataset",
        "Asks a curator, then mints a DOI",
        "publish doi",
        "flow_starter",
        &["Validate", "Approve", "Mint", "Index", "Announce"],
    ),
    (
        "Publish clinical set",
        "Protected data; needs a recent sign-in",
        "clinical protected",
        "flow_starter",
        &["Check", "Transfer", "Audit"],
    ),
    (
        "Archive to tape",
        "Bundles small files before HPSS",
        "tape hpss archive",
        "flow_owner",
        &["Bundle", "Transfer", "Verify"],
    ),
    (
        "Restore from tape",
        "Stages a bundle back to scratch",
        "tape hpss",
        "flow_owner",
        &["Stage", "Transfer", "Unbundle"],
    ),
    (
        "Climate ensemble post-processing",
        "Regrid and average CMIP output",
        "climate cmip",
        "flow_viewer",
        &["Transfer", "Regrid", "Average", "Index"],
    ),
    (
        "Sequencing run delivery",
        "NovaSeq to the group’s project space",
        "genomics novaseq",
        "flow_starter",
        &["Detect", "Transfer", "Permit", "Notify"],
    ),
    (
        "Variant calling",
        "GATK on Compute, results to Midway3",
        "genomics gatk",
        "flow_viewer",
        &["Stage", "Call", "Collect"],
    ),
    (
        "Share with collaborators",
        "Sets permissions and sends mail",
        "sharing",
        "flow_owner",
        &["Permit", "Notify"],
    ),
    (
        "Expire old shares",
        "Removes permissions older than 90 days",
        "sharing clean-up",
        "flow_administrator",
        &["List", "Choose", "Remove"],
    ),
    (
        "Light-sheet stitching",
        "BigStitcher on the GPU partition",
        "microscopy",
        "flow_starter",
        &["Stage", "Stitch", "Return"],
    ),
    (
        "Lattice QCD checkpoint copy",
        "Frontier to Eagle, checksummed",
        "qcd checkpoint",
        "flow_viewer",
        &["Transfer", "Verify"],
    ),
    (
        "Telescope night transfer",
        "Summit to campus, verified by morning",
        "astronomy",
        "flow_starter",
        &["Transfer", "Verify", "Index"],
    ),
    (
        "Simulation results to portal",
        "Adds metadata to the search index",
        "portal search",
        "flow_owner",
        &["Extract", "Index"],
    ),
    (
        "Hello world",
        "The smallest flow there is",
        "example",
        "flow_viewer",
        &["Hello"],
    ),
    (
        "Transfer after approval",
        "Waits for a person before it copies",
        "approval",
        "flow_owner",
        &["Ask", "Choose", "Transfer"],
    ),
    (
        "X-ray ptychography pipeline",
        "Velociprobe to Polaris and back",
        "ptychography aps",
        "flow_viewer",
        &["Transfer", "Reconstruct", "Return", "Plot"],
    ),
    (
        "Instrument health report",
        "Collects logs and plots a week",
        "monitoring",
        "flow_administrator",
        &["Collect", "Plot", "Mail"],
    ),
    (
        "MRI anonymise and share",
        "Defaces and strips headers first",
        "mri protected",
        "flow_starter",
        &["Deface", "Strip", "Transfer", "Audit"],
    ),
    (
        "Mirror reference genomes",
        "Monthly copy to three sites",
        "genomics mirror",
        "flow_owner",
        &["Transfer1", "Transfer2", "Transfer3"],
    ),
    (
        "Soil sensor roll-up",
        "Hourly files into daily Parquet",
        "sensors",
        "flow_viewer",
        &["Collect", "Convert", "Store"],
    ),
    (
        "Ocean model restart",
        "Keeps the last five restart sets",
        "ocean model",
        "flow_starter",
        &["Transfer", "Prune"],
    ),
    (
        "Checksum audit",
        "Re-verifies a tenth of the archive",
        "archive audit",
        "flow_owner",
        &["Sample", "Verify", "Report"],
    ),
    (
        "New member onboarding",
        "Folders, groups and a welcome mail",
        "group",
        "flow_administrator",
        &["Create", "Permit", "Welcome"],
    ),
    (
        "Mass spectrometry batch",
        "RAW to mzML, then MaxQuant",
        "proteomics",
        "flow_viewer",
        &["Convert", "Quantify", "Collect"],
    ),
    (
        "Retire project space",
        "Archive, confirm, delete",
        "clean-up",
        "flow_owner",
        &["Archive", "Approve", "Delete"],
    ),
];

const HIGH_ASSURANCE: [&str; 2] = ["Publish clinical set", "MRI anonymise and share"];

pub(crate) fn seed() -> Vec<Value> {
    let now = Timestamp::now();
    FLOWS
        .iter()
        .enumerate()
        .map(|(index, flow)| document(index, flow, now))
        .collect()
}

fn document(
    index: usize,
    (title, subtitle, keywords, role, steps): &(&str, &str, &str, &str, &[&str]),
    now: Timestamp,
) -> Value {
    let id = Uuid::from_u128(0x24bc_4997_b483_4c25_a19c_64b0_afc0_0743 + 7_919 * index as u128);
    let days =
        |count: usize| now - SignedDuration::from_hours(24 * i64::try_from(count).unwrap_or(0));
    let is_mine = *role == "flow_owner";
    let owner = if is_mine {
        person::ID.to_owned()
    } else {
        Uuid::from_u128(0xb44b_ddda_0000_4000_8000_0000_0000_0001 + index as u128 % 7).to_string()
    };
    let owner = format!("urn:globus:auth:identity:{owner}");
    let scope_name = format!("flow_{}_user", id.to_string().replace('-', "_"));
    json!({
        "id": id,
        "title": title,
        "subtitle": subtitle,
        "description": format!("{subtitle}. Kept by the data team; ask before you change it."),
        "keywords": keywords.split(' ').collect::<Vec<_>>(),
        "definition": definition(steps),
        "input_schema": {
            "type": "object",
            "required": ["source", "destination"],
            "properties": {
                "source": { "type": "object", "format": "globus-collection" },
                "destination": { "type": "object", "format": "globus-collection" },
            },
            "additionalProperties": false,
        },
        "globus_auth_scope": format!("https://auth.globus.org/scopes/{id}/{scope_name}"),
        "synchronous": false,
        "log_supported": true,
        "types": ["Action"],
        "api_version": "1.0",
        "principal_urn": format!("urn:globus:auth:identity:{id}"),
        "globus_auth_username": format!("{id}@clients.auth.globus.org"),
        "created_at": format_time(days(700 - 21 * index)),
        "updated_at": format_time(days((index * 37) % 180) - SignedDuration::from_mins(13)),
        "user_role": role,
        "user_roles": [role],
        "created_by": owner,
        "flow_owner": owner,
        "flow_viewers": ["public"],
        "flow_starters": ["all_authenticated_users"],
        "flow_administrators": if is_mine { json!([owner]) } else { json!([]) },
        "run_managers": [],
        "run_monitors": [],
        "visible_to": [],
        "runnable_by": [],
        "administered_by": [],
        "is_high_assurance": HIGH_ASSURANCE.contains(title),
        "subscription_id": null,
        "authentication_policy_id": null,
        "action_url": format!("https://flows.globus.org/flows/{id}"),
        "flow_url": format!("https://flows.globus.org/flows/{id}"),
    })
}

fn definition(steps: &[&str]) -> Value {
    let states: serde_json::Map<String, Value> = steps
        .iter()
        .enumerate()
        .map(|(index, step)| {
            let mut state = json!({
                "Type": "Action",
                "ActionUrl": "https://actions.globus.org/transfer/transfer",
                "Parameters": { "source_endpoint.$": "$.source.id" },
                "ResultPath": format!("$.{step}Result"),
            });
            match steps.get(index + 1) {
                Some(next) => state["Next"] = (*next).into(),
                None => state["End"] = true.into(),
            }
            ((*step).to_owned(), state)
        })
        .collect();
    json!({ "StartAt": steps.first(), "States": states })
}

/// With microseconds and an offset, as Flows writes it.
fn format_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%6f+00:00").to_string()
}
