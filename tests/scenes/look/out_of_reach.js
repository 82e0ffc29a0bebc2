// Everything that takes the focus can be scrolled into view, with nothing covering its middle. An
// open dialog or menu covers the rest until it is closed.
const open = document.querySelector("dialog:modal, [role=dialog], [role=menu]");
const controls = (open ?? document).querySelectorAll(
  "button, a[href], input, select, textarea, summary, [role=menuitem], [tabindex='0']",
);
const reachable = (control) => {
  control.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = control.getBoundingClientRect();
  const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 2);
  const inside = x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1;
  const hit = document.elementFromPoint(x, y);
  return inside && hit !== null && (control.contains(hit) || hit.contains(control) || hit.closest("label")?.control === control);
};
const scrolled = [...document.querySelectorAll("*")].filter(({ scrollTop, scrollLeft }) => scrollTop + scrollLeft > 0);
const places = scrolled.map(({ scrollTop, scrollLeft }) => [scrollLeft, scrollTop]);
const shown = (control) =>
  control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !control.closest("[inert]");
const found = [...controls].filter((control) => shown(control) && !reachable(control));
// Put it back for the next check.
for (const each of document.querySelectorAll("*")) if (each.scrollTop + each.scrollLeft > 0) each.scrollTo(0, 0);
scrolled.forEach((each, index) => each.scrollTo(...places[index]));
return found.map((control) => `out of reach: ${control.outerHTML.slice(0, 160)}`);
