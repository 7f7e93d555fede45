/** PDFs for tests, written by hand: what stands where is then known to the point. */

/** Text at a place, in points from the lower left corner. `F1` is Helvetica, `F2` bold, `F3` slanted. */
export function show(x: number, y: number, text: string, font = 'F1', size = 10): string {
  const escaped = text.replace(/[\\()]/g, (sign) => `\\${sign}`);
  return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET\n`;
}

/** Text turned by 90 degrees: it runs upwards. */
export function showUpwards(x: number, y: number, text: string): string {
  return `BT /F1 10 Tf 0 1 -1 0 ${x} ${y} Tm (${text}) Tj ET\n`;
}

/** Lines one below the other. */
export function showLines(x: number, y: number, lines: readonly string[], step = 12, font = 'F1', size = 10): string {
  return lines.map((line, at) => show(x, y - at * step, line, font, size)).join('');
}

export function stream(content: string | Uint8Array, entries = ''): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);
  return Buffer.concat([Buffer.from(`<<${entries}/Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')]);
}

export interface PdfParts {
  /** Content of each page. */
  readonly pages: readonly (string | Uint8Array)[];
  /** Further entries of every page, of the streams of its content, of the catalog. */
  readonly page?: string;
  readonly content?: string;
  readonly catalog?: string;
  /** Further or other objects, by number; those of the pages begin at 100. */
  readonly objects?: Readonly<Record<number, string | Uint8Array>>;
}

const font = (name: string): string => `<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`;

export function pdfOf({ pages, page = '', content = '', catalog = '', objects = {} }: PdfParts): Uint8Array {
  const kids = pages.map((_, at) => `${100 + 2 * at} 0 R`).join(' ');
  const all: Record<number, string | Uint8Array> = {
    1: `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    2: `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`,
    3: '<</Font<</F1 4 0 R/F2 5 0 R/F3 6 0 R>>>>',
    4: font('Helvetica'), 5: font('Helvetica-Bold'), 6: font('Helvetica-Oblique'),
  };
  for (const [at, each] of pages.entries()) {
    all[100 + 2 * at] = `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 3 0 R/Contents ${101 + 2 * at} 0 R${page}>>`;
    all[101 + 2 * at] = stream(each, content);
  }
  Object.assign(all, objects);
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets = new Map<number, number>();
  let length = parts[0]!.length;
  for (const [number, body] of Object.entries(all).sort(([a], [b]) => Number(a) - Number(b))) {
    const object = Buffer.concat([Buffer.from(`${number} 0 obj\n`), typeof body === 'string' ? Buffer.from(body, 'latin1') : body, Buffer.from('\nendobj\n')]);
    offsets.set(Number(number), length);
    parts.push(object);
    length += object.length;
  }
  const size = Math.max(...offsets.keys()) + 1;
  const rows = Array.from({ length: size - 1 }, (_, at) => `${String(offsets.get(at + 1) ?? 0).padStart(10, '0')} 00000 ${offsets.has(at + 1) ? 'n' : 'f'} \n`);
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF`));
  return new Uint8Array(Buffer.concat(parts));
}
