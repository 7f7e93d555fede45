/** Ids of known-item sets, and a set of them asked of an index. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExpressionView, ProvisionSummary } from '../../src/assistant.js';
import { rebuildIndex } from '../../src/assistant.js';
import { loadConfig } from '../../src/config.js';
import { evaluateKnownItems } from '../../src/evaluation/known-item.js';
import { provisionIds } from '../../src/evaluation/provision-ids.js';
import { chunk, embeddedText } from '../../src/indexing/chunk.js';
import { documentOf, temporaryFolder } from '../indexing/fixtures.js';

const always = { from: null, to: null };
const provision = (kind: string, eId: string, number: string | null, provisions: readonly ProvisionSummary[] = []): ProvisionSummary => ({ eId, kind, number, heading: null, inForce: always, status: 'in-force', href: '', provisions });
const idsOf = (format: string, file: string, language: string, provisions: readonly ProvisionSummary[]): [string, string][] => {
  const source: ExpressionView['source'] = { collection: 'law', path: file, format, digest: '', url: null };
  return [...provisionIds({ source, language, provisions })].map(([eId, { id }]): [string, string] => [eId, id]).sort(([a], [b]) => (a < b ? -1 : 1));
};

describe('ids of known-item sets', () => {
  it('Germany: the file and the designation as printed, for all that lies in the section', () => {
    const tree = [provision('part', 'part_1', 'Teil 1', [provision('section', 'sec_26', '§ 26', [provision('subsection', 'sec_26__subsec_1', '(1)')])])];
    expect(idsOf('gesetze-im-internet', 'sgb_2/sgb_2.xml', 'de', tree)).toEqual([['sec_26', 'sgb_2#§ 26'], ['sec_26__subsec_1', 'sgb_2#§ 26']]);
  });

  it('Canada: language, kind, file and label; sections of a schedule are none of them', () => {
    const tree = [provision('section', 'sec_74-17', '74.17'), provision('schedule', 'schedule_1', null, [provision('section', 'schedule_1__sec_1', '1')])];
    expect(idsOf('justice-canada', 'eng/acts/C-34.xml', 'en', tree)).toEqual([['sec_74-17', 'en/acts/C-34#s74.17']]);
    expect(idsOf('justice-canada', 'C-34.xml', 'fr-CA', tree)).toEqual([['sec_74-17', 'fr/lois/C-34#s74.17']]);
  });

  it('South Africa: the folder below by-laws and the identifier of the section', () => {
    const tree = [provision('section', 'section-8', '8.', [provision('subsection', 'section-8.1', '(1)')])];
    const place = 'za-xx/act/by-law/2004/parks/eng/2004-05-21';
    for (const file of [`${place}/main.xml`, `by-laws/${place}/main.xml`]) expect(idsOf('akoma-ntoso', file, 'en', tree)).toEqual([['section-8', `${place}#section-8`], ['section-8.1', `${place}#section-8`]]);
  });

  it('Estonia: the file and the number as the heading has it, raised digits as markup', () => {
    expect(idsOf('markdown', 'ee/22438.md', 'et', [provision('section', 'sec_50-4', '§ 50⁴'), provision('section', 'sec_6', '§ 6.')])).toEqual([['sec_50-4', '22438#§ 50<sup>4</sup>.'], ['sec_6', '22438#§ 6.']]);
  });

  it('another format has none', () => {
    expect(idsOf('docx', 'a.docx', 'en', [provision('section', 'sec_1', '1')])).toEqual([]);
  });
});

const law = `---
work: xa/act/2020/library
title: Library Act
jurisdiction: xa
language: en
---
# Library Act
##### § 1. Lost and damaged books
Who lends a volume and cannot give it back pays what it costs to buy it again.
##### § 2. Opening hours of reading rooms
Doors stay open from nine to five, save on public holidays.
##### § 3. Conduct of visitors {to=2025-01-01}
Nobody eats, drinks or smokes inside, and telephones are silent.
`;

describe('a known-item set', () => {
  async function measured(headings: 'in' | 'out'): Promise<{ figures: Awaited<ReturnType<typeof evaluateKnownItems>>; failures: string[]; run: string }> {
    const folder = temporaryFolder();
    for (const name of ['law', 'set']) mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, 'law', 'library.md'), law);
    const questions = [['1', 'Lost and damaged books'], ['2', 'Opening hours of reading rooms'], ['3', 'Conduct of visitors'], ['9', 'Quiet zones']];
    writeFileSync(path.join(folder, 'set', 'queries.jsonl'), questions.map(([number, text]) => `${JSON.stringify({ _id: `k${number}`, text })}\n`).join(''));
    writeFileSync(path.join(folder, 'set', 'qrels.tsv'), `query-id\tcorpus-id\tscore\n${questions.map(([number]) => `k${number}\tlibrary#§ ${number}${number === '2' ? '' : '.'}\t1\n`).join('')}`);
    const config = loadConfig({ indexes: path.join(folder, 'indexes'), embedder: 'hashed-ngrams', reader: 'none', headings });
    const world = { clock: () => new Date('2026-01-01T12:00:00Z'), log: () => undefined };
    await rebuildIndex(config, [path.join(folder, 'law')], { clock: world.clock });
    const [failures, run] = [path.join(folder, 'failures.jsonl'), path.join(folder, 'run')];
    const figures = await evaluateKnownItems(path.join(folder, 'set'), { config, world, failures, run, onProgress: () => undefined });
    return { figures, failures: readFileSync(failures, 'utf8').trim().split('\n'), run: readFileSync(run, 'utf8') };
  }

  it('is found by its headings, and what the index does not hold counts as not found', async () => {
    const { figures, failures, run } = await measured('in');
    expect(figures).toMatchObject({ headings: 'in', topics: 4, notHeld: 1, askedOfAnotherDay: 1, 'MRR@10': 3 / 4, 'recall@1': 3 / 4 });
    expect(failures.map((line) => JSON.parse(line) as object)).toMatchObject([{ question: 'Quiet zones', isHeld: false, rank: null }]);
    expect(run).toMatch(/^k1 Q0 library#§ 1\. 1 /m);
  });

  it('with headings out the words of the headings are nowhere in the index', async () => {
    const { figures } = await measured('out');
    expect(figures.headings).toBe('out');
    const indexed = measuredTexts('out');
    expect(indexed).toContain('pays what it costs');
    expect(indexed).not.toMatch(/damaged|Opening hours|Conduct/);
    expect(measuredTexts('in')).toMatch(/damaged[\s\S]*Opening hours[\s\S]*Conduct/);
  });
});

/** All that is indexed of the law. */
function measuredTexts(headings: 'in' | 'out'): string {
  const document = documentOf([...law.matchAll(/##### (§ \d+)\. ([^{\n]+).*\n(.+)/g)].map(([, number, heading, text]) => ({ eId: number!, kind: 'section', number: number!, heading: heading!, text: text! })));
  return chunk(document, 0, 800, headings).map((one) => embeddedText(document, one)).join('\n');
}
