/**
 * Plain values (null, booleans, finite numbers, strings, arrays, objects) as bytes and back, exactly. A row of a
 * replication shrinks to about a tenth of what the same objects take in memory: whole numbers take as many bytes as
 * they need, texts and keys a number of the tables in words.ts.
 */
import { EngineError, show } from '../../engine/errors.ts';
import type { Words } from './words.ts';

/** What a byte says of those that follow it; larger bytes are the whole numbers from 0 themselves. */
const NULL = 0;
const TRUE = 1;
const FALSE = 2;
const LIST = 3;
const OBJECT = 4;
const LOOSE_OBJECT = 5;
const KNOWN_TEXT = 6;
const TEXT = 7;
/** 16 hexadecimal digits: a fingerprint, which never comes twice. */
const DIGITS = 8;
const POSITIVE = 9;
const NEGATIVE = 10;
const DOUBLE = 11;
const SMALL = 16;

const double = new DataView(new ArrayBuffer(8));

export class Packer {
  private bytes = new Uint8Array(1024);
  private length = 0;

  constructor(private readonly words: Words) {}

  /** The bytes of what was packed since; they are overwritten by what is packed next. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }

  pack(value: unknown): void {
    if (value === null) this.byte(NULL);
    else if (typeof value === 'number') this.packNumber(value);
    else if (typeof value === 'string') this.packText(value);
    else if (typeof value === 'boolean') this.byte(value ? TRUE : FALSE);
    else if (Array.isArray(value)) this.packList(value);
    else if (typeof value === 'object') this.packObject(value);
    else throw new EngineError('bad-state', `a row holds ${show(value)}, which is no plain value`);
  }

  /** A whole number from 0, seven bits a byte. */
  count(value: number): void {
    let left = value;
    while (left >= 128) {
      this.byte(128 + (left % 128));
      left = Math.floor(left / 128);
    }
    this.byte(left);
  }

  private byte(value: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = value;
  }

  private packNumber(value: number): void {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
      this.byte(DOUBLE);
      double.setFloat64(0, value);
      for (let i = 0; i < 8; i++) this.byte(double.getUint8(i));
    } else if (value >= 0 && value < 256 - SMALL) {
      this.byte(SMALL + value);
    } else {
      this.byte(value < 0 ? NEGATIVE : POSITIVE);
      this.count(Math.abs(value));
    }
  }

  private packText(text: string): void {
    if (text.length === 16 && /^[0-9a-f]{16}$/.test(text)) {
      this.byte(DIGITS);
      for (let i = 0; i < 16; i += 2) this.byte(Number.parseInt(text.slice(i, i + 2), 16));
      return;
    }
    const id = this.words.textId(text);
    this.byte(id === null ? TEXT : KNOWN_TEXT);
    this.count(id ?? text.length);
    if (id !== null) return;
    for (let i = 0; i < text.length; i++) this.count(text.charCodeAt(i));
  }

  private packList(list: readonly unknown[]): void {
    this.byte(LIST);
    this.count(list.length);
    for (const each of list) this.pack(each);
  }

  private packObject(value: object): void {
    const keys = Object.keys(value);
    const shape = this.words.shapeId(keys);
    this.byte(shape === null ? LOOSE_OBJECT : OBJECT);
    this.count(shape ?? keys.length);
    for (const key of keys) {
      if (shape === null) this.packText(key);
      this.pack((value as Record<string, unknown>)[key]);
    }
  }
}

export class Unpacker {
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
    private readonly words: Words,
  ) {}

  unpack(): unknown {
    const tag = this.bytes[this.at++];
    if (tag >= SMALL) return tag - SMALL;
    switch (tag) {
      case NULL:
        return null;
      case TRUE:
        return true;
      case FALSE:
        return false;
      case LIST:
        return this.list();
      case OBJECT:
        return this.object(this.words.shapes[this.count()]);
      case LOOSE_OBJECT:
        return this.looseObject();
      case KNOWN_TEXT:
        return this.words.texts[this.count()];
      case TEXT:
        return this.text();
      case DIGITS:
        return this.digits();
      case POSITIVE:
        return this.count();
      case NEGATIVE:
        return -this.count();
      case DOUBLE:
        return this.double();
      default:
        throw new EngineError('bad-state', `no packed value begins with ${tag}`);
    }
  }

  count(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.bytes[this.at++];
      if (byte < 128) return value + byte * unit;
      value += (byte - 128) * unit;
    }
  }

  private list(): unknown[] {
    const list: unknown[] = [];
    for (let left = this.count(); left > 0; left--) list.push(this.unpack());
    return list;
  }

  private object(keys: readonly string[]): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (const key of keys) value[key] = this.unpack();
    return value;
  }

  private looseObject(): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (let left = this.count(); left > 0; left--) {
      const key = this.unpack() as string;
      value[key] = this.unpack();
    }
    return value;
  }

  private text(): string {
    let text = '';
    for (let left = this.count(); left > 0; left--) text += String.fromCharCode(this.count());
    return text;
  }

  private digits(): string {
    let text = '';
    for (let i = 0; i < 8; i++) text += this.bytes[this.at++].toString(16).padStart(2, '0');
    return text;
  }

  private double(): number {
    for (let i = 0; i < 8; i++) double.setUint8(i, this.bytes[this.at++]);
    return double.getFloat64(0);
  }
}
