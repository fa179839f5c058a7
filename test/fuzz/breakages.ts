/** Ways to break the model, each with the checker that must notice. */
import type { Mutation } from '../fidelity/mutation.ts';

export interface Breakage extends Omit<Mutation, 'facts'> {
  readonly checker: string;
  /** First seed that is tried; 1 when absent. */
  readonly seed?: number;
}

const ORG = 'sim/org';

export const breakages: readonly Breakage[] = [
  {
    checker: 'ledger',
    name: 'what was given up stays in the file',
    file: `${ORG}/recovery/outcome.ts`,
    find: 'const after = minus(found, d.lost);',
    replace: 'const after = found;',
  },
  {
    checker: 'recount',
    name: 'a restore brings back one log more than it read',
    file: `${ORG}/recovery/outcome.ts`,
    find: 'const found = contentThroughLog(w, database, entry?.lineage ?? -1, v.reach);',
    replace: 'const found = contentThroughLog(w, database, entry?.lineage ?? -1, v.reach + 1);',
  },
  {
    checker: 'recount',
    name: 'a repair keeps what lay on damaged pages',
    file: `${ORG}/recovery/outcome.ts`,
    find: 'const holes = damaged(w, database);\n    const held',
    replace: 'const holes: number[] = [];\n    const held',
  },
  {
    checker: 'recoverable',
    name: 'further sets are forgotten when the first of them was found',
    file: `${ORG}/recovery/restore/chain.ts`,
    find: 'if (best === undefined) return { image, logs, reach, toEnd: false };',
    replace:
      'if (best === undefined || logs.length > 0) return { image, logs, reach, toEnd: false };',
  },
  {
    checker: 'recoverable',
    name: 'an older image is taken while a newer one can be read',
    file: `${ORG}/recovery/restore/chain.ts`,
    find: '    .filter(usable)\n    .reverse();',
    replace: '    .filter(usable);',
  },
  {
    checker: 'recoverable',
    name: 'databases whose common image proved bad are not parted',
    file: `${ORG}/recovery/restore/procedure.ts`,
    find: 'if (!imageRead && others.length > 0) {',
    replace: 'if (group < 0) {',
    seed: 100,
  },
  {
    checker: 'truncation',
    name: 'a full looks at no other database',
    file: `${ORG}/store/truncation.ts`,
    find: 'if (selected.includes(d)) continue;',
    replace: 'continue;',
  },
  {
    checker: 'truncation',
    name: 'a copy truncates',
    file: `${ORG}/backup/procedure.ts`,
    find: "if (v.type === 'full') {\n    truncateAfterFull",
    replace: "if (v.type === 'full' || v.type === 'copy') {\n    truncateAfterFull",
  },
  {
    checker: 'truncation',
    name: 'an incremental deletes up to its end, past the checkpoint',
    file: `${ORG}/store/truncation.ts`,
    find: "remove(w, group, Math.min(checkpointLog(w, group), high + 1), 'incremental backup');",
    replace: "remove(w, group, high + 1, 'incremental backup');",
  },
  {
    checker: 'checkpoint',
    name: 'the checkpoint goes on past what stopped dirty',
    file: `${ORG}/store/checkpoint.ts`,
    find: 'if (!anyMounted(w, group) || anyDirty(w, group)) return g.flushedTo;',
    replace: 'if (!anyMounted(w, group)) return g.flushedTo;',
  },
  {
    checker: 'checkpoint',
    name: 'an aborted backup goes on holding the checkpoint',
    file: `${ORG}/store/checkpoint.ts`,
    find: 'if (g.frozenBy !== procedure) return;',
    replace: 'if (g.frozenBy !== procedure || w.now % 3 === 0) return;',
  },
  {
    checker: 'replay',
    name: 'sets are put together with a gap between them',
    file: `${ORG}/recovery/restore/chain.ts`,
    find: 'if (set.low > reach + 1 || set.high <= reach',
    replace: 'if (set.high <= reach',
  },
  {
    checker: 'replay',
    name: 'logs on disk are replayed though some before them are gone',
    file: `${ORG}/recovery/restore/chain.ts`,
    find: 'g.firstLog <= reach + 1 &&',
    replace: 'g.firstLog > 0 &&',
  },
  {
    checker: 'replay',
    name: 'a database that stopped dirty counts as clean',
    file: `${ORG}/store/mount.ts`,
    find: 'd.clean = clean;\n  d.downSince',
    replace: 'd.clean = true;\n  d.downSince',
  },
  {
    checker: 'resources',
    name: 'a cartridge is not given back',
    file: `${ORG}/media/handling.ts`,
    find: '        drivePool(p.vars.library),\n        cartridgePool(p.vars.library),\n',
    replace: '        drivePool(p.vars.library),\n',
  },
  {
    checker: 'resources',
    name: 'Restore.env is left behind',
    file: `${ORG}/recovery/restore/decisions.ts`,
    find: '  finishHardRecovery(w, v);\n  removeEnv(w, v.databases);',
    replace: '  finishHardRecovery(w, v);',
  },
  {
    checker: 'calm',
    name: 'nobody mounts what a full log volume stopped',
    file: `${ORG}/operations/full-volume.ts`,
    find: 'then: recoverOrEnd,\n      },\n      ...recover',
    replace: "then: 'done',\n      },\n      ...recover",
  },
  {
    checker: 'calm',
    name: 'jobs that fail every time are never fixed',
    file: `${ORG}/backup/schedule.ts`,
    find: '  state.broken = [];',
    replace: '',
  },
  {
    checker: 'sameness',
    name: 'chance is a running stream outside of the state',
    file: 'sim/engine/world.ts',
    find: 'return uniform(this.luck, this.replication, owner, purpose, ordinal);',
    replace:
      'const all = globalThis as { drawn?: number };\n    all.drawn = (all.drawn ?? 0) + 1;\n    return uniform(this.luck, this.replication, owner, purpose, ordinal + all.drawn);',
  },
  {
    checker: 'hidden',
    name: 'handles of events keep the numbers that they had',
    file: `${ORG}/wiring/hidden.ts`,
    find: '  renumber(fork);\n',
    replace: '  for (const p of w.org.procedures.list) if (p !== null) p.timer = 12345;\n',
  },
];
