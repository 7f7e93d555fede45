/** Ways to damage a file, chosen by a seeded source of randomness, so that every run can be repeated. */

/** 0 ≤ x < 1. */
export type Random = () => number;

/** Pieces that mean something to one parser or another. */
const tokens = [
  '<', '>', '</', '/>', '<!--', ']]>', '<![CDATA[', '&#x202e;', '&#0;', '&amp', '"', "'", '---\n', '# ', '| ', '```', '\n\n', '\t', '\0', '§ 5 Abs. 1', 'section 12(3)(a)', '第九条', 'المادة', '(a)', '\ufeff', '\u202e', '999999999999999999999', '-1', '%PDF-1.7', 'endstream', 'endobj', '0 0 R', '<<', '>>', ',,,;;;', '{"question":', '[[', '\r', '\u2028',
].map((token) => Buffer.from(token));

type Damage = (bytes: Buffer, random: Random) => Buffer;

const at = (bytes: Buffer, random: Random): number => Math.floor(random() * (bytes.length + 1));
const stretch = (bytes: Buffer, random: Random): { readonly from: number; readonly to: number } => {
  const from = at(bytes, random);
  return { from, to: Math.min(bytes.length, from + Math.floor(random() ** 3 * 2000)) };
};

const damages: readonly Damage[] = [
  // One byte becomes another.
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    if (changed.length > 0) changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
    return changed;
  },
  // A stretch is lost, said twice, or moved.
  (bytes, random) => {
    const { from, to } = stretch(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const { from, to } = stretch(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  (bytes, random) => {
    const { from, to } = stretch(bytes, random);
    const rest = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    const place = at(rest, random);
    return Buffer.concat([rest.subarray(0, place), bytes.subarray(from, to), rest.subarray(place)]);
  },
  // A piece that means something stands where it should not, once or a hundred times.
  (bytes, random) => {
    const place = at(bytes, random);
    const token = tokens[Math.floor(random() * tokens.length)]!;
    const times = random() < 0.2 ? 100 : 1;
    return Buffer.concat([bytes.subarray(0, place), ...Array.from({ length: times }, () => token), bytes.subarray(place)]);
  },
  // The file ends early.
  (bytes, random) => bytes.subarray(0, at(bytes, random)),
];

/** One to four damages, one behind the other. */
export function mutate(bytes: Uint8Array, random: Random): Buffer {
  let damaged = Buffer.from(bytes);
  for (let left = 1 + Math.floor(random() * 4); left > 0; left--) damaged = Buffer.from(damages[Math.floor(random() * damages.length)]!(damaged, random));
  return damaged;
}
