/** A certification authority on a mailbox server: what saves it, and what its wizard asks for again (BKP-62, RST-60). */
import { describe, expect, it } from 'vitest';
import { formatProblem, loadScenario } from '../../../sim/scenario/index.ts';
import { fileEnds, filedYaml, rebuilt, restoredSets, totalMinutes } from '../../support/files.ts';
import type { Watched } from '../../support/organization.ts';

const TO = 'to: targets/b2d, when: Sat 12:00';
const WIZARD = `saves: certification-authority, ${TO}`;
const STATE = `saves: system-state, ${TO}`;
const run = (files: Record<string, string>, setUp = 'certification-authority'): Watched =>
  rebuilt({ horizon: '2 weeks', setUp, files });
const told = (watched: Watched): string =>
  watched.of('step.ended').findLast((s) => s.span === 'rebuild-server')!.because;
const BY_HAND = 60 + 30 + 45;
const AGAIN = 4 * 60;

describe('a certification authority', () => {
  const nothing = run({});
  const wizard = run({ ca: WIZARD });

  it('BKP-62: is set up anew where nothing saved it', () => {
    expect(totalMinutes(nothing)).toBe(BY_HAND + AGAIN);
  });

  it('BKP-62: comes back from the wizard, and its IIS from System State beside it', () => {
    expect(restoredSets(wizard)).toMatchObject([{ outcome: 'restored' }]);
    expect(totalMinutes(wizard)).toBeLessThan(totalMinutes(nothing) - 2 * 60);
    expect(told(wizard)).not.toContain('to set up again: certification-authority');
    // What the wizard saves is next to nothing beside the sets that have it, too.
    const [ca, state, full] = [WIZARD, STATE, `saves: full-computer, ${TO}`].map(
      (job) => fileEnds(run({ job }))[0].bytes,
    );
    expect(ca).toBeLessThan(state / 5);
    expect(state).toBeLessThan(full / 5);
  });

  it('BKP-62: comes from the larger set where there are both', () => {
    const { fileJobs } = run({ ca: WIZARD, state: STATE }).plan;
    const used = (files: Record<string, string>): string[] =>
      restoredSets(run(files)).map(({ job }) => fileJobs[job].saves);
    expect(used({ ca: WIZARD, state: STATE })).toEqual(['system-state']);
    const all = run({ ca: WIZARD, win: `saves: windows-set, ${TO}` });
    expect(restoredSets(all).map(({ job }) => all.plan.fileJobs[job].saves)).toEqual(['windows-set']);
  }); // prettier-ignore

  it('RST-60: without an intact IIS metabase its web pages are down until IIS is set up', () => {
    expect(told(wizard)).toContain('IIS for the pages of the certification authority');
    expect(totalMinutes(wizard)).toBeGreaterThanOrEqual(BY_HAND + 60);
    const state = run({ state: STATE });
    expect(told(state)).not.toContain('IIS for the pages');
    expect(totalMinutes(wizard) - totalMinutes(state)).toBeGreaterThan(50);
    // System State without its protected files has no metabase either (BKP-64).
    const poor = run({ state: `${STATE}, protectedFiles: false` });
    expect(told(poor)).toContain('IIS for the pages');
    // Whoever has to set up virtual servers anyway does all of IIS once.
    const both = run({ ca: WIZARD }, 'certification-authority, virtual-servers');
    expect(totalMinutes(both)).toBe(totalMinutes(wizard));
  });

  it('BKP-62, RST-60: asks for the password again: a set whose password is lost is refused', () => {
    const lost = run({ ca: `${WIZARD}, password: lost` });
    expect(fileEnds(lost)[0].outcome).toBe('succeeded');
    expect(restoredSets(lost)).toMatchObject([
      { outcome: 'locked', because: 'nobody has the password that it was saved with' },
    ]);
    // Reading it was in vain, and all is set up anew.
    expect(totalMinutes(lost)).toBeGreaterThanOrEqual(BY_HAND + AGAIN);
    expect(told(lost)).toContain('certification-authority');
    const refused = loadScenario('a.yaml', () =>
      filedYaml({ files: { state: `${STATE}, password: lost` } }),
    );
    expect(refused.ok ? '' : refused.problems.map(formatProblem).join()).toContain('password');
  });
});

describe('removable drives', () => {
  it('BKP-49: are left out, which makes sets smaller, and their runs and restores shorter', () => {
    const all = (more: string): Watched => run({ all: `saves: full-computer, ${TO}${more}` }, '');
    const [lean, fat] = [all(''), all(', removableDrives: true')];
    const [small, large] = [fileEnds(lean)[0], fileEnds(fat)[0]];
    expect(large.bytes - small.bytes).toBe(4_700_000_000);
    expect(large.at - large.began).toBeGreaterThan((small.at - small.began) * 2);
    expect(totalMinutes(fat)).toBeGreaterThan(totalMinutes(lean) + 10);
    expect(told(fat)).toBe(told(lean));
    const warned = (more: string): string => {
      const files = { all: `saves: full-computer, ${TO}${more}` };
      const loaded = loadScenario('a.yaml', () => filedYaml({ files }));
      return loaded.ok ? loaded.warnings.map(formatProblem).join() : '';
    };
    expect(warned(', removableDrives: true')).toContain('BKP-49');
    expect(warned('')).not.toContain('BKP-49');
  });
});
