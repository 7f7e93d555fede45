/** Writes a PDF of text in Helvetica: objects, cross-reference table, nothing compressed (ISO 32000-1, 7.5 and 9.4). */

export interface Placed {
  readonly text: string;
  /** Points from the left and from the bottom of the page. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly isBold: boolean;
  /** Points added to each space, in lines set to the margin. */
  readonly wordSpacing?: number;
}

/** A4, in points. */
export const pageSize = { width: 595, height: 842 };

/** Characters of WinAnsiEncoding that Latin-1 does not have (ISO 32000-1, annex D.2). */
const winAnsi: Readonly<Record<string, number>> = { '€': 0x80, '‚': 0x82, '„': 0x84, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97 };

function byteOf(character: string): number {
  const byte = winAnsi[character] ?? character.codePointAt(0)!;
  if (byte > 0xff) throw new Error(`"${character}" is not in WinAnsiEncoding`);
  return byte;
}

const hexadecimal = (text: string): string => Array.from(text, (character) => byteOf(character).toString(16).padStart(2, '0')).join('');

/** Thousandths of the font's size, from the space on (Adobe's metrics of Helvetica). */
const asciiWidths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const otherWidths: Readonly<Record<string, number>> = { Ä: 667, Ö: 778, Ü: 722, ß: 611, '‘': 222, '’': 222, '“': 333, '”': 333, '„': 333, '—': 1000, '²': 333, '³': 333 };
/** Helvetica-Bold is about this much wider. */
const boldFactor = 1.06;

/** Points. */
export function widthOf(text: string, size: number, isBold = false): number {
  const sum = Array.from(text).reduce((total, character) => total + (otherWidths[character] ?? asciiWidths[character.codePointAt(0)! - 32] ?? 556), 0);
  return (sum * size * (isBold ? boldFactor : 1)) / 1000;
}

const show = ({ text, x, y, size, isBold, wordSpacing = 0 }: Placed): string => `BT /F${isBold ? 2 : 1} ${size} Tf ${wordSpacing.toFixed(3)} Tw ${x.toFixed(1)} ${y.toFixed(1)} Td <${hexadecimal(text)}> Tj ET`;

export function pdfFile(pages: readonly (readonly Placed[])[], language: string): Uint8Array {
  const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const firstPage = 5;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /Lang (${language}) >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${firstPage + at * 2} 0 R`).join(' ')}] >>`,
    font('Helvetica'), font('Helvetica-Bold'),
    ...pages.flatMap((placed, at) => {
      const content = placed.map(show).join('\n');
      const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${firstPage + at * 2 + 1} 0 R >>`;
      return [page, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`];
    }),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file + trailer);
}
