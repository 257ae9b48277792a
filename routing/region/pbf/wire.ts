import { RegionError } from '../region-error.ts';

const varintField = 0;
const bytesField = 2;

/**
 * Reads protocol buffer fields from a part of a byte array.
 * https://protobuf.dev/programming-guides/encoding/
 */
export class Wire {
  readonly bytes: Uint8Array;
  readonly end: number;
  /** Where in the map file these bytes came from; errors name it. */
  readonly place: string;
  at: number;
  /** The number and wire type of the field that `next` stopped at. */
  field = 0;
  type = 0;

  constructor(bytes: Uint8Array, place: string, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.place = place;
    this.at = start;
    this.end = end;
  }

  /** Moves to the next field; false at the end. The field must then be read or skipped. */
  next(): boolean {
    if (this.at >= this.end) return false;
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.type = tag % 8;
    return true;
  }

  /** An unsigned varint; exact up to 2^53, which every OpenStreetMap id and coordinate stays far below. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    for (let factor = 2 ** 28; factor < 2 ** 64; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw this.broken('a number is longer than 64 bits');
  }

  /** A zigzag varint (`sint32`, `sint64`). */
  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A two's complement varint (`int32`, `int64`): negative numbers take ten bytes. */
  integer(): number {
    const start = this.at;
    const positive = this.varint();
    if (positive < 2 ** 53) return positive;
    this.at = start;
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, value));
    }
  }

  /** The length-delimited field at hand, as a reader of its own; this one moves past it. */
  message(): Wire {
    if (this.type !== bytesField) throw this.broken(`field ${this.field} has the wrong type`);
    const length = this.varint();
    const start = this.at;
    if (length > this.end - start) throw this.broken('a field is longer than what holds it');
    this.at = start + length;
    return new Wire(this.bytes, this.place, start, this.at);
  }

  /** The rest of this reader's bytes, without a copy. */
  rest(): Uint8Array {
    return this.bytes.subarray(this.at, this.end);
  }

  /** The field at hand as a number read by `read`. */
  number(read: 'varint' | 'signed' | 'integer'): number {
    if (this.type !== varintField) throw this.broken(`field ${this.field} has the wrong type`);
    return this[read]();
  }

  skip(): void {
    if (this.type === varintField) this.varint();
    else if (this.type === bytesField) this.message();
    else if (this.type === 1) this.at += 8;
    else if (this.type === 5) this.at += 4;
    else throw this.broken(`field ${this.field} has an unknown type`);
    if (this.at > this.end) throw this.broken('a field is longer than what holds it');
  }

  broken(what: string): RegionError {
    return new RegionError(
      'broken-pbf',
      `The map file is damaged: ${what} (${this.place}). Download it again and compare its checksum.`
    );
  }

  private byte(): number {
    if (this.at >= this.end) throw this.broken('a number is cut short');
    return this.bytes[this.at++]!;
  }
}
