/** The collection that ships, cut and looked up: what holds for generated laws must hold for these. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { programFolder } from '../../src/config.js';
import { walk, type LegalDocument } from '../../src/document.js';
import { chunk } from '../../src/indexing/chunk.js';
import { citationTable } from '../../src/indexing/citations.js';
import { isContainer } from '../../src/indexing/provision-kinds.js';
import { ingest } from '../../src/ingest/ingest.js';
import { numberValue } from '../../src/numerals.js';

let documents: readonly LegalDocument[];
beforeAll(async () => {
  ({ documents } = await ingest([path.join(programFolder, 'corpus')]));
});

/** Basic provisions and text outside them have borders that no chunk crosses. */
function basicBorders(document: LegalDocument): { start: number; end: number; eId: string }[] {
  return [...walk(document.provisions)]
    .filter(({ provision, ancestors }) => !isContainer(provision) && ancestors.every(isContainer))
    .map(({ provision }) => ({ ...provision.span, eId: provision.eId }));
}

describe('the chunks of the corpus that ships', () => {
  it('hold every character that is neither space nor a heading on their breadcrumb nor the title', () => {
    for (const document of documents) {
      for (const length of [200, 800]) {
        const chunks = chunk(document, 0, length);
        const covered = new Uint8Array(document.text.length);
        for (const { span } of chunks) covered.fill(1, span.start, span.end);
        const crumbs = new Set(chunks.flatMap(({ breadcrumb }) => breadcrumb));
        const bare = (text: string): string => text.replace(/[\s\p{P}\p{S}]+/gu, '');
        const bareCrumbs = new Set([...crumbs].map(bare));
        for (const { provision } of walk(document.provisions)) {
          if (bareCrumbs.has(bare(document.text.slice(provision.span.start, provision.body.start)))) covered.fill(1, provision.span.start, provision.body.start);
        }
        const left = document.text.split('').filter((character, i) => covered[i] === 0 && /\S/u.test(character)).join('');
        expect([document.source.path, length, left === bare(document.title) || bare(left) === bare(document.title) ? '' : left]).toEqual([document.source.path, length, '']);
      }
    }
  });

  it('never reach across two basic provisions, and name the one they come from', () => {
    for (const document of documents) {
      const borders = basicBorders(document);
      for (const { span, eId } of chunk(document, 0, 400)) {
        const touched = borders.filter(({ start, end }) => start < span.end && span.start < end);
        expect(touched.length).toBeLessThanOrEqual(1);
        if (touched[0] !== undefined) expect(eId).toBe(touched[0].eId);
      }
    }
  });
});

it('every numbered section and article of the corpus is found by its number and the title of its law', () => {
  const { lookUp } = citationTable(documents);
  let asked = 0;
  for (const document of documents) {
    for (const { provision, ancestors } of walk(document.provisions)) {
      const value = provision.number === null ? null : numberValue(provision.number);
      if (value === null || !['section', 'article'].includes(provision.kind) || isContainer(provision) || ancestors.some(({ kind }) => kind === 'schedule')) continue;
      asked++;
      expect([document.title, value, lookUp(document.title, [{ kind: provision.kind, value }])]).toEqual([document.title, value, expect.arrayContaining([{ work: document.work, eId: provision.eId }])]);
    }
  }
  expect(asked).toBeGreaterThan(0);
});
