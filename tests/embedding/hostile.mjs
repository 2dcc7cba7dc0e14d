// Each function with each hostile value throws an error that says what is wrong, looks at little of it, and works afterwards.
//
// node tests/embedding/hostile.mjs <the folder of the package>
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const api = await import(pathToFileURL(`${folder}/node.js`));
const takers = ["next", "assess", "explain", "visitSheet"];

for (const name of [...takers, "questionnaire"]) {
  assert.throws(() => api[name]([]), { name: "Error", code: "not-loaded", message: /load\(\)/ });
}
await Promise.all([api.load(), api.load()]);

function throwing() {
  throw new RangeError("from outside");
}
/** Counts how often it is looked at, in whatever way. */
let looks = 0;
const counting = Object.fromEntries(
  Object.getOwnPropertyNames(Reflect).map((trap) => [trap, (...about) => (looks++, Reflect[trap](...about))]));
const counted = (value) => new Proxy(value, counting);
const everything = (answer) => new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing, ...answer });
function revoked(value) {
  const { proxy, revoke } = Proxy.revocable(value, {});
  revoke();
  return proxy;
}
const cycle = [];
cycle.push(cycle);
const self = { question: "crisis" };
self.options = [self];
const long = (length) => counted(new Proxy(new Array(1), { get: (_, key) => (key === "length" ? length : { question: "crisis", options: ["no"] }) }));
const answer = (question, options) => [{ question, options }];
const no = { question: "crisis", options: ["no"] };
const frozen = Object.freeze([Object.freeze({ question: "crisis", options: Object.freeze([]) })]);
/** Calls in again while it is read. */
const reentrant = { get question() { return api.next([no]).question.id; }, options: [] };
const endless = { get question() { return api.next([endless]); } };

const hostile = [
  ["nothing", undefined, "not-a-list"],
  ["null", null, "not-a-list"],
  ["a number", 5, "not-a-list"],
  ["no number", NaN, "not-a-list"],
  ["a large number", 10n ** 100n, "not-a-list"],
  ["a symbol", Symbol("answers"), "not-a-list"],
  ["a text", "crisis=no", "not-a-list"],
  ["a function", () => [], "not-a-list"],
  ["an object", {}, "not-a-list"],
  ["what looks like an array", { length: 1, 0: no }, "not-a-list"],
  ["a map", new Map([["crisis", ["no"]]]), "not-a-list"],
  ["bytes", new Uint8Array(8), "not-a-list"],
  ["a revoked proxy", revoked([]), "not-a-list"],
  ["a proxy that throws", everything(), "not-a-list"],
  ["an array that throws", new Proxy([], { get: throwing }), "not-a-list"],
  ["an array with a text as its length", long("1"), "not-a-list"],
  ["an array with no length", long(undefined), "not-a-list"],
  ["an array that is endless", long(Infinity), "not-a-list"],
  ["an array whose length is an object", long({ valueOf: throwing }), "not-a-list"],
  ["an array of two million", counted(new Array(2e6).fill(no)), "not-a-list"],
  ["an array of two million holes", counted(new Array(2e6)), "not-a-list"],
  ["one more than there can be questions", counted(new Array(33).fill(no)), "not-a-list"],
  ["an array of nothing", [undefined], "not-an-answer"],
  ["an array with holes", new Array(3), "not-an-answer"],
  ["an array of numbers", [1, 2], "not-an-answer"],
  ["an array of texts", ["crisis"], "not-an-answer"],
  ["an array of arrays", [["crisis", ["no"]]], "not-an-answer"],
  ["a cycle", cycle, "not-an-answer"],
  ["an answer without options", [{ question: "crisis" }], "not-an-answer"],
  ["an answer with an option that is no list", answer("crisis", "no"), "not-an-answer"],
  ["an answer that holds itself", [self], "not-an-answer"],
  ["a question that is a number", answer(0, ["no"]), "not-an-answer"],
  ["a question that is an object of a text", answer(new String("crisis"), [{ toString: throwing }]), "not-an-answer"],
  ["an option that is a symbol", answer("crisis", [Symbol.iterator]), "not-an-answer"],
  ["a getter that throws", [{ get question() { return throwing(); } }], "not-an-answer"],
  ["a getter of options that throws", [{ question: "crisis", get options() { return throwing(); } }], "not-an-answer"],
  ["an entry that throws", Object.defineProperty([], 0, { get: throwing }), "not-a-list"],
  ["an entry that is a revoked proxy", [revoked({})], "not-an-answer"],
  ["options that are a revoked proxy", answer("crisis", revoked([])), "not-an-answer"],
  ["two million options", answer("crisis", counted(new Array(2e6).fill("no"))), "not-an-answer"],
  ["endless options", answer("crisis", long(Infinity)), "not-an-answer"],
  ["a getter that throws nothing", [{ get question() { throw undefined; } }], "not-an-answer"],
  ["a getter that calls in for ever", [endless], "not-an-answer"],
  ["a getter that calls in", [reentrant], "nothing-selected"],
  ["a lone surrogate", answer("\ud800", ["\udc00"]), "unknown-question"],
  ["an empty id", answer("", [""]), "unknown-question"],
  ["the name of what every object has", answer("__proto__", ["constructor"]), "unknown-question"],
  ["a very long id", answer("crisis".repeat(1e7), ["no"]), "unknown-question"],
  ["a question that no questionnaire has", answer("crisis ", ["no"]), "unknown-question"],
  ["an option of lone surrogates", answer("crisis", ["\udfff"]), "unknown-option"],
  ["a very long option", answer("crisis", ["no".repeat(1e7)]), "unknown-option"],
  ["frozen answers", frozen, "nothing-selected"],
  ["an option named twice", answer("crisis", ["no", "no"]), "repeated-option"],
  ["two answers to one question", [no, no], "repeated-question"],
  ["several options where one is right", answer("crisis", ["yes", "no"]), "several-options"],
];

const before = JSON.stringify(api.assess([{ question: "crisis", options: ["yes"] }]));
for (const [what, value, code] of hostile) {
  for (const name of takers) {
    looks = 0;
    assert.throws(() => api[name](value), (error) => {
      assert(error instanceof Error && !(error instanceof WebAssembly.RuntimeError), `${name} with ${what}: ${error}`);
      assert.equal(error.code, code, `${name} with ${what}`);
      assert.match(error.message, /^(The answers|answers\[\d+\]) .+\.$/, `${name} with ${what}`);
      return true;
    });
    assert(looks < 5, `${name} looks ${looks} times at ${what}`);
  }
}
assert.equal(JSON.stringify(api.assess([{ question: "crisis", options: ["yes"] }])), before);
console.log(`${hostile.length * takers.length} calls`);
