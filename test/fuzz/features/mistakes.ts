/** What people do wrong, and other ways of theirs to do it: slips, moves, restores elsewhere, monitoring. */
import { slips } from '../../../sim/org/recovery/slips/table.ts';
import { block, groupAt, namesIn, type Block, type Draft } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';
import { mailboxesIn } from './folders.ts';

const MISTAKES = Object.keys(slips).sort();

const serverOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/** Names of the storage groups of a server. */
const namesOf = (draft: Draft, server: string): string[] =>
  namesIn(draft.document)
    .groups.filter((path) => serverOf(path) === server)
    .map((path) => path.slice(path.lastIndexOf('/') + 1));

/** A database, and another server for it. */
function elsewhere(draft: Draft, at: string): { database: string; to: string } | null {
  const { servers } = namesIn(draft.document);
  const database = draft.pick(`${at}/database`, mailboxesIn(draft));
  const to = servers.find((path) => path !== serverOf(database));
  return to === undefined ? null : { database, to };
}

export const mistakeFeatures: readonly Feature[] = [
  {
    name: 'slips',
    swarm: 0.25,
    draw: (draft) => {
      block(draft.document, 'hazards').slip = draft.pick('slips', ['3 %', '20 %', '60 %']);
    },
    marks: [
      mark('slipped', 'cause.struck', (f) => f.cause === 'slip' && !f.absorbed),
      mark('slipped without effect', 'cause.struck', (f) => f.cause === 'slip' && f.absorbed),
    ],
  },
  {
    name: 'scripted mistakes',
    swarm: 0.2,
    draw: (draft) => {
      const { groups } = namesIn(draft.document);
      const many = draft.pick('many mistakes', [1, 3, 6]);
      for (let i = 1; i <= many; i++)
        block(draft.document, 'faults')[`misuse${i}`] = {
          at: draft.instant(`mistake ${i}`),
          misuse: {
            mistake: draft.pick(`mistake ${i}`, MISTAKES),
            of: draft.pick(`mistaken ${i}`, groups),
          },
        };
    },
  },
  {
    name: 'hands at restores',
    swarm: 0.3,
    draw: (draft) => {
      const recovery = block(draft.document, 'recovery');
      if (draft.chance('cc', 0.6)) recovery.hardRecovery = 'by hand';
      if (draft.chance('preserve', 0.5)) recovery.preserveDamaged = true;
      if (draft.chance('repeat', 0.5)) recovery.repeatFailed = true;
      if (draft.chance('report', 0.5)) recovery.checkRestore = true;
      if (draft.chance('paths', 0.5)) recovery.eseutil = 'with paths';
    },
  },
  {
    name: 'restores elsewhere',
    swarm: 0.2,
    draw: (draft) => {
      const { servers } = namesIn(draft.document);
      if (servers.length < 2) return;
      const target = draft.pick('target server', servers);
      const named = namesOf(draft, target);
      const fits = servers.every((each) => namesOf(draft, each).every((n) => named.includes(n)));
      // Exchange 2003 restores to a storage group of the same name only.
      if (!fits && block(draft.document, 'organization').version === 'exchange-2003') return;
      const ladders = block(draft.document, 'recovery', 'for');
      const run = { run: 'restore-elsewhere', with: { target } };
      for (const kind of ['database-volume', 'database-file'])
        if (draft.chance(`elsewhere ${kind}`, 0.6))
          ladders[kind] = [run, 'roll-forward', 'restore-to-last-set'];
      if (draft.chance('recover elsewhere', 0.6))
        ladders['server-failed'] = [
          { run: 'recover-elsewhere', with: { target } },
          'rebuild-server',
        ];
    },
    marks: [mark('restored elsewhere', 'database.moved', (f) => f.by === 'restore')],
  },
  {
    name: 'moves',
    swarm: 0.15,
    draw: (draft) => {
      for (let i = 1; i <= draft.pick('many moves', [1, 2]); i++) {
        const move = elsewhere(draft, `move ${i}`);
        if (move === null) return;
        const at = draft.instant(`move ${i}`);
        const relink = draft.pick(`relink ${i}`, ['early', 'late']);
        block(draft.document, 'operations', 'moves')[`move${i}`] = { ...move, at, relink };
        if (draft.chance(`nobody home ${i}`, 0.25))
          block(draft.document, 'faults')[`away${i}`] = { at, fail: move.to };
      }
    },
    marks: [
      mark('moved', 'move.ended', (f) => f.outcome === 'moved'),
      mark('move refused', 'move.ended', (f) => f.outcome === 'refused'),
    ],
  },
  {
    name: 'mailboxes arrive',
    swarm: 0.15,
    draw: (draft) => {
      const to = draft.pick('mailboxes to', mailboxesIn(draft));
      const [, server, , group] = to.split('/');
      const path = `servers/${server}/storageGroups/${group}`;
      const move: Block = {
        ...{ at: draft.instant('mailboxes'), to, size: '50 MiB' },
        mailboxes: draft.pick('mailboxes', [5, 60]),
      };
      if (groupAt(draft.document, path).circularLogging !== true)
        move.circularLogging = draft.chance('circular meanwhile', 0.5);
      block(draft.document, 'operations', 'mailboxMoves').merger = move;
    },
    marks: [mark('mailboxes moved', 'mailbox-move.ended')],
  },
  {
    name: 'monitoring',
    swarm: 0.3,
    draw: (draft) => {
      const operations = block(draft.document, 'operations');
      operations.checks = [...draft.pick('checks', [['status'], ['status', 'application-log']])];
      operations.failedJobs = draft.pick('failed jobs', ['find-cause', 'run-again']);
      operations.monitoring = {
        watches: draft.pick('watches', ['5 min', 'never']),
        reads: draft.pick('reads', ['never', 'every 4 h from 00:00']),
        alertsOn: draft.pick('alerts', ['errors', 'warnings']),
        missingSuccess: draft.pick('missing', ['none', '11 h']),
      };
    },
    marks: [mark('alarm', 'alarm.raised')],
  },
  {
    name: 'drills of another kind',
    swarm: 0.3,
    draw: (draft) => {
      const drills = block(draft.document, 'operations').drills as Block | undefined;
      if (drills === undefined) return;
      const weekly = drills.weekly as Block;
      Object.assign(weekly, {
        lab: weekly.lab === true || draft.chance('lab', 0.5),
        connects: draft.pick('connects', ['test-mailboxes', 'users']),
      });
    },
  },
];
