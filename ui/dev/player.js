// Performs a scene's steps, on the scenes page and in the real window while it is recorded there (tests/scenes/record).
// `globalThis.scene` has the requests to the shell meanwhile.

/**
 * A key, pressed on the focused element unless `on` names another.
 * @typedef {{ key: string, on?: string, ctrl?: boolean, shift?: boolean, alt?: boolean }} Key
 */
/**
 * One step. A label may be just the beginning of a name. Steps wait for what they look for.
 * @typedef {{ see: string } | { gone: string } | { read: string } | { click: string } | { press: string } | { open: string }
 *   | { type: string, in: string } | { choose: string, in: string } | Key | { hear: string }
 *   | { advance: number }} Step
 */

const CONTROLS = "button, a[href], summary, label, [role=tab], [role=menuitem], [role=option]";

/** Steps of the browser and of Globus, which the recorder performs. */
const OUTSIDE = ["browser", "globus"];

/** How long to wait for anything, in milliseconds. */
const PATIENCE = 25_000;

/** How many frames must pass without changes before a scene has settled. */
const CALM = 4;

const tidy = (/** @type {string | null | undefined} */ text) => (text ?? "").replace(/\s+/g, " ").trim();
const name = (/** @type {Element} */ control) => tidy(control.getAttribute("aria-label") ?? control.textContent);
const isShown = (/** @type {Element} */ element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const frame = () => new Promise((done) => requestAnimationFrame(done));

/**
 * The first visible element. An open dialog or menu covers the rest.
 * @param {string} selector
 * @param {(element: HTMLElement) => boolean} [is]
 */
function find(selector, is = () => true) {
  const covers = [...document.querySelectorAll("dialog:modal, [role=dialog], [role=menu]")].filter(isShown);
  const places = [...covers.reverse(), document];
  const found = places.flatMap((place) => [
    .../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(selector)),
  ]);
  return found.find((element) => isShown(element) && is(element));
}

/**
 * @template Found
 * @param {string} what
 * @param {() => Found | undefined | false} look
 * @returns {Promise<Found>}
 */
async function wait(what, look) {
  const begun = performance.now();
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() - begun > PATIENCE) throw new Error(`no ${what}; shown: ${tidy(document.body.innerText)}`);
    await frame();
  }
}

const control = (/** @type {string} */ label) =>
  wait(`control “${label}”`, () => find(CONTROLS, (element) => name(element).startsWith(label)));

/** @param {Key} step */
async function press({ key, on, ctrl = false, shift = false, alt = false }) {
  const target = on ? await wait(on, () => find(on)) : (document.activeElement ?? document.body);
  if (on && target instanceof HTMLElement) target.focus();
  const options = { key, ctrlKey: ctrl, shiftKey: shift, altKey: alt, bubbles: true, cancelable: true };
  target.dispatchEvent(new KeyboardEvent("keydown", options));
}

/** @param {{ in: string, type: string }} step */
async function type(step) {
  const field = /** @type {HTMLInputElement} */ (await wait(step.in, () => find(step.in)));
  field.focus();
  field.value = step.type;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {{ in: string, choose: string }} step */
async function choose(step) {
  const list = /** @type {HTMLSelectElement} */ (await wait(step.in, () => find(step.in)));
  const option = [...list.options].find(({ text }) => text === step.choose);
  if (!option) throw new Error(`no “${step.choose}” in ${step.in}`);
  list.value = option.value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * Performs a step. Steps outside the window (time, the browser, Globus) do nothing on the page.
 * @param {Step} step
 */
export async function play(step) {
  if ("see" in step) await wait(step.see, () => find(step.see));
  else if ("gone" in step) await wait(`end of ${step.gone}`, () => !find(step.gone));
  else if ("read" in step) await wait(`“${step.read}”`, () => tidy(document.body.innerText).includes(step.read));
  else if ("click" in step) (await wait(step.click, () => find(step.click))).click();
  else if ("press" in step) (await control(step.press)).click();
  else if ("open" in step) {
    const row = await wait(`row “${step.open}”`, () =>
      find("[role=row]", (row) => tidy(row.textContent).includes(step.open)),
    );
    row.dispatchEvent(new MouseEvent("dblclick", { bubbles: true, cancelable: true }));
  } else if ("type" in step) await type(step);
  else if ("choose" in step) await choose(step);
  else if ("key" in step) await press(step);
  else if ("hear" in step) await globalThis.scene.hear(step.hear);
  else if ("advance" in step) globalThis.scene.advance?.(step.advance);
  else if (!OUTSIDE.some((word) => word in step)) throw new Error(`unknown step ${JSON.stringify(step)}`);
}

/** Waits until nothing is being requested, drawn or changed. */
export async function settled() {
  let changes = 0;
  const watching = new MutationObserver(() => {
    changes += 1;
  });
  watching.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  await document.fonts.ready;
  const state = () => `${globalThis.scene.pending} ${globalThis.scene.asked} ${changes}`;
  const begun = performance.now();
  for (let calm = 0, before = state(); calm < CALM; ) {
    await frame();
    const now = state();
    calm = globalThis.scene.pending === 0 && now === before ? calm + 1 : 0;
    before = now;
    if (performance.now() - begun > PATIENCE) throw new Error(`it does not settle: ${now}`);
  }
  watching.disconnect();
}

/**
 * Whether the last thing that a step waited for is still visible.
 * @param {Step[]} steps
 */
export function stands(steps) {
  const last = steps.findLast((step) => "see" in step);
  return last === undefined || !("see" in last) || find(last.see) !== undefined;
}
