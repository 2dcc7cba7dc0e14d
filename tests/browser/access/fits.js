// Gives what does not fit the width of the window: a page that scrolls sideways, and text that is cut off.
const page = document.scrollingElement;
const name = (element) => `${element.localName}.${element.className || element.id} "${element.textContent.trim().slice(0, 40)}"`;
const problems = [];
if (page.scrollWidth > page.clientWidth) {
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => element.checkVisibility() && element.getBoundingClientRect().right > page.clientWidth + 0.5 && !element.closest(".usa-sr-only"),
  );
  // The innermost elements are the cause.
  const causes = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  problems.push(`the page is ${page.scrollWidth} wide in a window of ${page.clientWidth}: ${causes.slice(0, 3).map(name).join(", ")}`);
}
// A field scrolls to what is typed, and is not cut off.
for (const element of document.body.querySelectorAll(":not(input, textarea)")) {
  const { overflowX, overflowY } = getComputedStyle(element);
  const cuts = element.scrollWidth > element.clientWidth + 1 && overflowX !== "visible";
  const cutsDown = element.scrollHeight > element.clientHeight + 1 && (overflowY === "hidden" || overflowY === "clip");
  if ((cuts || cutsDown) && element.checkVisibility() && !element.closest(".usa-sr-only")) problems.push(`cut off: ${name(element)}`);
}
return problems;
