// Finds visible text or usable elements. Called with (question, name) by page.rs.
const [question, name] = arguments;

const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const visible = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  element.getClientRects().length > 0;

if (question === "text") {
  // The innermost element that contains the whole text.
  let found = document.body;
  if (!found || !tidy(found.innerText).includes(name)) return null;
  for (;;) {
    const inner = [...found.children].find(
      (child) => visible(child) && tidy(child.innerText).includes(name),
    );
    if (!inner) return found;
    found = inner;
  }
}

const selectors = {
  button: "button, [role=button], input[type=button], input[type=submit], summary",
  link: "a[href], [role=link]",
  textbox:
    "input:not([type]), input[type=text], input[type=email], input[type=url], input[type=password], textarea, [role=textbox]",
  searchbox: "input[type=search], [role=searchbox]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  radio: "input[type=radio], [role=radio]",
  switch: "[role=switch], input[type=checkbox][switch]",
  combobox: "select, [role=combobox]",
  spinbutton: "input[type=number], [role=spinbutton]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
  dialog: "dialog[open], [role=dialog], [role=alertdialog]",
  listitem: "li, [role=listitem]",
  region: "section, [role=region]",
  row: "tr, [role=row]",
  tab: "[role=tab]",
};
const selector = selectors[question] ?? `[role=${question}]`;

// An open modal dialog makes everything outside it inert.
const modals = document.querySelectorAll("dialog:modal");
const scope = modals.length > 0 ? modals[modals.length - 1] : document;
const candidates = [
  ...(scope instanceof Element && scope.matches(selector) ? [scope] : []),
  ...scope.querySelectorAll(selector),
].filter((element) => visible(element) && !element.closest("[inert], [aria-hidden=true]"));

// All text that can be part of the accessible name. The driver then computes the actual name.
const source = (element) => {
  const referenced = (element.getAttribute("aria-labelledby") ?? "")
    .split(/\s+/)
    .map((id) => id && document.getElementById(id));
  const parts = [element, ...referenced, ...(element.labels ?? [])].filter(Boolean);
  const described = parts.flatMap((part) => [part, ...part.querySelectorAll("[aria-label], [alt], [title]")]);
  const attributes = ["aria-label", "alt", "title", "placeholder", "value"];
  return tidy(
    [
      ...parts.map((part) => part.textContent),
      ...described.flatMap((part) => attributes.map((attribute) => part.getAttribute(attribute))),
    ].join(" "),
  );
};
return name === "" ? candidates : candidates.filter((element) => source(element).includes(name));
