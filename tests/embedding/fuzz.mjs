// Calls the functions with made-up values: half-right answers, and values of every other kind. Each call gives a value, or an error
// with a code.
//
// node tests/embedding/fuzz.mjs <the folder of the package> <calls> [seed]
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

const [folder, calls, given] = process.argv.slice(2);
let seed = Number(given ?? Math.floor(Math.random() * 2 ** 32)) >>> 0 || 1;
console.log(`${calls} calls from the seed ${seed}`);

/** Marsaglia's xorshift, of 32 bits. */
function random(below) {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) % below;
}

const api = await import(pathToFileURL(`${folder}/node.js`));
await api.load();
const { questions } = api.questionnaire();
const pick = (list) => list[random(list.length)];
const times = (most, make) => Array.from({ length: random(most + 1) }, make);
/** Made once: to make one takes longer than a call. */
const large = [new Array(3e6), new Array(2e6).fill(null), "x".repeat(1e7), new Array(2e6).fill({ question: "crisis", options: ["no"] })];
function fail() {
  throw pick([new Error("from outside"), undefined, null, 5, "text", Symbol("thrown"), { code: "unfinished" }]);
}

const texts = [
  () => pick(questions).id,
  () => pick(pick(questions).options).id,
  () => String.fromCharCode(...times(5, () => random(65536))),
  () => "x".repeat(random(1000)),
  () => pick(["", "__proto__", "length", "toString", "\ud800", "\udc00\ud800", "\u0000", "crisis\u0000"]),
];
const odd = [
  () => undefined,
  () => null,
  () => pick([true, false]),
  () => pick([0, -0, -1, 1.5, NaN, Infinity, -Infinity, 2 ** 32, 2 ** 53, Number.MIN_VALUE]),
  () => BigInt(random(1000)) ** 20n,
  () => Symbol("odd"),
  () => fail,
  () => pick(texts)(),
  () => new (pick([Date, Map, Set, WeakMap, Error, Promise.resolve().constructor, Object, Array, String, Uint8Array, ArrayBuffer]))(() => {}),
  () => pick(large),
  (depth) => list(depth),
  (depth) => entry(depth),
  (depth) => Object.create(value(depth - 1) instanceof Object ? value(depth - 1) : null),
];

function value(depth = 3) {
  try {
    return wrapped(depth > 0 ? pick(odd)(depth) : pick(texts)());
  } catch {
    // Some kinds cannot be made of what they were given.
    return null;
  }
}

/** Sometimes behind a proxy that passes on, answers nonsense, throws, or is revoked. */
function wrapped(inner) {
  if (!(inner instanceof Object) || random(8)) return inner;
  const traps = Object.getOwnPropertyNames(Reflect).filter(() => !random(3));
  const handler = Object.fromEntries(traps.map((trap) => [trap, pick([fail, () => value(0), (...about) => Reflect[trap](...about)])]));
  const { proxy, revoke } = Proxy.revocable(inner, handler);
  if (!random(4)) revoke();
  return proxy;
}

function list(depth) {
  const made = times(random(20) ? 4 : 40, () => value(depth - 1));
  if (!random(6)) made.push(made);
  if (!random(6)) Object.defineProperty(made, random(4), { get: () => pick([fail, () => value(0)])(), configurable: true });
  return made;
}

function entry(depth) {
  const made = {};
  for (const name of ["question", "options", "length", "0"]) {
    if (random(3)) Object.defineProperty(made, name, random(4) ? { value: value(depth - 1) } : { get: pick([fail, () => value(depth - 1)]) });
  }
  return made;
}

/** What follows the questions, with a mistake now and then. */
function answers() {
  const made = [];
  for (const question of questions) {
    if (!random(20)) continue;
    const together = question.several ? question.options.filter((option) => !option.alone && !random(3)) : [];
    const options = together.length ? together : [pick(question.options)];
    made.push({ question: question.id, options: options.map((option) => option.id) });
  }
  const mistakes = [
    () => {},
    () => {},
    () => made.splice(random(made.length + 1), 0, value()),
    () => made.sort(() => random(3) - 1),
    () => made.length && (pick(made).options = value()),
    () => made.length && (pick(made).question = value()),
    () => made.length && pick(made).options.push?.(value()),
  ];
  pick(mistakes)();
  return wrapped(made);
}

const codes = new Map();

/** What comes of a call, and the milliseconds that it took. */
function tried(call, name, input) {
  const began = performance.now();
  let code = "a value";
  try {
    const result = api[name](input);
    assert.equal(typeof result, name === "visitSheet" ? "string" : "object");
  } catch (error) {
    const isTold = error instanceof Error && typeof error.code === "string" && error.message.endsWith(".");
    assert(isTold, `call ${call}, ${name}: ${error instanceof Error ? error.stack : String(error)}`);
    code = error.code;
  }
  return { code, took: performance.now() - began };
}

let slowest = 0;
for (let call = 0; call < calls; call++) {
  const name = pick(["next", "assess", "explain", "visitSheet", "questionnaire"]);
  const input = random(3) ? answers() : value();
  let { code, took } = tried(call, name, input);
  codes.set(code, (codes.get(code) ?? 0) + 1);
  // Whatever else the machine does is not the call's.
  const kept = seed;
  for (let again = 0; again < 3 && took > slowest; again++) took = Math.min(took, tried(call, name, input).took);
  seed = kept;
  slowest = Math.max(slowest, took);
}
console.log([...codes].sort().map(([code, count]) => `${code} ${count}`).join(", "));
console.log(`the slowest took ${slowest.toFixed(1)} ms`);
