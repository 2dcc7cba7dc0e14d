// Runs axe-core on the page: all WCAG A and AA rules up to 2.2 and its best practices, or the rules about colors alone.
// Gives one line of text for each element with a problem, with what to do about it.
const [onlyColors] = arguments;
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const colors = ["color-contrast", "link-in-text-block"];
const runOnly = onlyColors ? { type: "rule", values: colors } : { type: "tag", values: tags };
return axe.run(document, { runOnly, resultTypes: ["violations", "incomplete"] }).then(({ violations, incomplete }) => {
  // Whatever axe cannot decide is not passed over.
  const undecided = incomplete.map((rule) => ({ ...rule, id: `${rule.id}, undecided` }));
  return [...violations, ...undecided].flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const reasons = [...any, ...all, ...none].map(({ message }) => message);
      return `${id}: ${target.join(" ")}: ${help}. ${reasons.join("; ")}`;
    }),
  );
});
