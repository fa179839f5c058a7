// The licenses of the packages that were bundled: they ask to travel with every copy.
// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * One text with the license of every package among the files of a bundle.
 * @param {readonly string[]} inputs
 * @returns {string}
 */
export function licensesOf(inputs) {
  const folders = new Set(inputs.flatMap((path) => FOLDER.exec(path)?.[1] ?? []));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const file = readdirSync(folder).find((each) => /^licen[cs]e(?:\.\w+)?$/i.test(each));
    if (file === undefined || !existsSync(join(folder, file))) {
      throw new Error(`${folder}: no license to pass on`);
    }
    const text = readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `Packages inside of the files of this folder, and their licenses.\n\n${texts.join('\n---\n\n')}`;
}
