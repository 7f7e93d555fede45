/**
 * One side of `bench`, run as a process of its own so that its peak memory is its own: embeds texts with an embedder and
 * puts the vectors into an HNSW index. Use: bench-embedding TEXTS MODELS THREADS EMBEDDER, where TEXTS holds one JSON string a line.
 * Prints { passages, seconds (from a loaded model on), peakRssBytes, dtype }.
 */
import { readFileSync } from 'node:fs';
import hnswlib from 'hnswlib-node';
import { z } from 'zod';
import { settings } from '../src/config.js';
import { openEmbedder } from '../src/models/models.js';

const [textsFile, modelsFolder, threads, embedderName] = z.tuple([z.string(), z.string(), z.coerce.number().int().positive(), z.string()]).parse(process.argv.slice(2));
const texts = readFileSync(textsFile, 'utf8').trim().split('\n').map((line) => z.string().parse(JSON.parse(line)));

const embedder = await openEmbedder(embedderName, { modelsFolder, threads, batchSize: settings.batchSize.default });
await embedder.embedQuery('law');
const started = performance.now();
const vectors = await embedder.embedPassages(texts);
await embedder.close();
const index = new hnswlib.HierarchicalNSW('ip', embedder.dimensions);
index.initIndex(texts.length, settings.hnswM.default, settings.hnswEfConstruction.default);
for (const i of texts.keys()) index.addPoint(Array.from(vectors.subarray(i * embedder.dimensions, (i + 1) * embedder.dimensions)), i);
const seconds = (performance.now() - started) / 1000;

process.stdout.write(`${JSON.stringify({ passages: index.getCurrentCount(), seconds, peakRssBytes: process.resourceUsage().maxRSS * 1024, dtype: 'q8' })}\n`);
