import { describe, expect, it } from 'vitest';
import type { Plan } from '../../sim/org/plan.ts';
import { good, loadText, problemsOf, SMALL } from './helper.ts';

const plan = (text: string): Plan => good(loadText(text)).strategies[0].plan;

describe('recovery', () => {
  const ladders = (recovery: string): unknown => plan(`${SMALL}recovery: ${recovery}\n`).recovery;

  it('has ladders by what was lost', () => {
    expect(plan(SMALL).recovery).toEqual({
      ladders: {
        'database-volume': ['roll-forward', 'restore-to-last-set'],
        'log-volume': ['restore-to-last-set'],
        'database-file': ['roll-forward', 'restore-to-last-set'],
        'log-folder': ['restore-to-last-set'],
        'logical-corruption': ['stop-before'],
        'page-damage': ['roll-forward'],
        'sector-unreadable': ['roll-forward'],
        'server-failed': ['wait', 'rebuild-server'],
      },
      eseutil: 'where-the-files-are',
      elsewhere: {},
      fullAfterRecovery: 'at-once',
      hardRecovery: 'last-set',
      preserveDamaged: false,
      repeatFailed: false,
      checkRestore: false,
      directory: { way: 'fastest', authoritative: false },
    });
  });

  it('a ladder for volume-lost holds for volumes, files and folders that have none of their own', () => {
    const text =
      '{ for: { volume-lost: [restore-to-last-set], log-volume: [{ run: roll-forward }] }, fullAfterRecovery: next window }';
    expect(ladders(text)).toEqual({
      ladders: {
        'volume-lost': ['restore-to-last-set'],
        'database-volume': ['restore-to-last-set'],
        'log-volume': ['roll-forward'],
        'database-file': ['restore-to-last-set'],
        'log-folder': ['roll-forward'],
        'logical-corruption': ['stop-before'],
        'page-damage': ['roll-forward'],
        'sector-unreadable': ['roll-forward'],
        'server-failed': ['wait', 'rebuild-server'],
      },
      eseutil: 'where-the-files-are',
      elsewhere: {},
      fullAfterRecovery: 'next-window',
      hardRecovery: 'last-set',
      preserveDamaged: false,
      repeatFailed: false,
      checkRestore: false,
      directory: { way: 'fastest', authoritative: false },
    });
  });

  it('a ladder for page-damage holds for stripes that a rebuild could not read, too', () => {
    const text = '{ for: { page-damage: [restore-to-last-set] } }';
    expect(ladders(text)).toMatchObject({
      ladders: {
        'page-damage': ['restore-to-last-set'],
        'sector-unreadable': ['restore-to-last-set'],
      },
    });
  });

  it('a failed server may be rebuilt at once', () => {
    const text = '{ for: { server-failed: [rebuild-server] } }';
    expect(ladders(text)).toMatchObject({ ladders: { 'server-failed': ['rebuild-server'] } });
  });

  it.each([
    ['server-failed', '[roll-forward]', "does not fit 'server-failed'"],
    ['server-failed', '[wait]', 'the last way back is rebuild-server'],
    ['volume-lost', '[rebuild-server]', "does not fit 'volume-lost'"],
    ['page-damage', '[roll-forward, rebuild-server]', "does not fit 'page-damage'"],
    ['gone', '[wait, roll-forward]', "does not fit 'gone'"],
  ])('refuses for %s the ladder %s', (key, ladder, says) => {
    const fault = 'faults: { gone: { at: 2007-01-10 12:00, fail: servers/exch1 } }';
    const [problem] = problemsOf(
      loadText(`${SMALL}recovery: { for: { ${key}: ${ladder} } }\n${fault}\n`),
    );
    expect(problem.message).toContain(says);
    expect(problem.path).toBe(`recovery/for/${key}`);
  });
});
