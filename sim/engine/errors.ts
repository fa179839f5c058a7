/** What the engine refuses, by a stable name that tests and callers may rely on. */
export type EngineFault =
  | 'bad-argument'
  | 'bad-image'
  | 'bad-state'
  | 'busy'
  | 'draft-leaked'
  | 'event-failed'
  | 'time-in-the-past'
  | 'too-many-at-one-instant'
  | 'unknown-kind'
  | 'unknown-news';

/**
 * Thrown at once, at the wrong call itself: `code` names what is refused, the message also the
 * offending value.
 */
export class EngineError extends Error {
  readonly code: EngineFault;

  constructor(code: EngineFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EngineError';
    this.code = code;
  }
}

/**
 * A value as it reads in a message: strings quoted, objects by their JSON, cut to 80 characters.
 */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    const text = JSON.stringify(value);
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
  } catch {
    return 'an object';
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : show(thrown);
}
