/**
 * The other side of `bench`: the same texts through LangChain's documented pipeline, `HuggingFaceTransformersEmbeddings` and
 * `HNSWLib.fromDocuments`, with its own defaults (batches of 512, padded to the longest). One setting is not its default: the dtype,
 * fp32 there, is q8 here, because those are the weights that ship; that is to its favour. A model given as a path is not looked up
 * elsewhere. Use and output as bench-embedding; THREADS is not used, since the pipeline has no such setting and takes all processor cores.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HuggingFaceTransformersEmbeddings } from '@langchain/community/embeddings/huggingface_transformers';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import { z } from 'zod';
import { settings } from '../src/config.js';

const [textsFile, modelsFolder] = z.tuple([z.string(), z.string()], z.string()).parse(process.argv.slice(2));
const texts = readFileSync(textsFile, 'utf8').trim().split('\n').map((line) => z.string().parse(JSON.parse(line)));

const started = performance.now();
const dtype = 'q8';
const embeddings = new HuggingFaceTransformersEmbeddings({
  model: path.resolve(modelsFolder, settings.embedder.default),
  pretrainedOptions: { dtype, local_files_only: true },
});
const store = await HNSWLib.fromDocuments(texts.map((pageContent) => new Document({ pageContent })), embeddings);
const seconds = (performance.now() - started) / 1000;

process.stdout.write(`${JSON.stringify({ passages: store.index.getCurrentCount(), seconds, peakRssBytes: process.resourceUsage().maxRSS * 1024, dtype })}\n`);
