import { expect, test } from "vitest";
import { focusNextPane } from "./panes";

test("F6 goes round the panes, to what is current in each", () => {
  document.body.innerHTML = `
    <nav data-pane><button id="one">1</button><button id="two" aria-current="page">2</button></nav>
    <header data-pane><input id="search"></header>
    <div data-pane><p>nothing here</p></div>
    <div data-pane tabindex="-1"><div tabindex="-1">a</div><div id="row" tabindex="0">b</div></div>`;
  const next = (back = false) => {
    focusNextPane(document, document.activeElement, back);
    return document.activeElement?.id;
  };
  expect([next(), next(), next(), next()]).toEqual(["two", "search", "row", "two"]);
  expect([next(true), next(true)]).toEqual(["row", "search"]);
});
