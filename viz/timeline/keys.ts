/** Which key means what on the timeline; the help lists the same table. */

export type Command =
  | 'zoom-in'
  | 'zoom-out'
  | 'pan-left'
  | 'pan-right'
  | 'next-event'
  | 'previous-event'
  | 'focus'
  | 'fit-all'
  | 'search'
  | 'help'
  | 'clear'
  | 'next-in-lane'
  | 'previous-in-lane'
  | 'lane-down'
  | 'lane-up'
  | 'stick'
  | 'instant-back'
  | 'instant-on'
  | 'hour-back'
  | 'hour-on'
  | 'mark';

interface Binding {
  readonly command: Command;
  readonly keys: readonly string[];
  readonly shown: string;
  readonly does: string;
}

/** Every key, in the order of the help. */
export const bindings: readonly Binding[] = [
  { command: 'zoom-in', keys: ['w', '+', '='], shown: 'W', does: 'zoom in' },
  { command: 'zoom-out', keys: ['s', '-'], shown: 'S', does: 'zoom out' },
  { command: 'pan-left', keys: ['a'], shown: 'A', does: 'earlier' },
  { command: 'pan-right', keys: ['d'], shown: 'D', does: 'later' },
  { command: 'fit-all', keys: ['0', 'Home'], shown: '0', does: 'show the whole incident' },
  { command: 'next-event', keys: ['.'], shown: '.', does: 'next event' },
  { command: 'previous-event', keys: [','], shown: ',', does: 'previous event' },
  { command: 'next-in-lane', keys: ['ArrowRight'], shown: 'Right', does: 'next in the lane' },
  { command: 'previous-in-lane', keys: ['ArrowLeft'], shown: 'Left', does: 'previous in the lane' },
  { command: 'lane-down', keys: ['ArrowDown'], shown: 'Down', does: 'the lane below' },
  { command: 'lane-up', keys: ['ArrowUp'], shown: 'Up', does: 'the lane above' },
  { command: 'focus', keys: ['f'], shown: 'F', does: 'fill the view with the selected' },
  { command: 'stick', keys: ['Enter', ' '], shown: 'Enter', does: 'keep the details open' },
  { command: 'instant-on', keys: ['l'], shown: 'L', does: 'the flag to the next change' },
  { command: 'instant-back', keys: ['j'], shown: 'J', does: 'the flag to the change before' },
  { command: 'hour-on', keys: ['L'], shown: 'Shift L', does: 'the flag an hour later' },
  { command: 'hour-back', keys: ['J'], shown: 'Shift J', does: 'the flag an hour earlier' },
  { command: 'mark', keys: ['m'], shown: 'M', does: 'mark the selected, or let the mark go' },
  { command: 'search', keys: ['/'], shown: '/', does: 'search; Enter for the next hit' },
  { command: 'help', keys: ['?'], shown: '?', does: 'these keys' },
  { command: 'clear', keys: ['Escape'], shown: 'Esc', does: 'close, clear the selection' },
];

const BY_KEY = new Map(bindings.flatMap((each) => each.keys.map((key) => [key, each.command])));

/** The command of a key stroke, or null: with Ctrl, Alt or Meta a key belongs to the browser. */
export function commandOf(stroke: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}): Command | null {
  if (stroke.ctrlKey || stroke.altKey || stroke.metaKey) return null;
  // A capital letter means the small one, unless it has a meaning of its own.
  return BY_KEY.get(stroke.key) ?? BY_KEY.get(stroke.key.toLowerCase()) ?? null;
}
