import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, sha256 } from '../../sim/scenario/sha256.ts';

it('sha256 agrees with the published vectors and with Node', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
  );
  for (const n of [55, 56, 57, 63, 64, 65, 119, 120, 121]) {
    const text = 'x'.repeat(n);
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  }
});

it('canonicalJson does not depend on the order of keys', () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: undefined }] })).toBe('{"a":[{"d":null}],"b":1}');
});
