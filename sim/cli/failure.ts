/** Exit codes (DESIGN, contracts). */
export const exitCodes = {
  fine: 0,
  /** An expectation was missed or is undecided, and the run was told to assert. */
  expectation: 1,
  /** The input is wrong, or an output cannot be written. */
  input: 2,
  /** The simulator broke a promise of its own: a bug. */
  bug: 3,
  interrupted: 130,
} as const;

/** What ends a command early: its message is all that the user needs, without a stack. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.input) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

/** The simulator broke a promise of its own, and how to see it again. */
export class Bug extends Error {
  readonly replay: string;

  constructor(cause: Error, replay: string) {
    super(cause.message, { cause });
    this.name = 'Bug';
    this.replay = replay;
  }
}
