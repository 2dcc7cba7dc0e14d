// Scores the headers of a site on this machine as MDN's HTTP Observatory does, and prints the score with what each test found.
//
// node score.mjs <folder of its packages> <http port> <https port>
import { existsSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, httpPort, httpsPort] = process.argv.slice(2);
const observatory = `${modules}/@mdn/mdn-http-observatory`;
// Who is on the list that browsers bring along is fetched when it is installed, and nobody on this machine is.
const preloaded = `${observatory}/conf/hsts-preload.json`;
if (!existsSync(preloaded)) writeFileSync(preloaded, "{}");

const part = (path) => import(pathToFileURL(`${observatory}/src/${path}`).href);
const [{ retrieve }, { ALL_TESTS }, { getScoreModifier }] = await Promise.all(
  ["retriever/retriever.js", "constants.js", "grader/grader.js"].map(part),
);

// Its own command asks the usual ports.
const responses = await retrieve("localhost", { httpPort, httpsPort });
if (!responses.responses.auto) throw new Error("the site does not answer");
const results = ALL_TESTS.map((test) => test(responses)).map(({ constructor, result, pass }) => {
  return { name: constructor.name, result, pass, points: getScoreModifier(result) };
});
const score = results.reduce((sum, { points }) => sum + points, 100);
console.log(JSON.stringify({ score, results }, null, 1));
process.exit();
