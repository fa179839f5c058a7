/** Facts that the model leaves out, each with its reason. */
export const outOfScope: Readonly<Record<string, string>> = {
  'E-24': 'a slip of the pen in the source; no behaviour',
  'E-26': 'a slip of the pen in the source; no behaviour',
  'E-40': 'a slip of the pen in the source; no behaviour',
  'ESE-05':
    'that stores and the directory share an engine is a reason, no behaviour: what follows for the directory stands under AD',
  'BKP-59':
    'an organization is simulated by itself; a host that lists those of others backs none of them up differently',
  'BKP-61':
    'the Site Replication Service exists beside Exchange 5.5 only, and no server of that version is modelled',
  'RST-58':
    'the Site Replication Service exists beside Exchange 5.5 only, and no server of that version is modelled',
  'RST-59':
    'the Site Replication Service exists beside Exchange 5.5 only, and no server of that version is modelled',
  'REC-18': 'a limit before Exchange 2000 SP3; both modelled versions have the switch (E-49)',
  'TAPE-31': 'how a job is started moves no byte; a schedule of the language stands for both ways',
};

/**
 * Facts that belong to a part of an organization that is not modelled yet: clusters and replicas, recovery storage groups,
 * dial tone. They are neither claimed nor given up.
 */
export const waiting: Readonly<Record<string, string>> = {
  'BKP-48': 'clusters: disks that nodes share',
  'BKP-69': 'replicas and recovery storage groups: what production is spared',
  'BKP-73': 'clusters: how a node is replaced',
  'MON-11': 'the System Attendant mailbox and its tombstone (AD-40, W-30)',
  'MON-12': 'clusters: signatures of shared disks',
  'X-05': 'recovery storage groups',
  'X-10': 'replicas: LCR and CCR',
  'X-11': 'replicas: the mount dial of CCR',
  'X-12': 'replicas: the transport dumpster',
  'X-17': 'dial tone: what clients keep',
};

/**
 * Facts that the project says it obeys: each has a test, and a mutation that makes the test fail.
 */
export const claimed: readonly string[] = [
  ...ids('ESE', '1-2 9-10 12 17 21-28 31 33-36 38-39 44 46'),
  ...ids('BKP', '2 5-6 10-12 14-22 25-28 30'),
  ...ids('TRN', '1-8'),
  ...ids('TRN', '10-11 14 16-17'),
  ...ids('BKP', '1 3-4 7 9 13 23-24 29 43-45 60 70 74-75'),
  ...ids('RST', '1 3-5 10-14 16 23-24 26-30 32'),
  ...ids('RST', '6-9 15 17-22 25 31 33-34 39 61-64 66'),
  ...ids('REC', '1-7'),
  ...ids('REC', '26-27 31'),
  ...ids('TAPE', '19-20'),
  ...ids('TAPE', '1-10 15 17 21-30'),
  ...ids('BKP', '58'),
  ...ids('RST', '65'),
  ...ids('E', '52'),
  ...ids('STR', '32'),
  ...ids('MON', '17 19'),
  ...ids('MON', '1-3 6-9 18 20'),
  ...ids('RST', '51-55'),
  ...ids('RSG', '4'),
  ...ids('RST', '56-57'),
  ...ids('TRN', '15'),
  ...ids('MON', '4'),
  ...ids('AD', '1-4'),
  ...ids('E', '3 6-8 39 53'),
  ...ids('E', '1-2 55'),
  ...ids('MON', '5 14 16'),
  ...ids('AD', '1-4'),
  ...ids('E', '3 6-8 39 53'),
  ...ids('E', '4 5 19 21 30 56'),
  ...ids('STR', '30'),
  ...ids('STR', '27 29'),
  ...ids('W', '4 14 23'),
  ...ids('ESE', '29-30 32 43'),
  ...ids('E', '16 20'),
  ...ids('X', '9'),
  ...ids('RST', '2'),
  ...ids('REC', '21-22'),
  ...ids('TRN', '12-13'),
  ...ids('MON', '10'),
  ...ids('X', '23'),
  ...ids('W', '7 15'),
  ...ids('X', '1-4 8 16 18-21 24'),
  ...ids('X', '15'),
  ...ids('ESE', '42 45'),
  ...ids('ESE', '3 6-8 11 13'),
  ...ids('W', '2-3 16-18 25'),
  ...ids('E', '17 22 54'),
  ...ids('REC', '25 28'),
  ...ids('MON', '13'),
  ...ids('X', '13'),
  ...ids('STR', '32'),
  // Why pages are written.
  ...ids('ESE', '4 14-16 18-19'),
  ...ids('E', '18'),
  // Deleted items and their retention.
  ...ids('E', '50'),
  ...ids('X', '14'),
  ...ids('W', '8 19 21'),
  // Shadow copies.
  ...ids('BKP', '31-43'),
  ...ids('TRN', '9'),
  ...ids('RST', '48'),
  ...ids('E', '15-16'),
  ...ids('STR', '14-15'),
  ...ids('W', '20'),
  ...ids('X', '6-7'),
  ...ids('REC', '8-17 19-20 23-24 29-30'),
  ...ids('RST', '35-38 40 42-47 49-50'),
  ...ids('ESE', '37 40-41'),
  ...ids('E', '31 48-49 56'),
  ...ids('W', '28'),
  // Sets of domain controllers, and directories that come back from them.
  ...ids('AD', '5-12 14'),
  ...ids('BKP', '72'),
  ...ids('E', '34 43'),
  ...ids('W', '22 24'),
  ...ids('STR', '31'),
  // Further kinds of backup.
  ...ids('BKP', '49 62 68 71 76'),
  ...ids('RST', '60'),
  ...ids('X', '22'),
  ...ids('STR', '21'),
  ...ids('ESE', '20'),
  ...ids('TAPE', '11'),
  // Sets of the files of servers.
  ...ids('BKP', '8 46-47 50-57 63-67'),
  ...ids('TAPE', '12-14 16 18'),
  ...ids('E', '9 23 44'),
  ...ids('W', '5-6 29'),
  // What comes after a restore was chosen.
  ...ids('RST', '41'),
  ...ids('MON', '15'),
  // What the book says of plans.
  ...ids('STR', '1-7'),
];

/** `ids('TRN', '1-2 7')` is TRN-01, TRN-02, TRN-07. */
function ids(group: string, numbers: string): string[] {
  return numbers.split(' ').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from(
      { length: last - first + 1 },
      (_, i) => `${group}-${String(first + i).padStart(2, '0')}`,
    );
  });
}
