// Gives the links and controls that are smaller than a fingertip, 44 by 44 CSS pixels. Where a line holds nothing but a link,
// 24 are enough; within a sentence the text decides, as WCAG 2.2 says under 2.5.8.
const isInline = (element) => ["inline", "inline-block"].includes(getComputedStyle(element).display);
const isInText = (element) => {
  let block = element.parentElement;
  while (isInline(block)) block = block.parentElement;
  return block.textContent.trim() !== element.textContent.trim();
};
return [...document.querySelectorAll("a[href], button, summary, input, select, textarea")].flatMap((target) => {
  if (!target.checkVisibility({ visibilityProperty: true }) || (isInline(target) && isInText(target))) return [];
  const least = isInline(target) ? 24 : 44;
  const { width, height } = target.getBoundingClientRect();
  if (width + 0.01 >= least && height + 0.01 >= least) return [];
  const { localName, parentElement, textContent } = target;
  const size = `${Math.round(width)} x ${Math.round(height)}, less than ${least}`;
  return [`${size}: ${localName} "${textContent.trim().slice(0, 40)}" in ${parentElement.localName}.${parentElement.className}`];
});
