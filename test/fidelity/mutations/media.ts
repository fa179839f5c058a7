/** Rules of what backups are written to, each broken once. */
import type { Mutation } from '../mutation.ts';

const cartridges = 'sim/org/media/cartridges.ts';
const disk = 'sim/org/media/disk.ts';
const catalogue = 'sim/org/media/catalogue.ts';
const restore = 'sim/org/recovery/restore/media.ts';
const offsite = 'sim/org/media/offsite.ts';
const medium = 'sim/scenario/sections/medium.ts';

export const mediaMutations: readonly Mutation[] = [
  {
    facts: ['TAPE-01'],
    name: 'files are fetched by a robot',
    file: 'sim/org/media/changing.ts',
    find: "return kind === 'disk' || w.org",
    replace: 'return w.org',
  },
  {
    facts: ['TAPE-02'],
    name: 'optical discs are written like any disk',
    file: medium,
    find: 'library?.optical === true',
    replace: 'library?.optical === null',
  },
  {
    facts: ['TAPE-03', 'TAPE-04'],
    name: 'a file is appended to where it was to be replaced',
    file: disk,
    find: 'if (run.replaces) replaceFile',
    replace: 'if (run.night < 0) replaceFile',
  },
  {
    facts: ['TAPE-03'],
    name: 'a cartridge that lies in the drive is spared as long as it was to be kept',
    file: cartridges,
    find: 'if (replaces && !midway) begin',
    replace: 'if (replaces && !midway && w.org.media.cartridges[old].keepUntil < w.now) begin',
  },
  {
    facts: ['TAPE-04'],
    name: 'a file belongs to one job',
    file: disk,
    find: "if (file === '' ? set.job !== run.job : fileOf(w, set) !== file) continue;",
    replace: 'if (set.job !== run.job) continue;',
  },
  {
    facts: ['TAPE-05'],
    name: 'an appended medium can get an owner',
    file: medium,
    find: "doc.ownerOnly === true && media === 'append'",
    replace: "doc.ownerOnly === true && media === 'replace' && doc.file === ''",
  },
  {
    facts: ['TAPE-06'],
    name: 'a job without a cartridge fails at once, whatever it was told',
    file: 'sim/org/media/alerts.ts',
    find: "if (noMedia === 'fail' || kind === 'disk') return null;",
    replace: 'return null;',
  },
  {
    facts: ['TAPE-07', 'TAPE-08', 'TAPE-10', 'RST-65'],
    name: 'a set is chosen whether or not a catalogue lists it',
    file: restore,
    find: "return isUnlisted(w, set) ? 'catalogue' : null;",
    replace: "return isUnlisted(w, set) && set.parts.length === 0 ? 'catalogue' : null;",
  },
  {
    facts: ['TAPE-08'],
    name: 'a host keeps its catalogue when it is installed anew',
    file: catalogue,
    find: 'if (host === server) loseCatalogue',
    replace: 'if (host < -1) loseCatalogue',
  },
  {
    facts: ['TAPE-09', 'E-52'],
    name: 'a catalogue can always be read from the medium',
    file: catalogue,
    find: '.onMediaCatalogue || isUnreadable(w, set);',
    replace: '.onMediaCatalogue && isUnreadable(w, set);',
  },
  {
    facts: ['TAPE-10'],
    name: 'a file with several sets shows all of them at once',
    file: catalogue,
    find: "file === '' ? 0 :",
    replace: "file !== '' ? 0 :",
  },
  {
    facts: ['TAPE-15'],
    name: 'drives hold no more of what they compress',
    file: 'sim/scenario/sections/media.ts',
    find: 'capacityBytes: Math.floor(model.capacityBytes * compression)',
    replace: 'capacityBytes: model.capacityBytes',
  },
  {
    facts: ['TAPE-17'],
    name: 'nobody is told of fulls at noon',
    file: 'sim/scenario/unwise-media.ts',
    find: 'if (!largest) continue;',
    replace: 'if (!largest || job.id >= 0) continue;',
  },
  {
    facts: ['TAPE-21', 'TAPE-28', 'TAPE-30'],
    name: 'somebody changes cartridges at midnight',
    file: 'sim/org/media/changing.ts',
    find: 'wait = Math.min(wait, insideSpans(hours, w.now) ? 0 : nextInside(hours, w.now) - w.now);',
    replace: 'wait = Math.min(wait, insideSpans(hours, w.now) ? 0 : 0);',
  },
  {
    facts: ['TAPE-22'],
    name: 'files take no room',
    file: 'sim/org/backup/room.ts',
    find: 'return capacityBytes - ',
    replace: 'return 4 * capacityBytes - ',
  },
  {
    facts: ['TAPE-23'],
    name: 'a check of the disks finds nothing',
    file: 'sim/org/media/scrub.ts',
    find: 'if (!isUnreadable(w, set)) {',
    replace: 'if (set.complete) {',
  },
  {
    facts: ['TAPE-24'],
    name: 'a cartridge that is away is at hand',
    file: restore,
    find: "return isAway(w, cartridge) ? 'recall' : null;",
    replace: "return isAway(w, cartridge) && cartridge < 0 ? 'recall' : null;",
  },
  {
    facts: ['TAPE-24'],
    name: 'what is offsite burns with the library',
    file: 'sim/org/media/losing.ts',
    find: '!c.gone && !c.away && c.week',
    replace: '!c.gone && c.week',
  },
  {
    facts: ['TAPE-29'],
    name: 'mail is as fast as any courier',
    file: offsite,
    find: 'offsite?.recallMs ?? (atWork',
    replace: '(atWork',
  },
  {
    facts: ['TAPE-25'],
    name: 'a spoilt set can be read like any other',
    file: 'sim/org/recovery/faults/table.ts',
    find: "if (set !== null) set.fate = 'bad';",
    replace: "if (set !== null) set.fate = 'sound';",
  },
  {
    facts: ['TAPE-26'],
    name: 'every set can be read',
    file: 'sim/org/media/sets.ts',
    find: "if (set.fate !== 'drawn') return set.fate === 'bad';",
    replace: "if (set.fate !== 'drawn' || set.complete) return false;",
  },
  {
    facts: ['TAPE-27'],
    name: 'nothing is saved of what is written twice',
    file: 'sim/scenario/sections/targets.ts',
    find: 'capacityOf(own, each, volume, ground, b) *',
    replace: 'capacityOf(own, each, volume, ground, b) + 0 *',
  },
  {
    facts: ['BKP-58'],
    name: 'any computer lists stores',
    file: 'sim/scenario/sections/media-places.ts',
    find: "if (doc?.tools === 'none')",
    replace: "if (doc?.tools === 'none' && doc.on !== undefined)",
  },
  {
    facts: ['STR-32'],
    name: 'a database does not grow with the quota',
    file: 'sim/scenario/sections/mailboxes.ts',
    find: 'Math.round(doc.quota * mailboxes *',
    replace: 'Math.round(419430400 * mailboxes *',
  },
];
