import { readFileSync } from "node:fs";
import { parse } from "svelte/compiler";
import { expect, test } from "vitest";

// Text that others wrote may run from right to left and would then reorder our words beside it. In an element of its
// own it can't (see base.css); inside one of our sentences it stands in a <bdi>, or goes through `isolated`. Here each
// sentence with something put into it is found, so that none is forgotten.

/** Calls that return our own words and numbers, or what is isolated already. */
const OUR_CALLS =
  /^(isolated|absolute|ago|clockTime|date|duration|left|length|moment|since|bytes|count|exactBytes|number|perSecond|runs|two|commandLabel|keyring|unexpected|String|Math\.\w+|.+\.(map\(isolated\)\.join|toFixed|padStart|repeat|toLowerCase))$/;

/** The rest of what stands in sentences and is ours. A new one is either that, or wants to be isolated. */
const OURS = new Set([
  // numbers
  ...["access.attention", "access.granted", "access.off", "line.group.granted", "line.group.total", "total", "count"],
  ...["row.attempt", "of", "removed", "granted", "size", "width", "limit", "tokens.unrevoked", "version"],
  // words of the window
  ...["what", "all", "where", "one", "many", "does", "end", "more", "when", "key", "example", "service", "path"],
  ...["list/FilterBox.svelte: name", "controls/SearchBox.svelte: label"],
  ...['words.join(", ")', "tab.label", "screen.label", "reading.source.service", "this.source.service"],
  // words of the shell, and names from its own lists
  ...["known.problem", "status.word", "detail.label", "row.kind", "line.row.kind", "sheet.service", "task", "on"],
  ...["row.keptIn", "signedIn.keptIn", "accounts.keptIn", "keptIn", "keychain.name", 'unsaved.join(" and ")'],
  // people's names, isolated where they are joined
  "names",
  // IDs
  ...["entry.clientId", "row.id", "TRANSFER", "id"],
  // a line of what you typed, with a mark below it
  "fault.excerpt",
]);

/** Not drawn: read aloud, or no sentence at all. */
const UNDRAWN_ATTRIBUTES = /^(aria-.*|class|for|id|style|viewBox|labelledby|controls|data-.*)$/;
const UNDRAWN_CALLS = /^live\.(say|mention)$/;
const UNDRAWN_FILES = [
  "list/changes.ts",
  "page/live.svelte.ts",
  "page/links.ts",
  "problem/text.ts",
  "runs/timeline.ts",
];

type Node = { type: string; start: number; end: number; [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === "string";
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value : [value]).filter(isNode);

/** What stands in one text: words, and what is put in between. */
type Sentence = { words: string; put: Node[] };

function sentences(root: Node, source: string): Sentence[] {
  const found: Sentence[] = [];
  const take = (parts: Node[], text: (part: Node) => string) => {
    const put = parts.filter(({ type }) => type !== "Text" && type !== "TemplateElement");
    const words = parts
      .filter((part) => !put.includes(part))
      .map(text)
      .join(" ");
    found.push({ words, put: put.map((part) => (part.expression as Node) ?? part) });
  };
  const raw = (part: Node) => source.slice(part.start, part.end);

  function walk(node: Node) {
    if (node.type === "Attribute" && UNDRAWN_ATTRIBUTES.test(String(node.name))) return;
    if (node.type === "StyleDirective") return;
    if (node.type === "CallExpression") {
      const callee = raw(node.callee as Node);
      if (UNDRAWN_CALLS.test(callee)) return;
      // Copied as it is; only the name it is given is shown.
      if (callee === "copy") return nodes(node.arguments).slice(1).forEach(walk);
    }
    if (node.type === "TemplateLiteral") {
      take([...nodes(node.quasis), ...nodes(node.expressions)], raw);
    }
    if (node.type === "Attribute" && Array.isArray(node.value)) take(nodes(node.value), raw);
    if (node.type === "Fragment") {
      let run: Node[] = [];
      for (const child of [...nodes(node.nodes), null]) {
        if (child?.type === "Text" || child?.type === "ExpressionTag") run.push(child);
        else if (child?.type !== "Comment") {
          take(run, raw);
          run = [];
        }
      }
    }
    for (const value of Object.values(node)) nodes(value).forEach(walk);
  }
  walk(root);
  return found;
}

/** Anything but what joins the parts of an ID or a path. */
const isSentence = ({ words }: Sentence) => /[^\s/_-]/.test(words);

function isOurs(node: Node, path: string, source: string): boolean {
  const text = source.slice(node.start, node.end);
  if (OURS.has(text) || OURS.has(`${path}: ${text}`)) return true;
  switch (node.type) {
    case "Literal":
    case "TemplateLiteral": // looked at by itself
      return true;
    case "ConditionalExpression":
      return [node.consequent, node.alternate].every((each) => isOurs(each as Node, path, source));
    case "LogicalExpression":
      return [node.left, node.right].every((each) => isOurs(each as Node, path, source));
    case "BinaryExpression":
      return node.operator !== "+" || typeof (node.right as Node).value === "number";
    case "MemberExpression":
      return (node.property as Node).name === "length";
    case "CallExpression": {
      const callee = source.slice((node.callee as Node).start, (node.callee as Node).end);
      return OUR_CALLS.test(callee);
    }
    default:
      return false;
  }
}

const files = import.meta.glob<string>(["./**/*.{ts,svelte}", "!./**/*.test.ts", "!./ipc/*.ts", "!./**/*.d.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

test("text that others wrote is isolated wherever it stands in one of our sentences", () => {
  const drawn = Object.entries(files).map(([path, text]) => [path.slice(2), text] as const);
  const bare = drawn.flatMap(([path, text]) => {
    if (UNDRAWN_FILES.includes(path)) return [];
    const source = path.endsWith(".svelte") ? text : `<script lang="ts">${text}</script>`;
    const put = sentences(parse(source, { modern: true }) as unknown as Node, source).filter(isSentence);
    return put
      .flatMap((sentence) => sentence.put)
      .filter((node) => !isOurs(node, path, source))
      .map((node) => `${path}:${source.slice(0, node.start).split("\n").length} ${source.slice(node.start, node.end)}`);
  });
  expect(bare).toEqual([]);
});

test("an element keeps its text to itself", () => {
  const style = document.createElement("style");
  style.textContent = readFileSync("src/style/base.css", "utf8");
  document.head.append(style);
  const said = document.createElement("p");
  said.innerHTML = "<span>\u05e9\u05dc\u05d5\u05dd</span> 12 <bdi>\u0645\u0644\u0641</bdi>";
  document.body.append(said);
  for (const element of said.children) expect(getComputedStyle(element).unicodeBidi).toBe("isolate");
  said.remove();
  style.remove();
});
