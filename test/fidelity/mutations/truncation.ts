/** Rules of truncation, each broken once. */
import type { Mutation } from '../mutation.ts';

const ORG = 'sim/org';
const truncation = `${ORG}/store/truncation.ts`;
const header = `${ORG}/store/header.ts`;
const procedure = `${ORG}/backup/procedure.ts`;
const filing = `${ORG}/backup/filing.ts`;
const rules = `${ORG}/backup/rules.ts`;

export const truncationMutations: readonly Mutation[] = [
  {
    facts: ['TRN-01'],
    name: 'the truncation after a full looks at no other database',
    file: truncation,
    find: 'if (selected.includes(d)) continue;',
    replace: 'continue;',
  },
  {
    facts: ['TRN-02'],
    name: 'the header keeps the first log of the last full in place of the last one',
    file: header,
    find: 'h.fullHigh = high;',
    replace: 'h.fullHigh = low;',
  },
  {
    facts: ['TRN-03'],
    name: 'the truncation after a full forgets the dismounted database',
    file: truncation,
    find: '.circularLogging) return;\n  if (dismounted(w, group)) {',
    replace: '.circularLogging) return;\n  if (high < 0) {',
  },
  {
    facts: ['TRN-04'],
    name: 'the truncation after an incremental forgets the dismounted database',
    file: truncation,
    find: 'group: number, high: number): void {\n  if (dismounted(w, group)) {',
    replace: 'group: number, high: number): void {\n  if (high < 0) {',
  },
  {
    facts: ['TRN-04'],
    name: 'an incremental writes into the header of a dismounted database',
    file: header,
    find: '    if (!mounted) continue;\n',
    replace: '',
  },
  {
    facts: ['TRN-05', 'TRN-07', 'W-04'],
    name: 'the newest full of the others bounds truncation in place of the oldest',
    file: truncation,
    find: 'below = Math.min(below, previous);',
    replace: 'below = Math.min(below, Math.max(previous, high - 100));',
  },
  {
    facts: ['TRN-06', 'W-04'],
    name: 'a database that was never backed up is passed over',
    file: truncation,
    find: 'if (previous < 0) {',
    replace: 'if (previous < 0) continue;\n    if (previous < 0) {',
  },
  {
    facts: ['TRN-08'],
    name: 'a differential truncates as an incremental does',
    file: filing,
    find: "} else if (v.type === 'incremental') {\n    truncate",
    replace: '} else {\n    truncate',
  },
  {
    facts: ['TRN-16'],
    name: 'an aborted full signs the header all the same',
    file: procedure,
    find: "if (v.type === 'full' && v.low >= 0) noteFullFails(w, v.databases);",
    replace: "if (v.type === 'full') noteFull(w, v.databases, v.low, v.low);",
  },
  {
    facts: ['X-01'],
    name: 'the last incremental of the others counts as their full',
    file: truncation,
    find: 'const previous = w.org.store.databases[d].header.fullHigh;',
    replace:
      'const { fullHigh, incrementalHigh } = w.org.store.databases[d].header;\n    const previous = Math.max(fullHigh, incrementalHigh);',
  },
  {
    facts: ['X-01', 'BKP-20'],
    name: 'a full truncates past the checkpoint',
    file: truncation,
    find: 'let below = Math.min(checkpointLog(w, group), high + 1);',
    replace: 'let below = high + 1;',
  },
  {
    facts: ['X-02'],
    name: 'an incremental truncates everything that it copied',
    file: truncation,
    find: "remove(w, group, Math.min(checkpointLog(w, group), high + 1), 'incremental backup');",
    replace: "remove(w, group, high + 1, 'incremental backup');",
  },
  {
    facts: ['X-03'],
    name: 'an incremental runs without a full to build on',
    file: rules,
    find: 'if (mounted && header.fullHigh < 0) {',
    replace: 'if (v.databases.length > 9 && header.fullHigh < 0) {',
  },
  {
    facts: ['X-03'],
    name: 'an incremental overlooks the logs that are missing since the last backup',
    file: rules,
    find: 'if (first > covered + 1) {',
    replace: 'if (first > covered + 1e9) {',
  },
];
