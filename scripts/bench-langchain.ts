/**
 * The other side of `bench`: the same texts through LangChain's pipeline as it is documented, `HuggingFaceTransformersEmbeddings` and
 * `HNSWLib.fromDocuments`, with their own defaults: full precision, batches of 512 padded to the longest text. MODELS holds the model
 * in full precision (`full-precision.ts`); given as a path, it is not looked up elsewhere. Use and output as bench-embedding; THREADS
 * is not used, since the pipeline has no such setting and takes all processor cores.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HuggingFaceTransformersEmbeddings } from '@langchain/community/embeddings/huggingface_transformers';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import { z } from 'zod';

const [textsFile, modelsFolder, , embedderName] = z.tuple([z.string(), z.string(), z.string(), z.string()]).parse(process.argv.slice(2));
const texts = readFileSync(textsFile, 'utf8').trim().split('\n').map((line) => z.string().parse(JSON.parse(line)));

const embeddings = new HuggingFaceTransformersEmbeddings({ model: path.resolve(modelsFolder, embedderName) });
await embeddings.embedQuery('law');
const started = performance.now();
const store = await HNSWLib.fromDocuments(texts.map((pageContent) => new Document({ pageContent })), embeddings);
const seconds = (performance.now() - started) / 1000;

process.stdout.write(`${JSON.stringify({ passages: store.index.getCurrentCount(), seconds, peakRssBytes: process.resourceUsage().maxRSS * 1024, dtype: 'fp32' })}\n`);
