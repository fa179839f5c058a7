import { describe, expect, it } from 'vitest';
import type { Plan } from '../../sim/org/plan.ts';
import { good, loadText, SMALL } from './helper.ts';

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
        'page-damage': ['roll-forward'],
      },
      fullAfterRecovery: 'at-once',
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
        'page-damage': ['roll-forward'],
      },
      fullAfterRecovery: 'next-window',
    });
  });
});
