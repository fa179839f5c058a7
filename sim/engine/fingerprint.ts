import { EngineError, show } from './errors.ts';
import { hex32 } from './hash.ts';

const floats = new Float64Array(3);
const halves = new Uint32Array(floats.buffer);
/** Which half of a float comes first differs between machines; the fingerprint must not. */
const LOW = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

/**
 * A rolling 64-bit hash over every event of a run, in order: two runs that agree in it did the same
 * things.
 */
export class Fingerprint {
  private first = 0x243f6a88 | 0;
  private second = 0x85a308d3 | 0;

  /** Takes in one event. Every bit of the four numbers counts. */
  absorb(time: number, kind: number, a: number, b: number): void {
    floats[0] = time;
    floats[1] = a;
    floats[2] = b;
    let h = this.first;
    h = Math.imul(h ^ halves[LOW], 0x85ebca6b);
    h = Math.imul((h ^ (h >>> 15)) + halves[2 + HIGH], 0xc2b2ae35);
    h = Math.imul((h ^ (h >>> 13)) + halves[4 + LOW], 0x27d4eb2f);
    h = Math.imul((h ^ (h >>> 16)) + kind, 0x165667b1);
    let g = this.second;
    g = Math.imul(g ^ halves[HIGH], 0x9e3779b1);
    g = Math.imul((g ^ (g >>> 15)) + halves[2 + LOW], 0x85ebca77);
    g = Math.imul((g ^ (g >>> 13)) + halves[4 + HIGH], 0xc2b2ae3d);
    this.second = ((g ^ (g >>> 16)) + h) | 0;
    this.first = h ^ (h >>> 15);
  }

  /** 16 hexadecimal digits. They are the whole state, so a run resumes from them. */
  get hex(): string {
    return hex32(this.first) + hex32(this.second);
  }

  /** Continues from 16 hexadecimal digits; anything else is refused. */
  static parse(hex: string): Fingerprint {
    if (!/^[0-9a-f]{16}$/.test(hex)) {
      throw new EngineError(
        'bad-image',
        `fingerprint must be 16 hexadecimal digits, not ${show(hex)}`,
      );
    }
    const fingerprint = new Fingerprint();
    fingerprint.first = Number.parseInt(hex.slice(0, 8), 16) | 0;
    fingerprint.second = Number.parseInt(hex.slice(8), 16) | 0;
    return fingerprint;
  }
}
