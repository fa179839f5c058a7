/** Random organizations that fail all the time: for invariants that hold whatever happens. */
import { uniform } from '../../sim/engine/draw.ts';

type Pick = <T>(name: string, choices: readonly T[]) => T;

/** Choices that depend on the seed and the name alone. */
function picker(seed: number): Pick {
  return (name, choices) => choices[Math.floor(uniform(seed, 0, name, 'test', 0) * choices.length)];
}

const LAST_WEEK = 'when: [Sun 20:00, Mon-Fri 20:00]';

const PLANS: Readonly<Record<string, string>> = {
  incremental: `
    full: { type: full, when: Sat 20:00 }
    nightly: { type: incremental, ${LAST_WEEK} }`,
  differential: `
    full: { type: full, when: Sat 20:00 }
    nightly: { type: differential, ${LAST_WEEK} }`,
  daily: `
    full: { type: full, when: daily 20:00 }`,
  apart: `
    a: { type: full, when: Sat 20:00, of: 'servers/*/storageGroups/*/databases/db1' }
    b: { type: full, when: Wed 20:00, of: 'servers/*/storageGroups/*' }
    nightly: { type: incremental, when: [Sun 20:00, Mon-Tue 20:00, Thu-Fri 20:00] }`,
};

/** Who looks at what. */
const LOOKS = [
  '',
  '  readLog: never\n  monitoring: { watches: never, missingSuccess: 11 h }\n',
  '  checks: status\n  monitoring: { reads: every 15 min from 00:00, alertsOn: warnings }\n',
  '  failedJobs: run-again\n  monitoring: { watches: never, reads: daily 08:00 }\n',
];

/** One to three servers, groups and databases each, one to three drives, hazards a hundred times as frequent. */
export function randomYaml(seed: number, horizon: string): string {
  const pick = picker(seed);
  const size = pick('size', ['3 GiB', '10 GiB', '30 GiB']);
  const system = pick('system', [false, false, true]);
  const plan = pick('plan', Object.keys(PLANS).sort());
  const copies = pick('copies', [false, false, true]);
  const groups = Array.from({ length: pick('groups', [1, 2, 3]) }, (_, i) => {
    const circular = plan === 'daily' && pick(`circular ${i}`, [true, false]);
    const databases = Array.from({ length: pick('databases', [1, 2, 3]) }, (_d, k) => {
      const on = pick(`on ${i} ${k}`, ['database', 'database', 'other']);
      const mailboxes = pick(`mailboxes ${i} ${k}`, [25, 60, 100]);
      const rest = `profile: average, quota: 400 MiB, size: ${size}`;
      return `
            db${k + 1}: { on: ${on}, mailboxes: { standard: ${mailboxes} }, ${rest} }`;
    });
    return `
        sg${i + 1}:
          logs: logs${system ? '\n          system: system' : ''}${circular ? '\n          circularLogging: true' : ''}
          databases:${databases.join('')}`;
  });
  const drives = `${pick('drives', [1, 2, 3])} x ${pick('model', ['lto-1', 'lto-3'])}`;
  const shares = `job-failed: ${pick('failed', [5, 20])} %, set-unreadable: ${pick('bad', [5, 30])} %`;
  const machines = `server-failed: ${pick('server', [2, 20])} /year, controller-failed: ${pick('controller', [5, 40])} /year`;
  const life = pick('life', ['2000 h', '300 h']);
  const disks = `disk-failed: { weibull: { shape: 1.12, scale: ${life} } }, sector-unreadable: ${pick('sector', [1e-12, 1e-10])} %`;
  const raid = pick('raid', ['raid5', 'raid10']);
  const spares = pick('spares', [0, 1]);
  const controllers = pick('controllers', ['dc1', 'dc1..dc2']);
  const rates = `volume-lost: ${pick('lost', [2, 20])} /year, page-damage: ${pick('damage', [5, 20])} /year`;
  const more = `operator-destroys: ${pick('operator', [2, 20])} /year, job-silently-wrong: ${pick('silent', [1, 10])} /year, drive-failed: ${pick('drive', [2, 100])} /year`;
  return `dialtone: 1
scenario: random ${seed}
start: 2007-03-05
warmup: 2 weeks
horizon: ${horizon}
replications: 1
organization:
  version: ${pick('version', ['exchange-2007', 'exchange-2003'])}
  sites: { hq: { parts: { disk: ${pick('disk', ['30 min', '20 h'])}, array: ${pick('parts', ['30 min', '60 h'])}, server: 4 h } } }
  directory: { domains: { corp: { controllers: { ${controllers}: { site: hq } } } } }
  hubs: { hub1: { site: hq } }
  classes: { standard: { hours: Mon-Fri 07:00-18:00, restore: { database: 4 h, server: 5 h } } }
  servers:
    mbx1..mbx${pick('servers', [1, 2, 3])}:
      site: hq
      volumes:
        database: { raid: ${raid}, disks: 8 x sas-15k-146gb, ageAtStart: ${pick('age', ['0 d', '30 d'])}, hotSpares: ${spares} }
        other: { raid: raid5, disks: 8 x sas-15k-146gb }
        logs: { raid: raid1, disks: ${pick('logs', ['2 x sas-15k-73gb', '2 x sas-15k-36gb'])} }
        system: { raid: raid1, disks: 2 x sas-15k-36gb }
      storageGroups:${groups.join('')}
  libraries: { lib1: { site: hq, drives: ${drives}, cartridges: ${pick('tapes', [20, 60])} } }
operations:
  operators:
    team: { people: ${pick('people', [1, 2])}, hours: Mon-Fri 08:00-18:00${pick('call', [', onCall: 45 min', ''])} }
${pick('looks', LOOKS)}${pick('drills', ['', '  drills: { weekly: { when: [Wed 09:00, Sat 21:00], groups: 2 } }\n'])}backup:
  defaults:
    { engine: streaming, to: libraries/lib1, window: 20:00-06:00, overrun: ${pick('overrun', ['abort', 'continue'])}, keep: ${pick('keep', ['9 days', '3 weeks'])} }
  jobs:${PLANS[plan]}${copies ? '\n    copy: { type: copy, when: Tue 23:00 }' : ''}
strategies: { only: {} }
baseline: only
recovery: { fullAfterRecovery: ${pick('after', ['at once', 'next window'])} }
hazards: { ${rates}, ${more}, ${shares}, ${machines}, ${disks}, mount-failed: ${pick('mount', [2, 20])} % }
faults:
  disks: { at: week 2 Wed 22:00, lose: 'servers/mbx1/nodes/a/volumes/*/disks/${pick('places', ['2', '*'])}' }
  machines: { at: week 2 Fri 21:00, fail: [servers/mbx1, directory/domains/corp/controllers/dc1] }
`;
}
