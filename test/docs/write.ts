/** `npm run docs`: writes the tables of the documents that follow from the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { documents, rewritten } from './tables.ts';

for (const path of documents) {
  const text = readFileSync(path, 'utf8');
  const fresh = rewritten(text);
  if (fresh !== text) writeFileSync(path, fresh);
  console.log(`${path}: ${fresh === text ? 'up to date' : 'written'}`);
}
