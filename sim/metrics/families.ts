/**
 * Names of the members of the metric families. This folder imports nothing, so the names stand here a second time; a
 * test compares them with the organization's own tables.
 */

/** Spans of the waterfall in the order of the critical path, with whether this version has procedures that make them. */
export const waterfallSpans = {
  detect: true,
  decide: true,
  call: true,
  travel: true,
  parts: true,
  'rebuild-server': true,
  'recreate-volume': true,
  'wait-person': true,
  'wait-drive': true,
  'wait-window': true,
  'wait-recovery': true,
  'load-tape': true,
  catalogue: true,
  'restore-image': true,
  'restore-logs': true,
  replay: true,
  repair: true,
  backfill: true,
  merge: false,
  mount: true,
} as const satisfies Record<string, boolean>;

/** Causes, with whether this version simulates them. */
export const causeNames = {
  'disk-failed': true,
  'sector-unreadable': true,
  'volume-lost': true,
  'page-damage': true,
  'operator-destroys': true,
  'server-failed': true,
  'controller-failed': true,
  'job-failed': true,
  'job-silently-wrong': true,
  'set-unreadable': true,
  'drive-failed': true,
  'mount-failed': true,
  'logical-corruption': true,
  slip: true,
  'item-request': false,
  'mailbox-request': false,
  'site-lost': false,
} as const satisfies Record<string, boolean>;

/** Rows of the scorecard (FACTS SLA-08 to SLA-12), with whether this version fills them. */
export const scorecardRows = {
  mailbox: false,
  database: true,
  server: true,
  discovery: false,
  item: false,
} as const satisfies Record<string, boolean>;
