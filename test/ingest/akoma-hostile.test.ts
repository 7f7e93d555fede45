/** Akoma Ntoso that is broken, is none, or is made to do harm. */
import { describe, expect, it } from 'vitest';
import { ResponsaError } from '../../src/errors.js';
import { akomaNtosoParser } from '../../src/ingest/formats/akoma-ntoso/akoma-ntoso.js';
import { sourceFile } from '../conformance/parser.js';
import { act, akn, paragraph, parse, referencesOf } from './akoma-files.js';

describe('damaged and hostile Akoma Ntoso', () => {
  const sound = act(paragraph('Text.'));
  const bytesOf = (text: string, encoding: BufferEncoding): Uint8Array => Buffer.from(text, encoding);
  it.each([
    ['cut off', sound.slice(0, -30), /not well-formed XML/],
    ['crossed tags', sound.replace('</p></content>', '</content></p>'), /not well-formed XML/],
    ['an entity bomb', `<!DOCTYPE akomaNtoso [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${act(paragraph('&b;'))}`, /undefined entity/],
    ['an external entity', `<!DOCTYPE akomaNtoso [<!ENTITY a SYSTEM "file:///etc/hostname">]>${act(paragraph('&a;'))}`, /undefined entity/],
    ['an entity of HTML', act(paragraph('&nbsp;')), /undefined entity/],
    ['a hundred thousand elements in each other', akn('<a>'.repeat(100_000)), /nested deeper than 256/],
    ['no document', '<akomaNtoso/>', /holds no document/],
    ['no text', act('<body><section eId="sec_1"><num/></section></body>'), /holds no text/],
    ['another root, the name only in a comment', '<!-- <akomaNtoso> --><project/>', /outermost element is "project"/],
  ])('refuses %s, saying so', (_what, content, reason) => {
    const file = sourceFile('law.xml', content);
    expect(akomaNtosoParser.accepts(file)).toBe(true);
    expect(() => akomaNtosoParser.parse(file)).toThrow(ResponsaError);
    expect(() => akomaNtosoParser.parse(file)).toThrow(reason);
  });
  it('does not take other XML for its own', () => {
    for (const other of ['<project xmlns="http://maven.apache.org/POM/4.0.0"/>', '<module name="Checker"/>', '<ACT/>', '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', '<akomaNtosoList/>']) expect(akomaNtosoParser.accepts(sourceFile('other.xml', other))).toBe(false);
    expect(akomaNtosoParser.accepts(sourceFile('law.html', sound))).toBe(false);
    expect(akomaNtosoParser.accepts(sourceFile('LAW.AKN', sound))).toBe(true);
  });
  it('reads UTF-16 and declared Latin-1, and reports what is neither UTF-8 nor declared', () => {
    const text = act(paragraph('Hünde §.'));
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), bytesOf(text, 'utf16le')]);
    expect(akomaNtosoParser.accepts(sourceFile('law.xml', marked))).toBe(true);
    expect(parse(marked).text).toBe('1.\nHünde §.');
    expect(parse(bytesOf(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, 'latin1')).text).toBe('1.\nHünde §.');
    expect(parse(bytesOf(text, 'latin1')).warnings).toEqual([expect.stringContaining('UTF-8')]);
  });
  it('is not misled by names that mean something to the machine', () => {
    const document = parse(act('<body><section eId="__proto__"><num>1.</num><content><p __proto__="x" constructor="y">See <ref href="#__proto__">this</ref> and <ref href="#constructor">that</ref>.</p></content></section></body>'));
    expect(referencesOf(document)).toEqual([['this', 'own', '__proto__']]);
  });
  it('reads a long law in time that grows with its length', () => {
    const law = (count: number): string => act(`<body>${Array.from({ length: count }, (_, at) => `<section eId="s${at}"><num>${at}.</num><content><p>See <ref href="#s${count - at - 1}">this</ref><authorialNote marker="1"><p>Note.</p></authorialNote>.</p></content></section>`).join('')}</body>`);
    const timed = (content: string): number => {
      const before = performance.now();
      expect(akomaNtosoParser.parse(sourceFile('law.xml', content))).toHaveLength(1);
      return performance.now() - before;
    };
    timed(law(300));
    // Eight times as long; quadratic would be 64 times.
    expect(timed(law(2400)) / Math.max(1, timed(law(300)))).toBeLessThan(40);
  });
});
