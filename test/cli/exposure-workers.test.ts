/** An exposure on threads that die, that break a promise, and that nobody waits for any longer. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SHORT } from '../report/small.ts';
import { brokenCopy } from './broken-copy.ts';
import { demandBuild, dialtone, folderWith } from './command.ts';

const text = SHORT.replace(/hazards: .*/, 'hazards: { volume-lost: 1 /year, others: none }');
let cwd: string;
beforeAll(() => {
  demandBuild();
  cwd = folderWith({ 'short.yaml': text });
});

const two = ['short.yaml', '--exposure', '2', '--workers', '2', '--json', '-', '--quiet'];
const commands = {
  exposure: ['exposure', ...two],
  compare: ['compare', ...two, '--replications', '1'],
};

/** Code that is run by one worker only; the file says that it was. */
function once(marker: string, code: string): string {
  const path = JSON.stringify(marker);
  return `{ const fs = await import('node:fs'); if (asked === 1 && !fs.existsSync(${path})) { fs.writeFileSync(${path}, ''); ${code} } }`;
}

describe.each(Object.entries(commands))(
  'a worker that dies in the exposure of %s',
  (name, args) => {
    it('loses nothing: its base run is taken over, and one line on standard error says so', () => {
      const marker = join(cwd, `marker-${name}`);
      const command = brokenCopy(once(marker, 'process.exit(9);'), ['worker.js'], 'exposure');
      const ended = dialtone(args, { cwd, command });
      expect(existsSync(marker)).toBe(true);
      expect(ended.code, ended.err).toBe(0);
      expect(ended.out.length).toBeGreaterThan(1000);
      expect(ended.out).toBe(dialtone(args, { cwd }).out);
      expect(ended.err).toBe(
        'dialtone: a worker ended in the exposure of replication 1 (it ended with code 9); another one takes over\n',
      );
    }, 60_000);

    it('twice over the same base run ends with 3, by name, with the command that repeats it', () => {
      const command = brokenCopy('if (asked === 1) process.exit(9);', ['worker.js'], 'exposure');
      const { code, out, err } = dialtone(args, { cwd, command });
      expect({ code, out }, err).toEqual({ code: 3, out: '' });
      expect(err).toMatch(
        /replication 1, seed 11: it ended 2 workers \(it ended with code 9\); [01] of 2 runs had finished/,
      );
      expect(err).toContain(
        'replay: dialtone exposure short.yaml --strategy weekly,daily --replication 1 --check --seed 11',
      );
    }, 60_000);
  },
);

describe('Ctrl-C', () => {
  it.each(Object.entries({ ...commands, 'exposure on one thread': commands.exposure }))(
    'ends the exposure of %s at once with 130, and leaves nothing behind',
    async (name, args) => {
      const begun = join(cwd, `begun-${name.replaceAll(' ', '-')}`);
      const out = join(cwd, `out-${name.replaceAll(' ', '-')}`);
      mkdirSync(out);
      const alone = name.endsWith('one thread');
      const code = `(await import('node:fs')).writeFileSync(${JSON.stringify(begun)}, '');`;
      const command = brokenCopy(code, [alone ? 'dialtone.js' : 'worker.js'], 'exposure');
      const asked = args.map((arg) => (arg === '-' ? join(out, 'r.json') : arg));
      asked[asked.indexOf('--exposure') + 1] = '4000';
      if (alone) asked[asked.indexOf('--workers') + 1] = '1';
      const child = spawn(process.execPath, [command, ...asked], { cwd, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('exit', (exit) => resolve(exit)));
      while (!existsSync(begun)) {
        expect(child.exitCode, 'it ended before it could be interrupted').toBeNull();
        await new Promise((wake) => setTimeout(wake, 20));
      }
      await new Promise((wake) => setTimeout(wake, 300));
      expect(readdirSync(out)).not.toEqual([]);
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      expect(readdirSync(out)).toEqual([]);
    },
    60_000,
  );
});
