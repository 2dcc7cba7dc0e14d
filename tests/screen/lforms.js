// Gives the answers of each path to the form as LHC-Forms shows it: what is enabled then, and the response that it exports. The
// answers of the path before stay where they are, as those of a visitor who changes an answer.
const form = document.querySelector("wc-lhc-form").lhcFormData;
const isEnabled = (item) => item._skipLogicStatus !== "target-disabled";
const byId = new Map(form.itemList.map((item) => [item.linkId, item]));

return arguments[0].map((answers) => {
  const tooLate = [];
  for (const [id, codes] of answers) {
    const item = byId.get(id);
    if (!isEnabled(item)) tooLate.push(id);
    const chosen = item.answers.filter(({ code }) => codes.includes(code));
    item.value = item.answerCardinality.max === "*" ? chosen : chosen[0];
    form.updateOnSourceItemChange(item);
  }
  const enabled = form.itemList.filter(isEnabled);
  const response = LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", form);
  return {
    tooLate,
    asked: enabled.filter((item) => item.dataType === "CODING").map((item) => item.linkId),
    told: enabled.map((item) => item.linkId),
    response,
  };
});
