/** Source folders -> a published generation: ingest, then build with the configured embedder, then the gate. */
import path from 'node:path';
import type { Config } from './config.js';
import { build, type BuildProgress, type BuildReport } from './indexing/build.js';
import type { Manifest } from './indexing/manifest.js';
import type { Gate } from './indexing/publish.js';
import { ingest, type Ingested } from './ingest/ingest.js';
import { openEmbedder, withModelsInUse } from './models/models.js';

export type { BuildProgress, BuildReport } from './indexing/build.js';

export interface RebuildOptions {
  /** Embed everything anew, take nothing over. */
  readonly full?: boolean;
  /** May keep the new generation from going live; the embedder is closed by then. Without one every generation goes live. */
  readonly gate?: Gate;
  /** Asked once all is read: true when the folders have to be read again, since what was read may not belong together. */
  readonly mustReadAgain?: () => Promise<boolean>;
  readonly clock: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BuildProgress) => void;
}

/** The embedder is closed at the end: its session would otherwise keep the memory of its largest batch. */
export async function rebuildIndex(given: Config, folders: readonly string[], options: RebuildOptions): Promise<BuildReport> {
  const { signal, onProgress = () => undefined } = options;
  const config = await withModelsInUse(given);
  const read = (): Promise<Ingested> => ingest(folders.map((folder) => path.resolve(folder)), {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done, total) => onProgress({ stage: 'read', done, total }),
    threads: config.threads,
  });
  let ingested = await read();
  while ((await options.mustReadAgain?.()) === true) ingested = await read();
  const embedder = await openEmbedder(config.embedder, { modelsFolder: config.models, threads: config.threads, batchSize: config.batchSize });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= embedder.close());
  const { gate } = options;
  const closing = gate && (async (candidate: Manifest): Promise<readonly string[]> => {
    await close();
    return gate(candidate);
  });
  try {
    return await build({ ingested, embedder, indexesFolder: config.indexes, settings: config, full: options.full ?? false, clock: options.clock, ...(closing && { gate: closing }), ...(signal === undefined ? {} : { signal }), onProgress });
  } finally {
    await close();
  }
}
