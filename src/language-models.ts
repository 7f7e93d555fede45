/** Configuration -> the language models that are set up. An engine that is not set up is not offered; asking for it says what to set. */
import type { Config } from './config.js';
import { ResponsaError } from './errors.js';
import { openGgufModel } from './models/gguf-model.js';
import { languageModelEngines, type LanguageModel } from './models/language-model.js';
import { openServerModel } from './models/server-model.js';

/** Opens what is set up; connects to nothing and loads no weights. Throws ResponsaError when what is set cannot be right. */
export function openLanguageModels(config: Config): LanguageModel[] {
  const models: LanguageModel[] = [];
  if (config.languageModelUrl !== '') {
    if (config.languageModelName === '') throw new ResponsaError('bad-request', 'languageModelUrl is set, but not languageModelName.', 'Name the model as the server knows it (its /v1/models lists them).');
    models.push(openServerModel({ url: config.languageModelUrl, model: config.languageModelName, addresses: config.languageModelAddresses, answerTokens: config.languageModelAnswer }));
  }
  if (config.languageModelFile !== '') {
    models.push(openGgufModel({ file: config.languageModelFile, library: config.languageModelLibrary, threads: config.threads, contextTokens: config.languageModelContext, answerTokens: config.languageModelAnswer }));
  }
  return models;
}

const whatToSet: Readonly<Record<(typeof languageModelEngines)[number], string>> = {
  'openai-compatible': 'Set languageModelUrl and languageModelName to a server on this machine or in your network (docs/engines.md).',
  gguf: 'Set languageModelFile to a GGUF file, and install node-llama-cpp (docs/engines.md).',
};

/** The fault of asking for an engine that is not among `offered`. */
export function noSuchEngine(name: string, offered: readonly string[]): ResponsaError {
  const known = languageModelEngines.find((engine) => engine === name);
  if (known !== undefined) return new ResponsaError('not-found', `The engine "${name}" is not set up here.`, `${whatToSet[known]} Engines at hand: ${offered.join(', ')}.`);
  return new ResponsaError('not-found', `There is no engine "${name}".`, `Engines at hand: ${offered.join(', ')}.`);
}
