// By how much this machine has to be slowed to be the phone that Lighthouse means, from the benchmark index in the middle of
// several reports: the table of Lighthouse's docs/throttling.md, from its row for each class of machine to “mid-tier mobile”.
import { readFileSync } from "node:fs";

const indexes = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")).environment.benchmarkIndex);
const index = indexes.sort((one, other) => one - other)[Math.floor(indexes.length / 2)];
const slowdown = index >= 1500 ? 4 : index >= 800 ? 2 : 1;
console.error(`benchmark index ${Math.round(index)}: slowed ${slowdown} times`);
console.log(slowdown);
