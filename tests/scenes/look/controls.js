// The visible form controls, each with its box in the picture.
const FORM = "input:not([type=hidden], [readonly], :disabled), select:not(:disabled), textarea:not([readonly], :disabled)";
// The margin around a control that must be in the picture too, in pixels.
const AROUND = 8;
// An edge between two pixels is blurred across both.
const isSharp = ({ left, top, width, height }) =>
  [left, top, width, height].every((length) => Math.abs(length - Math.round(length)) < 0.1);
const isSeen = (control, { left, top, right, bottom }) => {
  if (left < AROUND || top < AROUND || right > innerWidth - AROUND || bottom > innerHeight - AROUND) return false;
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return hit === control || hit?.closest("label")?.control === control;
};
return [...document.querySelectorAll(FORM)].flatMap((control) => {
  const box = control.getBoundingClientRect();
  if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || !isSeen(control, box) || !isSharp(box)) return [];
  const { left, top, width, height } = box;
  return [{ kind: control.getAttribute("role") ?? control.type, checked: control.checked === true, html: control.outerHTML.slice(0, 160), left, top, width, height }];
});
