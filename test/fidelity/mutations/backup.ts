/** Rules of streaming backups, the log volume and the tapes, each broken once. */
import type { Mutation } from '../mutation.ts';
import { typesMutations } from './types.ts';
import { truncationMutations } from './truncation.ts';

const ORG = 'sim/org';
const header = `${ORG}/store/header.ts`;
const checkpoint = `${ORG}/store/checkpoint.ts`;
const stream = `${ORG}/store/stream.ts`;
const procedure = `${ORG}/backup/procedure.ts`;
const opening = `${ORG}/backup/opening.ts`;
const filing = `${ORG}/backup/filing.ts`;
const copying = `${ORG}/backup/copying.ts`;
const rules = `${ORG}/backup/rules.ts`;
const news = `${ORG}/backup/news.ts`;

export const backupMutations: readonly Mutation[] = [
  ...truncationMutations,
  ...typesMutations,
  {
    facts: ['BKP-10'],
    name: 'the checkpoint moves on during a backup',
    file: checkpoint,
    find: 'if (g.frozenCheckpoint >= 0) return g.frozenCheckpoint;',
    replace: '',
  },
  {
    facts: ['BKP-10'],
    name: 'the checkpoint stays frozen when the backup has ended',
    file: checkpoint,
    find: '  g.frozenCheckpoint = -1;\n  g.frozenBy = -1;',
    replace: '  g.frozenBy = -1;',
  },
  {
    facts: ['BKP-11'],
    name: 'the header is marked with nothing when a full begins',
    file: header,
    find: 'h.currentFullLow = low;',
    replace: 'h.currentFullLow = -1;',
  },
  {
    facts: ['BKP-12'],
    name: 'a store that stops during a full has everything on disk up to one checkpoint depth',
    file: `${ORG}/store/mount.ts`,
    find: 'const checkpoint = checkpointLog(w, group);',
    replace: 'const checkpoint = Math.max(g.flushedTo, openLog(w, group) - 20);',
  },
  {
    facts: ['BKP-12'],
    name: 'an image needs no log beyond the checkpoint',
    file: filing,
    find: '  set.high = v.high;',
    replace: '  set.high = v.low;',
  },
  {
    facts: ['BKP-14'],
    name: 'the patch header asks for the first log only',
    file: `${ORG}/recovery/restore/tape.ts`,
    find: 'header.patchHigh = needsLogs ? set.high : -1;',
    replace: 'header.patchHigh = needsLogs ? set.low : -1;',
  },
  {
    facts: ['BKP-15', 'BKP-18'],
    name: 'the log that is closed when the copy ends does not come onto the set',
    file: opening,
    find: 'v.high = rollLog(w, v.group);',
    replace: "v.high = rollLog(w, v.group) - (v.type === 'full' ? 1 : 0);",
  },
  {
    facts: ['BKP-16'],
    name: 'an incremental closes the open log when the tape is loaded',
    file: procedure,
    find: '      begin: startLogs,',
    replace:
      "      begin: (w, p) => {\n        if (p.vars.type !== 'full' && p.vars.logDone === 0) takeLogs(w, p, p.vars.low);\n        startLogs(w, p);\n      },",
  },
  {
    facts: ['BKP-17'],
    name: 'the open log comes onto the set as it is',
    file: stream,
    find: '  push(w, group, closed + 1, null);',
    replace: '',
  },
  {
    facts: ['BKP-18'],
    name: 'a full takes every log on disk',
    file: rules,
    find: 'let low = checkpoint;',
    replace: 'let low = w.org.store.groups[group].firstLog;',
  },
  {
    facts: ['BKP-19', 'BKP-11'],
    name: 'a full begins at the checkpoint, whoever is not selected',
    file: rules,
    find: 'if (needs > 0) low = Math.min(low, needs);',
    replace: '',
  },
  {
    facts: ['BKP-20'],
    name: 'a full leaves no time in the header',
    file: header,
    find: 'h.fullAt = w.now;',
    replace: 'h.fullAt = -1;',
  },
  {
    facts: ['BKP-21'],
    name: 'an incremental copies from the checkpoint on, not what is on disk',
    file: opening,
    find: 'else takeLogs(w, p, firstLog(w, v.group));',
    replace: 'else takeLogs(w, p, checkpoint);',
  },
  {
    facts: ['BKP-21'],
    name: 'an incremental does not sign the current-incremental section',
    file: header,
    find: 'h.currentIncrementalHigh = high;',
    replace: '',
  },
  {
    facts: ['BKP-22'],
    name: 'a differential signs headers and truncates',
    file: filing,
    find: "} else if (v.type === 'incremental') {\n    truncate",
    replace: '} else {\n    truncate',
  },
  {
    facts: ['BKP-25'],
    name: 'the reader stops at the byte where the bad page begins',
    file: `${ORG}/store/damage.ts`,
    find: 'return Math.min(sizeBytes, (chunk + 1) * chunkBytes);',
    replace: 'return chunk >= 0 ? Math.floor(place * sizeBytes) : 0;',
  },
  {
    facts: ['BKP-26'],
    name: 'a single wrong bit aborts the job',
    file: `${ORG}/store/damage.ts`,
    find: "level === 'page' && !singleBit;",
    replace: "level === 'page' && (singleBit || !singleBit);",
  },
  {
    facts: ['BKP-26'],
    name: 'damage that comes during a copy is met by nobody',
    file: copying,
    find: 'if (stop !== null) shortenFlow(w, p.vars.flow, stop.at - p.vars.imageDone);',
    replace: 'if (stop === null) shortenFlow(w, p.vars.flow, 0);',
  },
  {
    facts: ['BKP-27', 'BKP-26'],
    name: 'a damaged page is copied to tape as it is',
    file: copying,
    find: 'if (until !== null) {',
    replace: 'if (until !== null && until < 0) {',
  },
  {
    facts: ['BKP-27'],
    name: 'only the first database of a set is verified',
    file: copying,
    find: 'const from = done - offset;',
    replace: 'const from = done;',
  },
  {
    facts: ['BKP-28'],
    name: 'an incremental reads the database as well',
    file: opening,
    find: '  v.low = low;\n',
    replace:
      "  v.low = low;\n  if (v.type !== 'full') v.imageBytes = w.plan.databases[v.databases[0]].sizeBytes;\n",
  },
  {
    facts: ['E-03'],
    name: 'a full rolls the log when it begins, as the 2007 book says',
    file: opening,
    find: "fullRollover === 'start';",
    replace: "fullRollover !== 'none';",
  },
  {
    facts: ['X-18'],
    name: 'only the first group on a full log volume stops',
    file: `${ORG}/store/news.ts`,
    find: 'if (group.logVolume !== volume) continue;',
    replace: 'if (group.logVolume !== volume || group.id > 0) continue;',
  },
  {
    facts: ['X-18'],
    name: 'a backup goes on reading a store that has stopped',
    file: news,
    find: 'if (group.logVolume === volume) {',
    replace: 'if (group.logVolume < 0) {',
  },
  {
    facts: ['X-19'],
    name: 'a backup does not suspend online maintenance',
    file: 'sim/measure/maintenance.ts',
    find: 'of.at = Math.max(of.at, to);\n}\n\n/** A pass',
    replace: 'of.at = Math.max(of.at, from);\n}\n\n/** A pass',
  },
  {
    facts: ['X-19'],
    name: 'a pass that was broken off begins again',
    file: 'sim/measure/maintenance.ts',
    find: 'of.doneMs += Math.min(close, to) - open;',
    replace: 'of.doneMs = 0;',
  },
  {
    facts: ['X-19'],
    name: 'Exchange 2003 maintains databases as late as 2007',
    file: `${ORG}/store/parameters.ts`,
    find: "'exchange-2003': 'daily 00:00-05:00'",
    replace: "'exchange-2003': 'daily 01:00-05:00'",
  },
  {
    facts: ['X-20'],
    name: 'a slow source does not stop the tape',
    file: `${ORG}/hardware/flows.ts`,
    find: '  if (flow.drive === NO_DRIVE) return rate < flow.slowest;\n',
    replace: '  return false;\n',
  },
  {
    facts: ['X-20'],
    name: 'two restores read one cartridge at a time',
    file: `${ORG}/recovery/restore/hands.ts`,
    find: 'needs.push({ pool: cartridgePool(library), unit }, ...carrier(w, library));',
    replace: 'if (unit >= 0) needs.push(...carrier(w, library));',
  },
  {
    facts: ['X-20'],
    name: 'two databases of one group are restored at a time',
    file: `${ORG}/recovery/restore/hands.ts`,
    find: 'if (heldUnit(p, sessionPool(w.plan, v.group)) < 0)',
    replace: 'if (v.group < 0)',
  },
];
