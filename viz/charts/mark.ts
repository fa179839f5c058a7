/** An estimate as it is drawn on an axis. */
export interface Mark {
  readonly value: number;
  readonly ci: readonly [number, number] | null;
  readonly shape: 'dot' | 'ring' | 'stroke';
}
