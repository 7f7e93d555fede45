import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { ablate, ablationLines, techniques } from '../../src/evaluation/ablation.js';
import { temporaryFolder } from '../indexing/fixtures.js';

it('measures a set with every technique and without each of them', async () => {
  const root = temporaryFolder();
  const folder = path.join(root, 'small', 'en');
  mkdirSync(folder, { recursive: true });
  const pages = ['Dogs are registered with the town hall within two weeks.', 'Refuse is put out before seven in the morning.', 'The library lends books for four weeks.'];
  writeFileSync(path.join(folder, 'corpus.jsonl'), pages.map((text, i) => `${JSON.stringify({ _id: `p${i}`, title: '', text })}\n`).join(''));
  writeFileSync(path.join(folder, 'queries.jsonl'), `${JSON.stringify({ _id: 'q', text: 'Where do I register my dog?' })}\n${JSON.stringify({ _id: 'unjudged', text: 'And a cat?' })}\n`);
  writeFileSync(path.join(folder, 'qrels.tsv'), 'query-id\tcorpus-id\tscore\nq\tp0\t1\n');
  const world = { clock: () => new Date('2024-03-01T12:00:00Z'), log: () => undefined };
  const table = await ablate([folder], { config: loadConfig({ indexes: path.join(root, 'indexes'), embedder: 'hashed-ngrams', reader: 'none' }, {}, root), world, onProgress: () => undefined });
  expect(table.sets).toEqual(['small/en']);
  expect(table.rows.map(({ technique }) => technique)).toEqual(techniques.map(({ name }) => name));
  expect(table.rows[0]).toEqual({ technique: 'all', figures: [1] });
}, 60_000);

it('prints Markdown with the best figure of each set bold', () => {
  expect(ablationLines({ sets: ['a/en', 'a/de'], rows: [{ technique: 'all', figures: [0.75, 0.5] }, { technique: 'plain', figures: [0.7, 0.51234] }] })).toEqual([
    '| nDCG@10 | a/en | a/de |',
    '|---|---|---|',
    '| all | **0.7500** | 0.5000 |',
    '| plain | 0.7000 | **0.5123** |',
  ]);
});
