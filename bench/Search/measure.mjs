// How well the search of a running site finds what readers mean: node bench/Search/measure.mjs http://localhost:5080
// queries.tsv holds our own queries with the documents that answer each: language, query, ends of their addresses.
// Prints, per language and in all, the mean reciprocal rank of the first right result (MRR) and the share of right
// documents among the first ten (recall@10); with --misses also each query whose first ten miss a document.
import { readFileSync } from 'node:fs';

const [address, ...flags] = process.argv.slice(2);
if (!address) {
  console.error('Give the address of a running site: node bench/Search/measure.mjs http://localhost:5080');
  process.exit(2);
}

const file = new URL('queries.tsv', import.meta.url);
const queries = readFileSync(file, 'utf8').trim().split('\n').map(line => {
  const [language, query, documents] = line.split('\t');
  return { language, query, documents: documents.split(' ') };
});

async function resultsOf({ language, query }) {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`${address}/${language}/search?q=${encodeURIComponent(query)}`);
    if (answer.status === 200) {
      const page = await answer.text();
      return [...page.matchAll(/<h3><a href="([^"]+)"/g)].map(match => match[1]).slice(0, 10);
    }

    // The index is being built, or this network asks too fast.
    await new Promise(done => setTimeout(done, 1000));
  }

  throw new Error(`${address} does not answer searches.`);
}

const sums = new Map();
for (const query of queries) {
  const found = await resultsOf(query);
  const isRight = path => query.documents.some(document => path.endsWith(`/${document}`));
  const rank = found.findIndex(isRight) + 1;
  const missed = query.documents.filter(document => !found.some(path => path.endsWith(`/${document}`)));
  for (const name of [query.language, 'all']) {
    const sum = sums.get(name) ?? { count: 0, reciprocal: 0, recall: 0 };
    sum.count++;
    sum.reciprocal += rank > 0 ? 1 / rank : 0;
    sum.recall += 1 - missed.length / query.documents.length;
    sums.set(name, sum);
  }

  if (missed.length > 0 && flags.includes('--misses')) {
    console.log(`${query.language}\t${query.query}\tmissed: ${missed.join(' ')}`);
  }
}

for (const [name, sum] of sums) {
  const line = `MRR ${(sum.reciprocal / sum.count).toFixed(3)}, recall@10 ${(sum.recall / sum.count).toFixed(3)}`;
  console.log(`${name}: ${sum.count} queries, ${line}`);
}
