import { describe, expect, it } from 'vitest';
import { sameState, stateDigest } from '../../sim/engine/digest.ts';
import { copyPlain, walkState } from '../../sim/engine/plain.ts';

class Disk {
  id = 1;
}

/** What the walk says about `value` at state.x. */
function fault(value: unknown): string {
  const faults = walkState({ fine: 1, x: value });
  return faults.map(({ path, what }) => `${path} is ${what}`).join('; ');
}

describe('walkState(value)', () => {
  it('finds nothing wrong with plain data', () => {
    expect(walkState({ a: [1, 'b', null, true, { c: [] }], d: {} })).toEqual([]);
  });

  it('names the key path of what is not plain', () => {
    const getter = Object.defineProperty({}, 'y', { get: () => 1, enumerable: true });
    expect(fault([{ y: undefined }])).toBe('state.x[0].y is undefined');
    expect(fault(NaN)).toBe('state.x is the number NaN');
    expect(fault(-0)).toBe('state.x is the number -0');
    expect(fault(new Set())).toBe('state.x is an instance of Set');
    const hidden = Object.defineProperty({ a: 1 }, 'y', { value: 1, enumerable: false });
    expect(fault(hidden)).toBe('state.x is an object with a hidden key');
    expect(fault(-Infinity)).toBe('state.x is the number -Infinity');
    expect(fault(() => 1)).toBe('state.x is a function');
    expect(fault(1n)).toBe('state.x is a bigint');
    expect(fault(new Disk())).toBe('state.x is an instance of Disk');
    expect(fault(new Map())).toBe('state.x is an instance of Map');
    expect(fault(new Float64Array(2))).toBe('state.x is an instance of Float64Array');
    expect(fault(Object.create(null))).toBe('state.x is an object without a prototype');
    expect(fault(getter)).toBe('state.x.y is a getter');
    expect(fault({ [Symbol('s')]: 1 })).toBe('state.x is an object with a symbol as key');
    expect(fault(new Array(2))).toBe('state.x is an array with gaps or with keys of its own');
  });

  it('names a record that lacks a key of its list, or has one too many', () => {
    expect(fault([{ a: 1, b: 2 }, null, { a: 1 }])).toBe(
      "state.x[2] is a record without the key 'b' of others of its list",
    );
    expect(fault([{ a: 1 }, { a: 1, b: 2 }])).toBe(
      "state.x[1] is a record with the key 'b', which others of its list lack",
    );
    expect(fault([{ a: 1, b: 2 }, { b: 1, a: 2 }, 5, []])).toBe('');
  });

  it('names both paths of a shared object, and survives a circle', () => {
    const shared = { id: 1 };
    expect(fault([shared, shared])).toBe('state.x[1] is the same object as state.x[0]');
    const circle: { next?: unknown } = {};
    circle.next = circle;
    expect(fault(circle)).toBe('state.x.next is the same object as state.x');
  });
});

describe('copyPlain(value)', () => {
  it('copies deep, and thaws', () => {
    const frozen = Object.freeze({ a: Object.freeze([Object.freeze({ b: null })]), c: 'd' });
    const copy = copyPlain(frozen);
    expect(copy).toEqual(frozen);
    expect([copy, copy.a, copy.a[0]].some(Object.isFrozen)).toBe(false);
  });
});

describe('stateDigest(org, pending) and sameState(one, other)', () => {
  const event = { time: 5, kind: 'go', a: 1, b: 2 };
  const other = { ...event, a: 9 };

  it('do not see key order, handles, or the order among events', () => {
    const one = [{ a: 1, b: [{ timer: 5, watchTimer: 6 }] }, [event, other]] as const;
    const same = [{ b: [{ watchTimer: 7, timer: 0 }], a: 1 }, [other, event]] as const;
    expect(stateDigest(...one)).toMatch(/^[0-9a-f]{24}$/);
    expect(stateDigest(...same)).toBe(stateDigest(...one));
    expect(sameState(one, same)).toBe(true);
  });

  it('see every other change', () => {
    const states: readonly (readonly [unknown, readonly (typeof event)[]])[] = [
      [{ a: 1 }, [event]],
      [{ a: 2 }, [event]],
      [{ a: '1' }, [event]],
      [{ a: [1] }, [event]],
      [{ a: { 0: 1 } }, [event]],
      [{ a: null }, [event]],
      [{ b: 1 }, [event]],
      [{ a: 1, b: 1 }, [event]],
      [{ a: 1 }, []],
      [{ a: 1 }, [{ ...event, b: 3 }]],
    ];
    for (const one of states)
      for (const state of states) {
        expect(stateDigest(...one) === stateDigest(...state)).toBe(one === state);
        expect(sameState(one, state)).toBe(one === state);
      }
  });
});
