/** Streams written in printable characters (ASCIIHexDecode, ASCII85Decode; PDF 1.7, 7.4.2 and 7.4.3), as some programs still do around packed ones. */

/** More than this is looked at as it stands: nobody writes megabytes in printable characters. */
const longest = 16 * 1024 * 1024;

/** The bytes behind the printable characters; `null` when they are none. */
export function armoured(raw: Buffer): Buffer | null {
  if (raw.length > longest) return null;
  const beginning = raw.toString('latin1', 0, 64);
  if (/^\s*(?:[0-9A-Fa-f]\s*){30,}$/.test(beginning)) return Buffer.from(raw.toString('latin1').replace(/>[\s\S]*$|\s+/g, ''), 'hex');
  return /^\s*(?:<~)?[!-uz\s]{30,}$/.test(beginning) ? fromBase85(raw) : null;
}

/** Five characters from `!` to `u` are four bytes, `z` is four zero bytes, `~` ends. */
function fromBase85(raw: Buffer): Buffer {
  const out = Buffer.alloc(raw.length * 4 + 4);
  let length = 0;
  let value = 0;
  let count = 0;
  for (const byte of raw) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && count === 0) length += 4;
    if (byte < 0x21 || byte > 0x75) continue;
    value = value * 85 + (byte - 0x21);
    count += 1;
    if (count === 5) {
      length = out.writeUInt32BE(value >>> 0, length);
      value = 0;
      count = 0;
    }
  }
  return out.subarray(0, length);
}
