// The boxes that are drawn for radio buttons and checkboxes whose input does not lie over their middle, or is smaller than a
// fingertip.
const drawn = (label) => {
  const box = getComputedStyle(label, "::before");
  const { left, top, width, height } = label.getBoundingClientRect();
  if (box.display === "none") return { x: left + width / 2, y: top + height / 2 };
  const middle = (start, border, place, margin, size) => start + border + parseFloat(place) + parseFloat(margin) + parseFloat(size) / 2;
  return {
    x: middle(left, label.clientLeft, box.left, box.marginLeft, box.width),
    y: middle(top, label.clientTop, box.top, box.marginTop, box.height),
  };
};
return [...document.querySelectorAll("main form input")].flatMap((input) => {
  input.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y } = drawn(input.labels[0]);
  const found = document.elementFromPoint(x, y);
  const { width, height } = input.getBoundingClientRect();
  const problems = [];
  if (found !== input) problems.push(`${input.id}: at ${x}, ${y} there is ${found?.outerHTML.slice(0, 80)}`);
  if (width < 44 || height < 44) problems.push(`${input.id} is ${width} x ${height}`);
  return problems;
});
