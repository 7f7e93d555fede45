/**
 * Engine `gguf`: a language model in the process, through node-llama-cpp. LangChain's own ChatLlamaCpp was tried first: when it streams it takes
 * neither a grammar nor a signal to stop, and it writes every prompt in the form of Llama 2, whatever the model.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { AIMessage, AIMessageChunk, type BaseMessage, type MessageContent } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { messageOf, ResponsaError } from '../errors.js';
import { ModelFault } from '../model-fault.js';
import { textChannel } from './text-channel.js';
import { plainMessages, seed, type ChatOptions, type LanguageModel } from './language-model.js';
import { loadLlamaLibrary, requireLlamaLibrary, type HistoryItem, type Llama, type LlamaChat, type LlamaModel, type Sequence } from './llama-library.js';

export interface GgufSettings {
  readonly file: string;
  /** Folder below whose node_modules node-llama-cpp is. */
  readonly library: string;
  readonly threads: number;
  /** Prompt and output together, in tokens. */
  readonly contextTokens: number;
  /** Longest output, in tokens. */
  readonly answerTokens: number;
}

/** Tokens of the prompt that are computed at a stretch; an abort is noticed between two stretches (some 2 s apart for a model of 3 billion parameters on two cores). */
const stretch = 64;

interface Loaded {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly sequence: Sequence;
  readonly chat: LlamaChat;
}

/** ResponsaError('environment' | 'not-found') when node-llama-cpp or the file is missing. The weights are loaded by `warm` or by the first question. */
export function openGgufModel(settings: GgufSettings): LanguageModel {
  if (!existsSync(settings.file)) throw new ResponsaError('not-found', `languageModelFile names ${settings.file}, which is not there.`, 'It must be the path of a GGUF file.');
  requireLlamaLibrary(settings.library);
  let loading: Promise<Loaded> | null = null;
  const loaded = (): Promise<Loaded> => (loading ??= load(settings));
  return {
    engine: 'gguf',
    name: path.basename(settings.file),
    chat: new GgufChatModel(loaded, settings.answerTokens),
    warm: async () => {
      await loaded();
    },
    close: async () => {
      if (loading !== null) await loading.then(({ llama }) => llama.dispose(), () => undefined);
    },
  };
}

async function load({ file, library, threads, contextTokens }: GgufSettings): Promise<Loaded> {
  const llamaCpp = await loadLlamaLibrary(library);
  const llama = await llamaCpp.getLlama({ gpu: false, build: 'never', skipDownload: true, progressLogs: false, logLevel: 'error', maxThreads: threads });
  try {
    const model = await llama.loadModel({ modelPath: path.resolve(file), gpuLayers: 0 });
    // Left to itself the library takes so many threads that a token takes seconds.
    const context = await model.createContext({ contextSize: contextTokens, threads, batchSize: stretch, sequences: 1 });
    const sequence = context.getSequence();
    return { llama, model, sequence, chat: new llamaCpp.LlamaChat({ contextSequence: sequence }) };
  } catch (error) {
    await llama.dispose();
    throw new ResponsaError('environment', `The language model ${file} cannot be loaded: ${messageOf(error)}.`, 'The file must be a GGUF model that this version of llama.cpp knows, and fit into memory with its context; a smaller languageModelContext needs less.', { cause: error });
  }
}

/** One question at a time: the caller queues. */
export class GgufChatModel extends BaseChatModel<ChatOptions> {
  constructor(
    private readonly loaded: () => Promise<Loaded>,
    private readonly answerTokens: number,
  ) {
    super({});
  }

  override _llmType(): string {
    return 'gguf';
  }

  override async getNumTokens(content: MessageContent): Promise<number> {
    const { model } = await this.loaded();
    return model.tokenize(typeof content === 'string' ? content : JSON.stringify(content)).length;
  }

  override async *_streamResponseChunks(messages: BaseMessage[], options: this['ParsedCallOptions'], run?: CallbackManagerForLLMRun): AsyncGenerator<ChatGenerationChunk> {
    const { llama, sequence, chat } = await this.loaded();
    const stopped = new AbortController();
    const signal = AbortSignal.any([stopped.signal, ...(options.signal === undefined ? [] : [options.signal])]);
    const grammar = options.form === undefined ? {} : { grammar: await llama.createGrammar({ grammar: options.form.grammar }) };
    // What an earlier question left in memory would be reused and change the last digits of the figures: the same question must give the same answer.
    await sequence.clearHistory();
    const channel = textChannel();
    const generating = chat
      .generateResponse(historyOf(messages), { temperature: 0, seed, maxTokens: this.answerTokens, signal, ...grammar, onTextChunk: channel.push })
      .finally(channel.end);
    generating.catch(() => undefined);
    try {
      for await (const text of channel.texts()) {
        yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
        await run?.handleLLMNewToken(text);
      }
      const { metadata } = await generating;
      if (metadata.stopReason === 'maxTokens') throw new ModelFault('unusable', `The language model did not come to an end within ${this.answerTokens} tokens.`);
    } finally {
      stopped.abort();
      // The next question may only begin when this one has left the context.
      await generating.catch(() => undefined);
    }
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions'], run?: CallbackManagerForLLMRun): Promise<ChatResult> {
    let text = '';
    for await (const chunk of this._streamResponseChunks(messages, options, run)) text += chunk.text;
    return { generations: [{ text, message: new AIMessage(text) }] };
  }
}

/** Texts are plain to the tokenizer: what looks like a control token in them is spelled out, not obeyed. */
function historyOf(messages: readonly BaseMessage[]): HistoryItem[] {
  const items = plainMessages(messages).map(({ role, text }): HistoryItem => (role === 'assistant' ? { type: 'model', response: [text] } : { type: role, text }));
  return [...items, { type: 'model', response: [] }];
}
