/** The edge where LangChain programs use Responsa: its `Embeddings`, its `BaseRetriever`, and the whole assistant as a `Runnable`. */
import { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import { BaseRetriever } from '@langchain/core/retrievers';
import { RunnableLambda } from '@langchain/core/runnables';
import type { Answer, AskRequest, Assistant, PassageView, Scope } from './assistant.js';
import type { Embedder } from './models/embedder.js';

/** A local embedder as LangChain's `Embeddings`. Vectors have length 1. */
export class ResponsaEmbeddings extends Embeddings {
  constructor(private readonly embedder: Embedder) {
    super({});
  }

  override async embedDocuments(documents: string[]): Promise<number[][]> {
    const rows = await this.embedder.embedPassages(documents);
    const { dimensions } = this.embedder;
    return documents.map((_, row) => Array.from(rows.subarray(row * dimensions, (row + 1) * dimensions)));
  }

  override async embedQuery(document: string): Promise<number[]> {
    return Array.from(await this.embedder.embedQuery(document));
  }
}

/** What a retrieved `Document` says of itself: all of the passage but its text. */
export type PassageMetadata = Omit<PassageView, 'text'>;

/** Passages of the law as LangChain documents; `scope` sets as-of date and filters for every question. */
export class ResponsaRetriever extends BaseRetriever<PassageMetadata> {
  override lc_namespace = ['responsa', 'retrievers'];

  constructor(
    private readonly assistant: Assistant,
    private readonly scope: Scope & { readonly k?: number } = {},
  ) {
    super();
  }

  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const { passages } = await this.assistant.retrieve({ query, ...this.scope });
    return passages.map(({ text, ...metadata }) => new Document({ pageContent: text, metadata, id: `${metadata.expression}#${metadata.eId}:${metadata.start}` }));
  }
}

/** The whole assistant: a question, or a question with its scope -> an answer whose statements are checked. Honours the signal of the call. */
export function assistantRunnable(assistant: Assistant): RunnableLambda<string | AskRequest, Answer> {
  return RunnableLambda.from((asked: string | AskRequest, options?: { readonly signal?: AbortSignal }) =>
    assistant.ask(typeof asked === 'string' ? { question: asked } : asked, options?.signal),
  );
}
