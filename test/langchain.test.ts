/** A small LangChain program composed of Responsa's parts. */
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { RunnableLambda, RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import type { Document } from '@langchain/core/documents';
import { createAgent, FakeToolCallingModel, tool } from 'langchain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openAssistant, rebuildIndex, type Assistant } from '../src/assistant.js';
import { assistantRunnable, ResponsaEmbeddings, ResponsaRetriever } from '../src/langchain.js';
import { openEmbedder } from '../src/models/models.js';
import { clock, dogAct, workplace, world, type Workplace } from './e2e/small-corpus.js';

describe('LangChain', () => {
  let place: Workplace;
  let assistant: Assistant;
  beforeAll(async () => {
    place = workplace();
    await rebuildIndex(place.config, [place.write({ 'dogs.md': dogAct(60, 14) })], { clock });
    assistant = await openAssistant(place.config, world);
  });
  afterAll(async () => {
    await assistant.close();
    place.remove();
  });

  it('embeds as LangChain expects it', async () => {
    const embedder = await openEmbedder('hashed-ngrams', { modelsFolder: place.config.models, threads: 1, batchSize: 8 });
    const embeddings = new ResponsaEmbeddings(embedder);
    const [dog, cat] = await embeddings.embedDocuments(['The annual dog fee', 'Building permits lapse']);
    const query = await embeddings.embedQuery('dog fee');
    const dot = (a: number[], b: number[]): number => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
    expect(dog).toHaveLength(embedder.dimensions);
    expect(dot(query, dog!)).toBeGreaterThan(dot(query, cat!));
    await embedder.close();
  });

  it('composes into a chain: retriever, prompt, model', async () => {
    const retriever = new ResponsaRetriever(assistant, { k: 2 });
    const prompts: string[] = [];
    const chain = RunnableSequence.from([
      { law: retriever.pipe(RunnableLambda.from((documents: Document[]) => documents.map(({ pageContent }) => pageContent).join('\n'))), question: new RunnablePassthrough<string>() },
      ChatPromptTemplate.fromTemplate('Law:\n{law}\nQuestion: {question}'),
      RunnableLambda.from((prompt: { toString: () => string }) => {
        prompts.push(prompt.toString());
        return prompt.toString();
      }),
      new FakeListChatModel({ responses: ['60 crowns.'] }),
      new StringOutputParser(),
    ]);
    expect(await chain.invoke('How much is the annual dog fee?')).toBe('60 crowns.');
    expect(prompts[0]).toContain('The annual dog fee is 60 crowns for each dog.');
  });

  it('gives the whole assistant as a Runnable whose answers cite, and which stops with its signal', async () => {
    const runnable = assistantRunnable(assistant);
    const fees = runnable.pipe((answer) => answer.statements.map(({ citations }) => citations[0]!.eId));
    expect(await fees.invoke('How much is the annual dog fee?')).toContain('sec_2');
    const dated = await runnable.invoke({ question: 'How much is the annual dog fee?', asOf: '2018-01-01' });
    expect(dated.status).toBe('abstained');
    await expect(runnable.invoke('fee', { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('is a tool that an agent can call', async () => {
    const law = tool(async ({ question }) => (await assistantRunnable(assistant).invoke(question)).statements.map(({ text }) => text).join('\n'), {
      name: 'law',
      description: 'What the law says, quoted.',
      schema: z.object({ question: z.string() }),
    });
    const model = new FakeToolCallingModel({ toolCalls: [[{ name: 'law', args: { question: 'How much is the annual dog fee?' }, id: '1' }], []] });
    const { messages } = await createAgent({ model, tools: [law] }).invoke({ messages: [{ role: 'user', content: 'What does a dog cost?' }] });
    expect(messages.find((message) => message.type === 'tool')?.content).toContain('The annual dog fee is 60 crowns for each dog.');
  });
});
