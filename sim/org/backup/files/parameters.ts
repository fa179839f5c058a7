import { defineParameters } from '../../parameter.ts';

const A = { source: 'no source read', assumed: true } as const;

/** Sets of the files of servers: sizes and rates are those of the one log that the sources print. */
export const fileParameters = defineParameters({
  partitionsBytes: {
    value: 1_921_700_906, unit: 'B', source: 'W-05 (001:743-793), C: and D:',
    doc: 'files on the boot and system partitions of a server, without page and temporary files (BKP-57)',
  },
  partitionsBytesPerSecond: {
    value: 1_891_438, unit: 'B/s', source: 'W-05 (001:743-793), 1,016 s',
    doc: 'how fast a backup reads them',
  },
  pageFileBytes: {
    value: 2e9, unit: 'B', ...A, band: [5e8, 8e9],
    doc: 'page and temporary files of a server, which the default exclusions leave out (BKP-57)',
  },
  removableDrivesBytes: {
    value: 4.7e9, unit: 'B', ...A, band: [7e8, 3e10],
    doc: 'what lies in removable drives of a server, which a plan of recovery leaves out (BKP-49)',
  },
  authorityBytes: {
    value: 5e7, unit: 'B', ...A, band: [1e7, 1e9],
    doc: 'keys, certificates and database of a certification authority, as its wizard saves them (BKP-62)',
  },
  systemStateBytes: {
    value: 461_069_597, unit: 'B', source: 'W-05 (001:743-793)',
    doc: 'System State of a server with its protected files',
  },
  systemStateBytesPerSecond: {
    value: 2_955_574, unit: 'B/s', source: 'W-05 (001:743-793), 156 s',
    doc: 'how fast a backup reads System State',
  },
  protectedFilesShare: {
    value: 0.85, unit: 'share', ...A, band: [0.6, 0.95],
    doc: 'of System State that are protected system files and the IIS metabase (BKP-64)',
  },
  applicationsBytes: {
    value: 1_083_988_436, unit: 'B', source: 'W-05 (001:743-793), F:',
    doc: 'applications of a server, with the Exchange program folder and without databases (BKP-54)',
  },
  applicationsBytesPerSecond: {
    value: 3_613_295, unit: 'B/s', source: 'W-05 (001:743-793), 300 s',
    doc: 'how fast a backup reads applications, and other files',
  },
  mountedDriveBytes: {
    value: 10e9, unit: 'B', ...A, band: [1e9, 100e9],
    doc: 'what lies on the mounted drive of a server that has one (TAPE-18)',
  },
  fileBytes: {
    value: 181_230, unit: 'B', source: 'W-05 (001:743-793), 19,129 files',
    doc: 'mean size of a file of a server',
  },
  verifyBytesPerSecond: {
    value: 26_874_100, unit: 'B/s', source: 'W-06 (001:794-838), 129 s',
    doc: 'reading a set of files again and comparing it with its checksums',
  },
  normalDifferences: {
    value: 3, unit: 'count', ...A, band: [1, 20],
    doc: 'most files that differ in a sound set, since they change all the time (TAPE-14, E-09)',
  },
  verifyRepeats: {
    value: 2, unit: 'count', ...A, band: [1, 5],
    doc: 'how often a run begins anew on another medium when verifying finds it bad (TAPE-13)',
  },
  mailboxesShare: {
    value: 0.15, unit: 'share', source: 'X-22: below one sixth', assumed: true, band: [0.03, 0.1666],
    doc: 'mailboxes that are read one by one, by the rate at which a database streams (BKP-68)',
  },
  mailboxDriveDamageShare: {
    value: 0.01, unit: 'share', ...A, band: [0.001, 0.1],
    doc: 'runs over the drive M: after which a database of Exchange 2003 is damaged (BKP-46)',
  },
}); // prettier-ignore
