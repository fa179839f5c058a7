/** What is found when one thing of a simulated organization is looked at. */

/** Lines of one subject: a name and what it says, or rows of a table with a head. */
export interface Section {
  readonly title: string;
  readonly fields?: readonly (readonly [name: string, value: string])[];
  readonly table?: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  /** Whether anybody in the simulated organization could read this, or only whoever simulates it. */
  readonly known: boolean;
}

export interface Inspection {
  /** Path of what was looked at. */
  readonly path: string;
  readonly sections: readonly Section[];
}
