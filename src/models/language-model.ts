/** A local language model behind LangChain's chat-model interface: a GGUF file in the process, or a server on the machine or in the office. */
import type { BaseChatModel, BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';

/** The form that the output must have; a model uses the one of the two that it understands. */
export interface OutputForm {
  /** JSON Schema, for servers. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** GBNF, the grammar notation of llama.cpp: the same language, without white space. */
  readonly grammar: string;
}

export interface ChatOptions extends BaseChatModelCallOptions {
  readonly form?: OutputForm;
}

export interface LanguageModel {
  /** Name of the engine that uses it. */
  readonly engine: LanguageModelEngine;
  /** The model as the provenance of an answer names it. */
  readonly name: string;
  /** Its faults are `ModelFault`s; an abort rejects with the signal's reason. `getNumTokens` counts with the model's tokenizer, or estimates from above. */
  readonly chat: BaseChatModel<ChatOptions>;
  /** Loads what must be loaded before the first question. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

export const languageModelEngines = ['openai-compatible', 'gguf'] as const;
export type LanguageModelEngine = (typeof languageModelEngines)[number];

/** Fixed, so that the same question gives the same answer; at temperature 0 it decides ties at most. */
export const seed = 1;

export interface PlainMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** LangChain's messages as roles and texts. */
export function plainMessages(messages: readonly BaseMessage[]): PlainMessage[] {
  return messages.map((message) => ({ role: message.type === 'system' ? 'system' : message.type === 'ai' ? 'assistant' : 'user', text: message.text }));
}
