// Finds text that leaves the window, text that is cut off without a sign, and anything that scrolls
// sideways except tables and code.
const MAY_SCROLL = "pre, textarea, input, :has(> [role=grid], > [role=treegrid], > table)";
const isShown = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest("[inert], option");
const told = (element) => element.outerHTML.slice(0, 160);

/** How a line of text spills. */
function spill(box, element) {
  const leaves = box.right > innerWidth + 1 || box.left < -1;
  for (let each = element; each !== document.body; each = each.parentElement) {
    const { overflowX, textOverflow } = getComputedStyle(each);
    const { left, right, width } = each.getBoundingClientRect();
    // It can be scrolled into view, or is for screen readers only.
    if (/auto|scroll/.test(overflowX) || width <= 2) return null;
    if (!/hidden|clip/.test(overflowX)) continue;
    const isCut = box.left < right && (box.right > right + 1.5 || box.left < left - 1.5);
    return isCut && textOverflow !== "ellipsis" ? "cut off" : null;
  }
  return leaves ? "outside the window" : null;
}

const faults = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const text = texts.currentNode;
  if (!text.data.trim() || !isShown(text.parentElement)) continue;
  const range = document.createRange();
  range.selectNodeContents(text);
  const boxes = [...range.getClientRects()].filter(({ width }) => width > 2);
  const found = boxes.map((box) => spill(box, text.parentElement)).find(Boolean);
  if (found) faults.push(`${found}: ${told(text.parentElement)}`);
}
for (const element of document.querySelectorAll("*")) {
  const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
  const isWide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 2;
  if (scrolls && isWide && isShown(element) && !element.matches(MAY_SCROLL)) {
    faults.push(`scrolls sideways: ${told(element)}`);
  }
}
return faults;
