/** The file of a snapshot: one simulation at one instant, with what it belongs to and a checksum over all of it. */
import { SNAPSHOT_FORMAT } from '../engine/sim.ts';
import type { SimImage } from '../engine/types.ts';
import type { OrgState } from '../org/state.ts';
import type { Scenario } from '../scenario/index.ts';
import { sha256 } from '../scenario/sha256.ts';
import { Failure } from './failure.ts';
import { version } from './version.ts';

const SCHEMA = 'dialtone/snapshot-file/1';

export type OrgImage = SimImage<OrgState>;

interface Content {
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly strategy: string;
  readonly image: OrgImage;
}

interface SnapshotFile extends Content {
  readonly schema: string;
  readonly dialtone: string;
  readonly checksum: string;
}

export function snapshotText(scenario: Scenario, strategy: string, image: OrgImage): string {
  const { name, digest } = scenario;
  const content: Content = { scenario: { name, digest }, strategy, image };
  const file = { schema: SCHEMA, dialtone: version, checksum: checksumOf(content), ...content };
  return `${JSON.stringify(file)}\n`;
}

/** Over the content as JSON writes it, so that white space does not count. */
function checksumOf({ scenario, strategy, image }: Content): string {
  return sha256(JSON.stringify({ scenario, strategy, image }));
}

/** The strategy and the image of a file. Throws Failure by name for whatever is wrong with it. */
export function parseSnapshot(path: string, text: string, scenario: Scenario): Content {
  const file = parsed(path, text);
  const from = (what: string): Failure => new Failure(`${path}: ${what}`);
  if (file.schema !== SCHEMA) {
    const found = typeof file.schema === 'string' ? `'${file.schema}'` : 'no schema';
    throw from(`no snapshot of this version: it has ${found}, this dialtone reads '${SCHEMA}'`);
  }
  const whole =
    isRecord(file.scenario) && typeof file.strategy === 'string' && isRecord(file.image);
  if (!whole) throw from('not a whole snapshot: scenario, strategy or image is missing');
  const content = file as unknown as SnapshotFile;
  if (checksumOf(content) !== content.checksum) {
    throw from('its content is not what was written: the checksum differs');
  }
  const { name, digest } = content.scenario;
  if (digest !== scenario.digest) {
    const same = name === scenario.name;
    const why = same
      ? 'the scenario has changed since, or runs with another seed or horizon'
      : `this one is '${scenario.name}'`;
    throw from(`a snapshot of another scenario, '${name}': ${why}`);
  }
  if (content.image.format !== SNAPSHOT_FORMAT) {
    const found = String(content.image.format);
    throw from(`no snapshot of this version: its image is '${found}', not '${SNAPSHOT_FORMAT}'`);
  }
  return content;
}

function parsed(path: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    const { message } = thrown as Error;
    throw new Failure(`${path}: not a snapshot, or a truncated one: ${message}`);
  }
  if (isRecord(value)) return value;
  throw new Failure(`${path}: not a snapshot: it holds no object`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
