/**
 * The rows of a strategy, packed: exact order statistics, pairs by root-cause key and the bootstrap need every incident
 * of every replication, so they are kept, but as bytes. Reading unpacks what is asked for and nothing else.
 */
import type { DowntimeRow, IncidentRecord, ReplicationResult } from '../rows.ts';
import { Packer, Unpacker } from './codec.ts';
import { Words } from './words.ts';

const PAGE_BYTES = 1 << 16;
/**
 * The first rows keep what was once unpacked: runs of usual size are read some hundred times without unpacking again,
 * and larger ones cost the same memory. Which rows do makes no difference to any answer.
 */
const KEPT_ROWS = 1024;

interface Page {
  readonly bytes: Uint8Array;
  readonly words: Words;
}

/** What nearly every replication has; incidents and downtime stand apart, since most years have none. */
type Rest = Omit<ReplicationResult, 'incidents' | 'downtime' | 'durations'>;

interface Unpacked {
  rest?: Rest;
  incidents?: readonly IncidentRecord[];
  downtime?: readonly DowntimeRow[];
}

const NOTHING: readonly never[] = Object.freeze([]);

export class ResultStore {
  private readonly words = new Words();
  private readonly packer = new Packer(this.words);
  private page: Page;
  private used = 0;
  private full = 0;
  private readonly views: ReplicationResult[] = [];

  constructor() {
    this.page = { bytes: new Uint8Array(PAGE_BYTES), words: this.words };
  }

  /** The rows in the order in which they were pushed. */
  get results(): readonly ReplicationResult[] {
    return this.views;
  }

  /** Bytes of all rows, without the tables of words. */
  get bytes(): number {
    return this.full + this.used;
  }

  /** Durations are not kept: they belong into a histogram of all replications. */
  push(result: ReplicationResult): void {
    const { incidents, downtime, durations: _, ...rest } = result;
    const parts = [rest, downtime, incidents].map((part) => {
      if (!Array.isArray(part) || part.length > 0) this.packer.pack(part);
      return this.packer.take().slice();
    });
    for (const part of parts) this.packer.count(part.length);
    const head = this.packer.take();
    const length = parts.reduce((sum, part) => sum + part.length, head.length);
    const at = this.room(length);
    let to = at;
    for (const part of [head, ...parts]) {
      this.page.bytes.set(part, to);
      to += part.length;
    }
    const kept = this.views.length < KEPT_ROWS ? {} : null;
    this.views.push(new PackedResult(this.page, at, kept));
  }

  /** Where so many bytes go; begins a new page when this one is full. */
  private room(length: number): number {
    if (this.used + length > this.page.bytes.length) {
      this.full += this.used;
      const bytes = new Uint8Array(Math.max(PAGE_BYTES, length));
      this.page = { bytes, words: this.words };
      this.used = 0;
    }
    const at = this.used;
    this.used += length;
    return at;
  }
}

class PackedResult implements ReplicationResult {
  constructor(
    private readonly page: Page,
    private readonly at: number,
    private readonly kept: Unpacked | null,
  ) {}

  get incidents(): readonly IncidentRecord[] {
    const known = this.kept?.incidents;
    if (known !== undefined) return known;
    const incidents = (this.part(2) ?? NOTHING) as readonly IncidentRecord[];
    if (this.kept !== null) this.kept.incidents = incidents;
    return incidents;
  }

  get downtime(): readonly DowntimeRow[] {
    const known = this.kept?.downtime;
    if (known !== undefined) return known;
    const downtime = (this.part(1) ?? NOTHING) as readonly DowntimeRow[];
    if (this.kept !== null) this.kept.downtime = downtime;
    return downtime;
  }

  get replication(): number {
    return this.rest.replication;
  }

  get fingerprint(): string {
    return this.rest.fingerprint;
  }

  get events(): number {
    return this.rest.events;
  }

  get endedAt(): number {
    return this.rest.endedAt;
  }

  get jobs(): ReplicationResult['jobs'] {
    return this.rest.jobs;
  }

  get weekdays(): ReplicationResult['weekdays'] {
    return this.rest.weekdays;
  }

  get maintenance(): ReplicationResult['maintenance'] {
    return this.rest.maintenance;
  }

  get spending(): ReplicationResult['spending'] {
    return this.rest.spending;
  }

  get rebuildMailboxMs(): number {
    return this.rest.rebuildMailboxMs;
  }

  get impairedMailboxMs(): number {
    return this.rest.impairedMailboxMs;
  }

  get delayedMessages(): number {
    return this.rest.delayedMessages;
  }

  get returnedMessages(): number {
    return this.rest.returnedMessages;
  }

  get causes(): ReplicationResult['causes'] {
    return this.rest.causes;
  }

  get occasions(): ReplicationResult['occasions'] {
    return this.rest.occasions;
  }

  get durations(): readonly number[] {
    return NOTHING;
  }

  private get rest(): Rest {
    const known = this.kept?.rest;
    if (known !== undefined) return known;
    const rest = this.part(0) as Rest;
    if (this.kept !== null) this.kept.rest = rest;
    return rest;
  }

  /** The rest (0), downtime (1) or incidents (2); null for one that has nothing in it. */
  private part(which: 0 | 1 | 2): unknown {
    const unpacker = new Unpacker(this.page.bytes, this.at, this.page.words);
    const lengths = [unpacker.count(), unpacker.count(), unpacker.count()];
    if (lengths[which] === 0) return null;
    for (let i = 0; i < which; i++) unpacker.at += lengths[i];
    return unpacker.unpack();
  }
}
