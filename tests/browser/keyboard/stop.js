// Gives what is wrong with the element that has the focus, where it should be this stop: it is another, nothing shows that
// it has the focus, or it is out of sight or covered.
const [index] = arguments;
const name = (element) => `${element.localName} "${element.textContent.trim().slice(0, 40)}"`;
const stop = window.stops[index];
const active = document.activeElement;
if (active !== stop) return `the focus is on ${name(active)} and not on ${name(stop)}`;
const shown = ["radio", "checkbox"].includes(stop.type) ? stop.labels[0] : stop;
const { outlineStyle, outlineWidth } = getComputedStyle(shown);
if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `nothing shows the focus on ${name(shown)}`;
// A link may run over two lines: each of its boxes must be seen.
for (const { left, right, top, bottom } of shown.getClientRects()) {
  if (top < 0 || left < 0 || right > innerWidth + 0.5 || (bottom > innerHeight + 0.5 && bottom - top < innerHeight)) return `out of sight: ${name(shown)}`;
  const hit = document.elementFromPoint((left + right) / 2, (top + Math.min(bottom, innerHeight)) / 2);
  if (hit !== shown && !shown.contains(hit)) return `${name(shown)} is covered by ${hit && name(hit)}`;
}
return null;
