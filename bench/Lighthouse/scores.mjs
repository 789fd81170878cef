// Of several Lighthouse reports on one page takes the one whose performance is in the middle; prints its scores on one
// line, and beneath it each audit that cost points.
import { readFileSync } from "node:fs";

const [page, ...files] = process.argv.slice(2);
const reports = files.map((file) => JSON.parse(readFileSync(file, "utf8")));
reports.sort((one, other) => one.categories.performance.score - other.categories.performance.score);
const { categories, audits, environment } = reports[Math.floor(reports.length / 2)];

const percent = (score) => Math.round(score * 100);
const range = reports.map((report) => percent(report.categories.performance.score)).join(" ");
const scores = Object.values(categories).map(({ title, score }) => `${title} ${percent(score)}`);
console.log(`${page}: ${scores.join(", ")} (performance ${range}; machine ${Math.round(environment.benchmarkIndex)})`);

let isFull = true;
for (const { score, auditRefs } of Object.values(categories)) {
  if (score === 1) continue;
  isFull = false;
  for (const { id, weight } of auditRefs) {
    const { score: part, displayValue, title } = audits[id];
    if (weight > 0 && part !== null && part < 1) console.log(`  ${id}: ${displayValue ?? title}`);
  }
}
process.exit(isFull ? 0 : 1);
