import { openEmbedder } from '../../src/models/models.js';
import { testEmbedder } from '../conformance/embedder.js';
import { modelsFolder } from './folders.js';

for (const name of ['responsa-embedder-1', 'hashed-ngrams']) {
  testEmbedder(name, () => openEmbedder(name, { modelsFolder, threads: 2, batchSize: 4 }));
}
