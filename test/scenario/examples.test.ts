import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../sim/scenario/index.ts';
import { flagshipText, problemsOf, readDisk } from './helper.ts';

/** The six examples of the language page: exactly which of them is refused, and for which keys. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'test/scenario/examples/contoso.yaml': [],
  'scenarios/weekly-or-daily.yaml': [],
  'test/scenario/examples/ccr-or-tape.yaml': [
    '17:25 organization/servers/mbx1/availability',
    '18:11 organization/servers/mbx1/mountDial',
    '19:11 organization/servers/mbx1/witness',
    '21:13 organization/servers/mbx1/nodes/b',
    '24:91 backup/jobs/weekend/from',
    '25:99 backup/jobs/weekday/from',
  ],
  'test/scenario/examples/how-big.yaml': ['5:1 size', '11:1 subjectTo'],
  'test/scenario/examples/suite/meets-the-sla.yaml': [],
  'test/scenario/examples/three-ways-back.yaml': [
    '12:33 recovery/for/volume-lost/1',
    '17:67 recovery/for/gone/0',
    '18:66 recovery/for/gone/0',
  ],
};

describe('the examples of the language page', () => {
  it.each(Object.entries(EXAMPLES))('%s', (path, refused) => {
    const result = loadScenario(path, readDisk);
    const problems = problemsOf(result);
    expect(problems.map((p) => `${p.line}:${p.column} ${p.path}`)).toEqual(refused);
    for (const problem of problems) expect(problem.message).toContain('not modelled yet');
    expect(result.ok).toBe(refused.length === 0);
  });
});

/** What is unwise in these is what they ask about. */
const WARNED: Readonly<Record<string, readonly string[]>> = {
  'logs/two-databases.yaml': ['warning'],
  'media/one-drive-and-no-robot.yaml': ['warning', 'warning'],
  'backups/mailboxes-one-by-one.yaml': ['warning'],
};

describe('the scenarios that ship', () => {
  const paths = readdirSync('scenarios', { recursive: true, encoding: 'utf8' });
  it.each(paths.filter((name) => name.endsWith('.yaml')))(
    '%s loads without a warning that it does not want',
    (name) => {
      const result = loadScenario(`scenarios/${name}`, readDisk);
      expect(problemsOf(result).map(({ severity }) => severity)).toEqual(WARNED[name] ?? []);
      expect(result.ok).toBe(true);
    },
  );

  it('has the flagship of the language page', () => {
    expect(flagshipText).toContain('scenario: Weekly full + daily incremental, or daily full?');
  });
});
