/**
 * Part of `bench`, run as a process of its own so that its peak memory is its own: builds an index as `index` does, without the gate. Use: bench-build INDEXES FOLDER …
 * Tells its progress on standard error, a JSON line each; prints one JSON object, `buildSchema`.
 */
import '../src/outgoing/install.js';
import { rebuildIndex } from '../src/assistant.js';
import { loadConfig } from '../src/config.js';
import { readManifest } from '../src/indexing/generations.js';
import type { BuildFigures } from './bench-figures.js';
import { stageTimes } from './stage-times.js';

const [indexes, ...folders] = process.argv.slice(2);
if (indexes === undefined || folders.length === 0) throw new Error('Use: bench-build INDEXES FOLDER …');
const stages = stageTimes(() => performance.now());
/** The process that waits shows them; more often than this nobody can read. */
const TOLD_EVERY_MS = 250;
let told = 0;
const report = await rebuildIndex(loadConfig({ indexes }), folders, {
  clock: () => new Date(),
  onProgress: (progress) => {
    stages.enter(progress.stage);
    if (performance.now() - told < TOLD_EVERY_MS) return;
    told = performance.now();
    process.stderr.write(`${JSON.stringify(progress)}\n`);
  },
});
const { files } = await readManifest(indexes, report.generation);
const figures: BuildFigures = {
  generation: report.generation,
  provisions: report.counts.provisions,
  chunks: report.counts.chunks,
  embedded: report.counts.embedded,
  seconds: performance.now() / 1000,
  stageSeconds: stages.seconds(),
  peakRssBytes: process.resourceUsage().maxRSS * 1024,
  indexBytes: Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
