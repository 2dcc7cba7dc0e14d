// Keeps the elements at which Tab must stop, in the order of the document, and gives how many they are. Of the radio buttons
// of a group, that is one. The footer is the same on every page, so it need not be among them.
const [hasFooter] = arguments;
const elements = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")];
const seen = new Set();
window.stops = elements.filter((element) => {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (!hasFooter && element.closest(".footer")) return false;
  if (element.type !== "radio") return true;
  const group = [...document.querySelectorAll(`[name="${element.name}"]`)];
  const stop = group.find((radio) => radio.checked) ?? group[0];
  return element === stop && !seen.has(element.name) && seen.add(element.name);
});
return window.stops.length;
