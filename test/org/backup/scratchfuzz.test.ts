import { it } from 'vitest';
import { groups, jobs, path, scenario } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
let seed = 12345;
const r = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648);
const pick = <T,>(a: readonly T[]): T => a[Math.floor(r() * a.length)];
it('fuzz', () => {
  const errors = new Map<string, string>();
  let runs = 0; let fulls = 0;
  const t0 = performance.now();
  while (performance.now() - t0 < 150000) {
    const g: any = {}; const vols: any = {};
    const ng = 1 + Math.floor(r() * 3);
    const fj: any = {}; let k = 0;
    for (let i = 1; i <= ng; i++) {
      const nd = 1 + Math.floor(r() * 3); g[`sg${i}`] = {};
      for (let j = 1; j <= nd; j++) {
        g[`sg${i}`][`db${j}`] = { on: r() < 0.3 ? 'other' : 'database', size: pick(['10 GiB', '47 GiB', '100 GiB']), mailboxes: pick([50, 100, 500]), mounted: r() > 0.1 };
        if (r() < 0.5) fj[`j${k++}`] = `type: full, when: ${pick(['daily 20:00', 'Sat 20:00', '[Tue 20:00, Fri 22:00]', 'daily 10:00'])}, window: ${pick(['20:00-06:00', 'always'])}, overrun: ${pick(['abort', 'continue'])}, of: ${path(`sg${i}`, `db${j}`)}`;
      }
      if (r() < 0.3) vols[`sg${i}`] = { system: 'other' };
      if (r() < 0.6) fj[`n${k++}`] = `type: ${pick(['incremental', 'differential'])}, when: daily ${pick(['20:00', '21:00', '12:00'])}, window: always, of: ${path(`sg${i}`)}`;
    }
    fj.rest = 'type: full, when: Sun 20:00';
    const yaml = scenario({ groups: groups(g, vols), volumes: { other: 'raid: raid5, disks: 4 x sas-15k-146gb' }, logDisks: pick(['2 x sas-15k-36gb', '2 x sas-15k-73gb']), jobs: jobs(fj), drives: pick(['1 x lto-3', '2 x lto-3', '1 x lto-1']), cartridges: pick([4, 12, 40]), horizon: '8 weeks',
      rest: `hazards: { volume-lost: 2 /year, page-damage: 6 /year, job-failed: 10 %, set-unreadable: 10 %, mount-failed: 10 % }\nrecovery: { fullAfterRecovery: ${pick(['at once', 'next window'])} }\n` });
    try {
      const w = watch(yaml, { replication: runs, check: true, ...(r() < 0.5 ? { shuffleTies: runs } : {}) });
      w.sim.runUntil(w.plan.clock.end);
      runs++; fulls += w.of('log-volume.full').length;
      w.sim.snapshot();
    } catch (e) {
      const m = (e as Error).stack!.split('\n').slice(0, 6).join('\n');
      const key = (e as Error).message.replace(/\d+/g, '#').slice(0, 100);
      if (!errors.has(key)) { errors.set(key, m + '\n' + (errors.size < 4 ? yaml : '')); }
      runs++;
    }
  }
  console.log('RUNS', runs, 'FULL', fulls, 'ERR', errors.size);
  for (const [k, v] of errors) console.log('-----', k, '\n', v.slice(0, 3500));
}, 200000);
