/** Protocol buffers on the wire: enough to take a message apart and put it together again with every field that was not touched as it was. */

/** One field as it stands on the wire: a whole number (varint), or bytes (text, sub-message, packed numbers, fixed-size numbers). */
export interface Field {
  readonly number: number;
  readonly wire: 0 | 1 | 2 | 5;
  readonly value: bigint;
  readonly bytes: Uint8Array;
}

const noBytes = new Uint8Array(0);

/** The fields of a message, in order; throws on bytes that are no message, and on more than `most` fields: a field takes two bytes in a file and a hundred in memory. */
export function fieldsOf(message: Uint8Array, most = Infinity): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length; ) {
    if (fields.length >= most) throw new Error(`more than ${most} fields in one message`);
    const tag = readVarint(message, at);
    const wire = Number(tag.value & 7n);
    const number = Number(tag.value >> 3n);
    if (wire === 0) {
      const { value, next } = readVarint(message, tag.next);
      fields.push({ number, wire, value, bytes: noBytes });
      at = next;
    } else if (wire === 1 || wire === 2 || wire === 5) {
      const length = wire === 2 ? readVarint(message, tag.next) : { value: wire === 1 ? 8n : 4n, next: tag.next };
      const end = length.next + Number(length.value);
      if (end > message.length) throw new Error(`field ${number} at byte ${at} ends behind the message`);
      fields.push({ number, wire, value: 0n, bytes: message.subarray(length.next, end) });
      at = end;
    } else throw new Error(`field ${number} at byte ${at} has the unknown wire type ${wire}`);
  }
  return fields;
}

export function messageOf(fields: readonly Field[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { number, wire, value, bytes } of fields) {
    parts.push(varint((BigInt(number) << 3n) | BigInt(wire)));
    if (wire === 0) parts.push(varint(value));
    else if (wire === 2) parts.push(varint(BigInt(bytes.length)), bytes);
    else parts.push(bytes);
  }
  return Buffer.concat(parts);
}

export function bytesField(number: number, bytes: Uint8Array): Field {
  return { number, wire: 2, value: 0n, bytes };
}

export function textField(number: number, text: string): Field {
  return bytesField(number, Buffer.from(text, 'utf8'));
}

export function numberField(number: number, value: number): Field {
  return { number, wire: 0, value: BigInt(value), bytes: noBytes };
}

/** All texts of the repeated field `number`. */
export function textsIn(fields: readonly Field[], number: number): string[] {
  return fields.filter((field) => field.number === number).map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
}

/** All whole numbers of the repeated field `number`, packed or not; negative ones as two's complement of 64 bits. */
export function numbersIn(fields: readonly Field[], number: number): number[] {
  return fields
    .filter((field) => field.number === number)
    .flatMap(({ wire, value, bytes }) => {
      if (wire === 0) return [Number(BigInt.asIntN(64, value))];
      const packed: number[] = [];
      for (let at = 0; at < bytes.length; ) {
        const read = readVarint(bytes, at);
        packed.push(Number(BigInt.asIntN(64, read.value)));
        at = read.next;
      }
      return packed;
    });
}

function readVarint(bytes: Uint8Array, start: number): { value: bigint; next: number } {
  let value = 0n;
  for (let at = start, shift = 0n; ; at++, shift += 7n) {
    const byte = bytes[at];
    if (byte === undefined || shift > 63n) throw new Error(`no whole number at byte ${start}`);
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return { value, next: at + 1 };
  }
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
