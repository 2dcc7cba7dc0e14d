// Keeps the elements at which Tab must stop, in the order of the document, and gives how many they are. Of the radio buttons
// of a group, that is one.
const elements = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")];
const seen = new Set();
window.stops = elements.filter((element) => {
  if (!element.checkVisibility()) return false;
  if (element.type !== "radio") return true;
  const group = [...document.querySelectorAll(`[name="${element.name}"]`)];
  const stop = group.find((radio) => radio.checked) ?? group[0];
  return element === stop && !seen.has(element.name) && seen.add(element.name);
});
return window.stops.length;
