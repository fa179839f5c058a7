import { spawn } from 'node:child_process';

/**
 * What is written: one figure, and how many times a peer's figure it is, measured in the same run.
 */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly ratioTo: Readonly<Record<string, number>>;
}

/** A figure with what it should reach. */
export interface Measured extends Result {
  /** The least value wanted of a ratio; under 'itself', of the value. */
  readonly atLeast?: Readonly<Record<string, number>>;
  readonly atMost?: Readonly<Record<string, number>>;
}

/** One bench a file. */
export interface Bench {
  readonly name: string;
  run(notes: (text: string) => void): Promise<Measured[]>;
  /** What a process of its own measures (see `measureApart`): answers one figure. */
  apart?(...args: string[]): number | Promise<number>;
}

/**
 * Measures in a fresh process, so that no code is slowed or sped by what ran before it: after
 * another model has run, the same handlers turn polymorphic and may lose half their speed.
 */
export async function measureApart(bench: string, ...args: (string | number)[]): Promise<number> {
  const script = process.argv[1];
  return Number(
    await outputOf(process.execPath, [
      '--expose-gc',
      script,
      '--apart',
      bench,
      ...args.map(String),
    ]),
  );
}

/** What a program prints. Rejects when it cannot be started or fails. */
export function outputOf(program: string, args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0
        ? done(output.trim())
        : fail(new Error(`${program} ended with ${code}: ${errors}`)),
    );
  });
}

/**
 * Runs every measurement in turn, and that several times, so that a slow minute of the machine
 * falls on all alike; answers the median of each.
 */
export async function mediansOf<K extends string>(
  rounds: number,
  measure: Readonly<Record<K, () => Promise<number>>>,
): Promise<Record<K, number>> {
  const names = Object.keys(measure) as K[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    K,
    number[]
  >;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) values[name].push(await measure[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(values[name])])) as Record<K, number>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
