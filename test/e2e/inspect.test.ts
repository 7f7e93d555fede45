/** What an administrator sees of a file before indexing it. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandPlace, type Ended } from './typed-commands.js';

const place = commandPlace();
const responsa = (...argv: readonly string[]): Promise<Ended> => place.responsa(argv);

const beeAct = `---
work: xa/act/2020/bees
title: Bee Act
aliases: [BA]
in_force_from: 2020-01-01
---

# Bee Act

## Part I General

### Section 1. Hives {to=2022-01-01 status=repealed}

(1) A hive is a dwelling for bees.

(2) See section 2, not section 9 of the Dog Act.

### Section 2. Fee

The fee is 12 crowns.
`;

describe('inspect', () => {
  it('prints the tree with periods, status, references and the beginning of each text', async () => {
    const corpus = place.write({ 'collection.json': '{ "id": "law", "jurisdiction": "xa", "language": "en", "type": "act" }', 'bees.md': beeAct });
    const { code, out } = await responsa('inspect', path.join(corpus, 'bees.md'));
    expect(code).toBe(0);
    expect(out).toBe(`Bee Act  (act, en, xa)
work        xa/act/2020/bees
expression  xa/act/2020/bees/eng@2020-01-01
in force    2020-01-01 to …
also called BA
source      bees.md, markdown

part_1  Part I General
  sec_1  Section 1 Hives [… to 2022-01-01] [repealed]
    sec_1__subsec_1  (1) | A hive is a dwelling for bees.
    sec_1__subsec_2  (2) | See section 2, not section 9 of the Dog Act.
      -> section 2: sec_2
      -> section 9 of the Dog Act: Dog Act, not resolved
  sec_2  Section 2 Fee | The fee is 12 crowns.
`);
  });

  it('prints the document as JSON, with the text of each provision', async () => {
    const corpus = place.write({ 'bees.md': beeAct });
    const { code, out } = await responsa('inspect', path.join(corpus, 'bees.md'), '--json');
    expect(code).toBe(0);
    const view = JSON.parse(out) as { provisions: { provisions: unknown[] }[] };
    expect(view).toMatchObject({ work: 'xa/act/2020/bees', expression: 'xa/act/2020/bees/eng@2020-01-01', title: 'Bee Act', language: 'en', inForce: { from: '2020-01-01', to: null }, warnings: [] });
    expect(view.provisions[0]!.provisions[0]).toMatchObject({
      eId: 'sec_1', kind: 'section', number: 'Section 1', heading: 'Hives', inForce: { from: null, to: '2022-01-01' }, status: 'repealed', page: null, references: [],
      text: '(1) A hive is a dwelling for bees.\n(2) See section 2, not section 9 of the Dog Act.',
    });
  });

  it('says why a file cannot be read, and what is wrong with the command line', async () => {
    const corpus = place.write({ 'broken.xml': '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>', 'scan.tiff': 'II*' });
    expect(await responsa('inspect', path.join(corpus, 'broken.xml'))).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/broken\.xml: It is not well-formed XML: .*unclosed tag/) as string });
    expect(await responsa('inspect', path.join(corpus, 'scan.tiff'))).toMatchObject({ code: 1, err: expect.stringContaining('no parser for .tiff') as string });
    expect(await responsa('inspect', path.join(corpus, 'none.md'))).toMatchObject({ code: 1, err: expect.stringContaining('does not exist') as string });
    expect(await responsa('inspect')).toMatchObject({ code: 2, err: expect.stringContaining('No file was named') as string });
    expect(await responsa('inspect', 'a', 'b')).toMatchObject({ code: 2, err: expect.stringContaining('one file at a time') as string });
  });
});

describe('formats', () => {
  it('counts what was read, kept and lost of a folder', async () => {
    const corpus = place.write({ 'bees.md': beeAct, 'scan.tiff': 'II*' });
    const { code, out } = await responsa('formats', corpus, '--json');
    expect(code).toBe(0);
    const figures = JSON.parse(out) as { characters: number };
    expect(figures).toMatchObject({ formats: ['markdown'], files: 2, read: 1, works: 1, provisions: 5, basicProvisions: 2, basicWithHeading: 2, withOwnPeriod: 1, notInForce: 1, references: 2, resolved: 1, workUnknown: 1, kept: figures.characters, inOrder: figures.characters });
    expect(figures).toMatchObject({ refused: [{ file: expect.stringContaining('scan.tiff') as string, reason: 'no parser for .tiff' }] });
  });

  it('needs one folder', async () => {
    expect(await responsa('formats')).toMatchObject({ code: 2, err: expect.stringContaining('Expected one folder') as string });
  });
});
