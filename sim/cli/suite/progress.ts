/** One line on standard error, on a terminal only: how many scenarios of the suite are finished. */
export interface SuiteProgress {
  update(done: number): void;
  /** One more. */
  add(): void;
  clear(): void;
}

export function suiteProgress(show: boolean, total: number): SuiteProgress {
  let count = 0;
  let width = 0;
  const draw = (): void => {
    if (!show) return;
    const line = `${count} of ${total} scenarios`;
    process.stderr.write(`\r${line.padEnd(width)}`);
    width = line.length;
  };
  return {
    update(done) {
      count = done;
      draw();
    },
    add() {
      count++;
      draw();
    },
    clear() {
      if (width > 0) process.stderr.write(`\r${' '.repeat(width)}\r`);
      width = 0;
    },
  };
}
