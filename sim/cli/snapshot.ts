/** `run --snapshot`: keeps one replication as it is at an instant; `run --resume`: goes on from there. */
import { readFileSync, statSync } from 'node:fs';
import { formatInstant } from '../engine/clock.ts';
import { EngineError } from '../engine/errors.ts';
import { resumeSim } from '../engine/sim.ts';
import type { Ms } from '../engine/types.ts';
import type { Model } from '../experiment/replication.ts';
import type { Plan } from '../org/plan.ts';
import type { OrganizationSim } from '../org/wiring.ts';
import { checkOrganization, createOrganization, organizationModel } from '../org/wiring.ts';
import type { Scenario } from '../scenario/index.ts';
import { instantFrom, parseInstant } from '../scenario/times.ts';
import { Failure } from './failure.ts';
import { model } from './model.ts';
import type { Output } from './output.ts';
import { openOutput } from './output.ts';
import type { OrgImage } from './snapshot-file.ts';
import { parseSnapshot, snapshotText } from './snapshot-file.ts';

/** An image of a year's organization is some megabytes; one of a hundred times that is no snapshot of ours. */
const MOST_BYTES = 1 << 29;

export interface SnapshotOptions {
  readonly snapshot?: string;
  readonly snapshotAt?: string;
  readonly resume?: string;
  readonly strategy?: string;
  readonly replication?: number;
}

/** What a run is begun from, and what is kept of it. */
export interface SnapshotPlan {
  readonly model: Model;
  readonly strategy: string;
  readonly replication: number;
  readonly output: Output | null;
}

/** Null when neither was asked for. Throws Failure for options that do not fit together, and for a bad file. */
export function planSnapshot(scenario: Scenario, options: SnapshotOptions): SnapshotPlan | null {
  const { snapshot, snapshotAt, resume } = options;
  if ((snapshot === undefined) !== (snapshotAt === undefined)) {
    throw new Failure('--snapshot <file> and --snapshot-at <instant> go together');
  }
  if (snapshot === undefined && resume === undefined) return null;
  const from = resume === undefined ? null : readSnapshot(resume, scenario);
  demandSame('--strategy', options.strategy, from?.strategy);
  demandSame('--replication', options.replication, from?.image.replication);
  const strategy = from?.strategy ?? options.strategy ?? scenario.baseline;
  const replication = from?.image.replication ?? options.replication ?? 0;
  const plan = scenario.strategies.find(({ name }) => name === strategy)?.plan;
  // An unknown strategy is refused by name elsewhere, with the nearest one.
  const at = plan === undefined ? null : instantOf(snapshotAt, scenario, plan, from?.image.now);
  const output = snapshot === undefined ? null : openOutput(snapshot);
  const keep = (image: OrgImage): void => output?.write(snapshotText(scenario, strategy, image));
  const image = from?.image ?? null;
  // What the engine refuses is a mistake of the file, and no bug: so before the run begins.
  if (image !== null && plan !== undefined) refusing(resume ?? '', () => resumed(plan, image));
  return { model: modelFrom(image, at, keep), strategy, replication, output };
}

function resumed(plan: Plan, image: OrgImage, check?: boolean): OrganizationSim {
  const checked = check === true ? { check: checkOrganization } : {};
  return resumeSim({ model: organizationModel, plan, image, ...checked });
}

/** The organization that begins with an image, and is kept when it reaches an instant. */
function modelFrom(image: OrgImage | null, at: Ms | null, keep: (image: OrgImage) => void): Model {
  return {
    ...model,
    createOrganization(plan, options) {
      const sim =
        image === null ? createOrganization(plan, options) : resumed(plan, image, options.check);
      if (at !== null) {
        const run = sim.runUntil.bind(sim);
        let kept = false;
        sim.runUntil = (until) => {
          if (!kept && until >= at) {
            run(at);
            keep(sim.snapshot());
            kept = true;
          }
          run(until);
        };
      }
      return sim;
    },
  };
}

function readSnapshot(path: string, scenario: Scenario) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Failure(`${path}: no such file`);
  if (!found.isFile()) throw new Failure(`${path}: it is no file`);
  if (found.size > MOST_BYTES) throw new Failure(`${path}: larger than ${MOST_BYTES} bytes`);
  return parseSnapshot(path, readFileSync(path, 'utf8'), scenario);
}

/** Between the beginning of the warm-up, or of what is resumed, and the end of the horizon. */
function instantOf(
  text: string | undefined,
  scenario: Scenario,
  { clock }: Plan,
  now: Ms = clock.warmupStart,
): Ms | null {
  if (text === undefined) return null;
  const read = parseInstant(text);
  if (!read.ok) throw new Failure(`--snapshot-at: ${read.message}`);
  const at = instantFrom(read.value, scenario.start);
  if (at >= now && at <= clock.end) return at;
  const span = `${formatInstant(now)} to ${formatInstant(clock.end)}`;
  throw new Failure(`--snapshot-at: ${formatInstant(at)} is outside of this run, ${span}`);
}

function demandSame<T>(option: string, asked: T | undefined, found: T | undefined): void {
  if (asked === undefined || found === undefined || asked === found) return;
  throw new Failure(`${option} ${String(asked)}: the snapshot is of ${String(found)}`);
}

function refusing<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    if (thrown instanceof EngineError) throw new Failure(`${path}: ${thrown.message}`);
    throw thrown;
  }
}
