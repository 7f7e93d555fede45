/** Engine `openai-compatible`: llama.cpp's server, Ollama, vLLM and their like, on this machine or inside the office's network. */
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { AIMessage, AIMessageChunk, type BaseMessage, type MessageContent } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { ModelFault } from '../model-fault.js';
import { readAllowedAddresses } from './allowed-addresses.js';
import { tokensAtMost } from './count-tokens.js';
import { plainMessages, seed, type ChatOptions, type LanguageModel } from './language-model.js';
import { endpointOf, openConnection, type Connection } from './server-connection.js';
import { readEvents, readWhole, type Piece } from './server-messages.js';

export interface ServerModelSettings {
  readonly url: string;
  /** Name of the model, as the server knows it. */
  readonly model: string;
  /** Comma-separated, see allowed-addresses.ts. */
  readonly addresses: string;
  /** Longest output, in tokens. */
  readonly answerTokens: number;
}

/** An event with one token takes 200 to 400 bytes on the wire in the servers named above; five times that, and a page for errors and usage. */
const bytesPerToken = 2_048;
const bytesBeside = 65_536;

/** ResponsaError('bad-request') when the address is not allowed or the model is not named. Connects to nothing. */
export function openServerModel(settings: ServerModelSettings): LanguageModel {
  const allowed = readAllowedAddresses(settings.addresses);
  const connection = openConnection(endpointOf(settings.url, allowed), allowed);
  return {
    engine: 'openai-compatible',
    name: settings.model,
    chat: new ServerChatModel(connection, settings),
    warm: () => Promise.resolve(),
    close: () => {
      connection.close();
      return Promise.resolve();
    },
  };
}

/** Chat completions with a JSON schema (`response_format`), streamed where the server streams. */
export class ServerChatModel extends BaseChatModel<ChatOptions> {
  constructor(
    private readonly connection: Connection,
    private readonly settings: Pick<ServerModelSettings, 'model' | 'answerTokens'>,
  ) {
    super({});
  }

  override _llmType(): string {
    return 'openai-compatible';
  }

  override getNumTokens(content: MessageContent): Promise<number> {
    return Promise.resolve(tokensAtMost(typeof content === 'string' ? content : JSON.stringify(content)));
  }

  override async *_streamResponseChunks(messages: BaseMessage[], options: this['ParsedCallOptions'], run?: CallbackManagerForLLMRun): AsyncGenerator<ChatGenerationChunk> {
    const signal = options.signal ?? new AbortController().signal;
    const response = await this.connection.post(this.bodyOf(messages, options), signal);
    try {
      for await (const { text, finished } of piecesOf(response, bytesBeside + bytesPerToken * this.settings.answerTokens)) {
        if (finished === 'length') throw new ModelFault('unusable', `The language model did not come to an end within ${this.settings.answerTokens} tokens.`);
        yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
        await run?.handleLLMNewToken(text);
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason as Error;
      throw error instanceof ModelFault ? error : new ModelFault('malformed', 'The connection to the language-model server broke off.', { cause: error });
    } finally {
      response.destroy();
    }
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions'], run?: CallbackManagerForLLMRun): Promise<ChatResult> {
    let text = '';
    for await (const chunk of this._streamResponseChunks(messages, options, run)) text += chunk.text;
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  private bodyOf(messages: readonly BaseMessage[], { form }: ChatOptions): unknown {
    return {
      model: this.settings.model,
      messages: plainMessages(messages).map(({ role, text }) => ({ role, content: text })),
      temperature: 0,
      seed,
      max_tokens: this.settings.answerTokens,
      stream: true,
      ...(form === undefined ? {} : { response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: form.schema } } }),
    };
  }
}

async function* piecesOf(response: NodeJS.ReadableStream & { readonly statusCode?: number | undefined; readonly headers: { readonly 'content-type'?: string | undefined } }, mostBytes: number): AsyncGenerator<Piece> {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400) throw new ModelFault('refused', `The language-model server answered with a redirection (${statusCode}); none is followed.`);
  if (statusCode !== 200) throw new ModelFault('refused', `The language-model server answered with status ${statusCode}.`);
  const type = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const chunks = response as AsyncIterable<Uint8Array>;
  if (type === 'text/event-stream') yield* readEvents(chunks, mostBytes);
  else if (type === 'application/json') yield await readWhole(chunks, mostBytes);
  else throw new ModelFault('malformed', `The language-model server sent ${type === '' ? 'no content type' : type} instead of events or JSON.`);
}
