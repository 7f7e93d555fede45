/**
 * node-llama-cpp, which brings llama.cpp into the process. Not a dependency: with its binaries it is 80 MB to 700 MB, and the program works without it.
 * It is looked for in a folder of its own, so that installing the program anew (`npm ci`) does not remove it.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf, ResponsaError } from '../errors.js';

/** The part of node-llama-cpp 3 that is used here. */
export interface LlamaLibrary {
  getLlama(options: {
    readonly gpu: false;
    /** Neither compiled nor downloaded: what was installed is used, or it fails. */
    readonly build: 'never';
    readonly skipDownload: true;
    readonly progressLogs: false;
    readonly logLevel: 'error';
    readonly maxThreads: number;
  }): Promise<Llama>;
  readonly LlamaChat: new (options: { readonly contextSequence: Sequence }) => LlamaChat;
}

export interface Llama {
  loadModel(options: { readonly modelPath: string; readonly gpuLayers: 0 }): Promise<LlamaModel>;
  createGrammar(options: { readonly grammar: string }): Promise<Grammar>;
  dispose(): Promise<void>;
}

export interface LlamaModel {
  readonly trainContextSize: number;
  tokenize(text: string): ArrayLike<number>;
  createContext(options: { readonly contextSize: number; readonly threads: number; readonly batchSize: number; readonly sequences: 1 }): Promise<LlamaContext>;
}

export interface LlamaContext {
  getSequence(): Sequence;
}

export interface Sequence {
  clearHistory(): Promise<void>;
}

/** Made and taken by the library. */
export type Grammar = object;

export type HistoryItem = { readonly type: 'system' | 'user'; readonly text: string } | { readonly type: 'model'; readonly response: readonly string[] };

export interface LlamaChat {
  generateResponse(
    history: readonly HistoryItem[],
    options: {
      readonly temperature: 0;
      readonly seed: number;
      readonly maxTokens: number;
      readonly signal: AbortSignal;
      readonly grammar?: Grammar;
      readonly onTextChunk: (text: string) => void;
    },
  ): Promise<{ readonly metadata: { readonly stopReason: string } }>;
}

/** What to do where it is missing. `--omit=optional` leaves the binaries for graphics cards out. */
export function installAdvice(folder: string): string {
  const binaries = `@node-llama-cpp/${process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'win' : 'linux'}-${process.arch}${process.platform === 'darwin' && process.arch === 'arm64' ? '-metal' : ''}`;
  return `Install it once, where there is a network or a mirror of npm: npm install --prefix ${folder} --ignore-scripts --omit=optional node-llama-cpp@3 ${binaries}@3 (80 MB); or set languageModelLibrary to the folder that holds its node_modules. Without languageModelFile the program needs none of it.`;
}

function entryOf(folder: string): string {
  return path.join(path.resolve(folder), 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
}

/** ResponsaError('environment') with advice when it is not installed below `folder`. */
export function requireLlamaLibrary(folder: string): void {
  if (!existsSync(entryOf(folder))) throw new ResponsaError('environment', `The engine gguf needs node-llama-cpp, which is not installed in ${path.resolve(folder)}.`, installAdvice(folder));
}

/** ResponsaError('environment') when it is missing, cannot be loaded on this machine, or is no version that we know. */
export async function loadLlamaLibrary(folder: string): Promise<LlamaLibrary> {
  requireLlamaLibrary(folder);
  let loaded: unknown;
  try {
    loaded = await import(pathToFileURL(entryOf(folder)).href);
  } catch (error) {
    throw new ResponsaError('environment', `node-llama-cpp in ${path.resolve(folder)} cannot be loaded: ${messageOf(error)}.`, installAdvice(folder), { cause: error });
  }
  if (!isLlamaLibrary(loaded)) throw new ResponsaError('environment', `node-llama-cpp in ${path.resolve(folder)} is a version that is not known here.`, 'Version 3 is expected.');
  return loaded;
}

function isLlamaLibrary(loaded: unknown): loaded is LlamaLibrary {
  return typeof loaded === 'object' && loaded !== null && 'getLlama' in loaded && typeof loaded.getLlama === 'function' && 'LlamaChat' in loaded && typeof loaded.LlamaChat === 'function';
}
