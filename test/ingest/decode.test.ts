import { describe, expect, it } from 'vitest';
import { decode, type Declaration } from '../../src/ingest/decode.js';

const bytes = (...codes: readonly number[]): Buffer => Buffer.from(codes);
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('decode', () => {
  it.each<[string, Buffer, Declaration, string]>([
    ['UTF-8', Buffer.from('Gebühr 料金'), 'plain', 'Gebühr 料金'],
    ['UTF-8 with its mark', Buffer.from('\uFEFFGebühr'), 'plain', 'Gebühr'],
    ['UTF-16 little-endian with its mark', Buffer.from('\uFEFFGebühr', 'utf16le'), 'plain', 'Gebühr'],
    ['UTF-16 big-endian with its mark', Buffer.from('\uFEFFGebühr', 'utf16le').swap16(), 'plain', 'Gebühr'],
    ['UTF-16 without mark', Buffer.from('Gebühr für Hunde', 'utf16le'), 'plain', 'Gebühr für Hunde'],
    ['UTF-16 without mark, in Japanese with line ends', Buffer.from('料金\r\n一年に四十円\r\n二年に八十円\r\n', 'utf16le'), 'plain', '料金\r\n一年に四十円\r\n二年に八十円\r\n'],
    ['ISO-8859-1 declared in XML', latin('<?xml version="1.0" encoding="ISO-8859-1"?><a>Gebühr</a>'), 'xml', '<?xml version="1.0" encoding="ISO-8859-1"?><a>Gebühr</a>'],
    ['Shift_JIS declared in HTML', Buffer.concat([Buffer.from('<meta charset="Shift_JIS">'), bytes(0x93, 0xfa, 0x96, 0x7b)]), 'html', '<meta charset="Shift_JIS">日本'],
    ['EUC-JP declared in XML', Buffer.concat([Buffer.from('<?xml version="1.0" encoding="EUC-JP"?>'), bytes(0xc6, 0xfc, 0xcb, 0xdc)]), 'xml', '<?xml version="1.0" encoding="EUC-JP"?>日本'],
  ])('%s', (_, source, declaration, text) => {
    expect(decode(source, declaration)).toEqual({ text, warnings: [] });
  });

  it.each<[string, Buffer, Declaration, string, string]>([
    ['windows-1252 undeclared', latin('Die Gebühr für Äpfel beträgt fünf Kronen.'), 'plain', 'Die Gebühr für Äpfel beträgt fünf Kronen.', 'read as windows-1252'],
    ['windows-1252 with its own quotation marks', Buffer.concat([bytes(0x93), latin('Gebühr'), bytes(0x94, 0x20, 0x96, 0x20, 0x80)]), 'plain', '“Gebühr” – €', 'read as windows-1252'],
    ['UTF-8 that says it is windows-1252', Buffer.from('<meta charset="windows-1252">Gebühr'), 'html', '<meta charset="windows-1252">Gebühr', 'is UTF-8 throughout'],
    ['UTF-8 with a damaged place', Buffer.concat([Buffer.from('Gebühr für '), bytes(0xff), Buffer.from('Hunde')]), 'plain', 'Gebühr für \uFFFDHunde', '1 place is not valid UTF-8'],
    ['UTF-8 cut in the middle of a character', Buffer.from('Gebühr für Hunde 料金').subarray(0, -1), 'plain', 'Gebühr für Hunde 料\uFFFD', '1 place is not valid UTF-8'],
    ['English with a damaged place', Buffer.concat([Buffer.from('Every dog needs a licence. '.repeat(10)), bytes(0x81), Buffer.from('.')]), 'plain', `${'Every dog needs a licence. '.repeat(10)}\uFFFD.`, '1 place is not valid UTF-8'],
    ['an unknown encoding', Buffer.from('<?xml version="1.0" encoding="x-unheard-of"?><a>Hund</a>'), 'xml', '<?xml version="1.0" encoding="x-unheard-of"?><a>Hund</a>', 'is unknown'],
    ['text that turns the direction of writing', Buffer.from('fee \u202E001\u202C crowns'), 'plain', 'fee \u202E001\u202C crowns', '1 sign that override'],
  ])('%s, with a warning', (_, source, declaration, text, warning) => {
    const decoded = decode(source, declaration);
    expect(decoded.text).toBe(text);
    expect(decoded.warnings).toHaveLength(1);
    expect(decoded.warnings[0]).toContain(warning);
  });

  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'The file is empty.'],
    ['white space', Buffer.from(' \n\t'), 'nothing but white space'],
    ['zero bytes', bytes(1, 0, 2, 0, 0, 3), 'zero bytes'],
    ['a zero byte in text', Buffer.from('Gebühr\0'), 'zero bytes'],
    ['UTF-32', bytes(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0), 'UTF-32'],
    ['Shift_JIS undeclared', Buffer.concat([Buffer.from('Title\n'), bytes(0x82, 0xb1, 0x82, 0xcc, 0x81, 0x41, 0x93, 0xfa, 0x96, 0x7b)]), 'nothing says what encoding'],
    ['Arabic of windows-1256 undeclared', Buffer.concat([Buffer.from('Title\n'), bytes(0xc7, 0xe1, 0xc8, 0xe1, 0xcf, 0xed, 0xc9, 0x20, 0xe3, 0xcf, 0xed, 0xe4, 0xc9)]), 'nothing says what encoding'],
    ['Russian of windows-1251 undeclared', bytes(0xcf, 0xee, 0xf8, 0xeb, 0xe8, 0xed, 0xe0, 0x20, 0xe7, 0xe0, 0x20, 0xf1, 0xee, 0xe1, 0xe0, 0xea, 0xf3), 'nothing says what encoding'],
    ['text in two encodings', Buffer.concat([Buffer.from('Gebühr '), latin('Gebühr für Äpfel')]), 'nothing says what encoding'],
  ])('refuses %s', (_, source, reason) => {
    expect(() => decode(source, 'plain')).toThrow(reason);
  });
});
