// The files of the project that rules look at, in a stable order, with paths relative to the root.
// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ path: string, source: string }} SourceFile
 * @typedef {{ path: string, line: number, rule: string, text: string }} Finding
 */

/** @param {string} root @param {string[]} folders @param {RegExp} name @returns {SourceFile[]} */
export function readTree(root, folders, name) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} folder */
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (name.test(entry.name)) found.push(path);
    }
  };
  for (const folder of folders) if (existsSync(join(root, folder))) walk(folder);
  return found.sort().map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }));
}

/** @param {Finding} finding */
export function describe(finding) {
  return `${finding.path}:${finding.line}: ${finding.rule}: ${finding.text}`;
}
