/** Snapshots lie on disks: no medium, no catalogue, and a lab far away reads them, too. */
import { describe, expect, it } from 'vitest';
import { runUntil } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { toEnd } from '../../support/recovery.ts';
import { faults, shadowed, shadows } from '../../support/shadow.ts';

const daily = 'type: full, engine: vss-hardware-mirror, when: daily 20:00';

describe('a snapshot on disks', () => {
  it('is read by a drill in a lab, whose disks are no bottleneck', () => {
    const drilled = (where: string): Watched => {
      const drill = `  drills: { weekly: { when: Wed 12:00${where} } }\n`;
      const text = shadows({ full: daily }, { horizon: '1 week' }, ', redirect: true');
      return toEnd(watch(text.replace('backup:\n  defaults', `${drill}backup:\n  defaults`)));
    };
    const lengthOf = (watched: Watched): number => {
      const read = watched
        .of('step.ended')
        .find((f) => f.definition === 'recovery.drill' && f.step === 'read')!;
      return read.at - read.began;
    };
    const [lab, beside] = [drilled(', lab: true'), drilled('')];
    expect(lab.of('drill.ended').at(-1)).toMatchObject({ outcome: 'restored', sets: 1 });
    expect(lengthOf(lab)).toBeGreaterThan(0);
    expect(lengthOf(lab)).toBeLessThanOrEqual(lengthOf(beside));
  });

  it('is in no catalogue that could be lost', () => {
    const rest = faults({ gone: 'at: week 1 Thu 14:30, lose: libraries/lib1/catalogue' });
    const watched = shadowed({ full: daily }, { horizon: '1 week', rest });
    runUntil(watched, watched.plan.clock.end);
    expect(watched.of('catalogue.lost')).toMatchObject([{ sets: 0 }]);
  });
});
