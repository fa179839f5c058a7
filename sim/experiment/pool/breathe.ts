/** Lets the event loop turn once, so that Ctrl-C can arrive in the middle of a replication. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
