import type { FlowDetail, FlowList, FlowQuery, FlowRow } from "../src/ipc";
import { id } from "./id";

const DAY = 86_400_000;

const TITLES: [string, string][] = [
  ["Move (copy and delete) files", "Copies a folder, checks it, then deletes the source"],
  ["Multi step transfer", "Campus to DMZ to archive"],
  ["Publish clinical set", "De-identify, review, publish"],
  ["CryoEM nightly", "Motion correction on the night's movies"],
  ["Two-hop transfer with staging", ""],
  ["Share a dataset with collaborators", "Guest collection, permissions and a mail"],
  ["Beamline 7.3.3 ingest", "SAXS frames from the detector to NERSC"],
  ["Sync scratch to tape", "Weekly, only what is new"],
  ["Register DOI for a collection", "DataCite metadata from a form"],
  ["Genome assembly QC", "FastQC and MultiQC on new runs"],
  ["Tomography reconstruction", "TomoPy on Polaris, results to Eagle"],
  ["Delete expired project data", "Asks an approver first"],
];
const OWNERS = ["Ada Lovelace", "Grace Hopper", "globus-labs", "Rosalind Franklin", "ALCF Data Services Team"];
const ROLES = ["Owner", "Starter", "Viewer", "Administrator", "Starter"];

export function flow(index: number): FlowRow {
  const [title, subtitle] = TITLES[index % TITLES.length] as [string, string];
  const round = Math.floor(index / TITLES.length);
  const highAssurance = index % 7 === 2;
  return {
    id: id("f", index),
    title: round ? `${title} ${round + 1}` : title,
    subtitle,
    role: ROLES[index % ROLES.length] as string,
    highAssurance,
    keywords: [],
    steps: highAssurance ? null : 2 + ((index * 5) % 11),
    owner: OWNERS[(index * 3) % OWNERS.length] as string,
    createdAt: Date.now() - (index + 40) * 9 * DAY,
    updatedAt: Date.now() - (index === 0 ? 240_000 : index * index * 0.31 * DAY),
  };
}

export function flows(count: number): (query: FlowQuery) => FlowList {
  const all = Array.from({ length: count }, (_, index) => flow(index));
  return ({ text, order, limit }) => {
    const found = all.filter((row) => `${row.title} ${row.subtitle}`.toLowerCase().includes(text.toLowerCase()));
    if (order === "title") found.sort((a, b) => a.title.localeCompare(b.title));
    return { rows: found.slice(0, limit), more: found.length > limit, fetchedAt: Date.now() - 12_000 };
  };
}

export function flowDetail(change: Partial<FlowDetail> = {}): FlowDetail {
  const step = (name: string, kind: string, next: string[], comment: string | null = null) => ({
    name,
    kind,
    comment,
    ways: next.map((to, index) => ({
      to,
      on: kind !== "Choice" ? null : index ? "otherwise" : "if a condition is met",
    })),
  });
  return {
    row: { ...flow(1), keywords: ["cryoem", "nightly"] },
    description:
      "Moves the night's movies from the microscope to the DMZ, waits until they are checked, and then archives them.\n\nAsk the facility before you change it.",
    steps: [
      step("Transfer1", "Action", ["Check"], "Campus to DMZ"),
      step("Check", "Choice", ["Wait", "Transfer2"]),
      step("Wait", "Wait", ["Check"]),
      step("Transfer2", "Action", ["Notify"], "DMZ to archive"),
      step("Notify", "Action", []),
    ],
    scope: `https://auth.globus.org/scopes/${id("f", 1)}/flow_${id("f", 1).replaceAll("-", "_")}_user`,
    details: [
      { label: "Flow ID", value: id("f", 1) },
      { label: "Owner", value: "urn:globus:auth:identity:36ad9f9a-ad29-488f-beb4-c22ab729643a" },
      { label: "Starters", value: "all_authenticated_users" },
      { label: "Created", value: "2026-03-03T09:12:00Z" },
    ],
    fetchedAt: Date.now(),
    ...change,
  };
}
