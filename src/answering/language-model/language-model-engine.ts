/**
 * An engine that lets a language model write the statements, and stands on the reader for everything else.
 *
 *   read             the reader drafts, and says whether the sentences answer at all; where it does not believe so, that is the result
 *   wait             one question at a time, a bounded number behind it
 *   prompt           the best sentences that fit, as quoted text
 *   generate         constrained to statements with numbers, or "no answer"; under two time limits
 *   read the output  whatever is wrong with it: the reader's draft, and the reason
 */
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { messageOf } from '../../errors.js';
import { ModelFault } from '../../model-fault.js';
import type { LanguageModel } from '../../models/language-model.js';
import { timedModel, type TakeTiming } from '../../timings.js';
import { answerableFrom } from '../abstain.js';
import type { Composition, Draft, Engine } from '../engine.js';
import { longestStatement, outputForm, readOutput, type ModelStatement } from './output.js';
import { writePrompt, type Prompt } from './prompt.js';
import { createQueue } from './queue.js';

export interface LanguageModelSettings {
  readonly maximumStatements: number;
  /** Tokens of prompt and output together. */
  readonly languageModelContext: number;
  /** Tokens of the longest output. */
  readonly languageModelAnswer: number;
  /** Milliseconds from the question's turn to the first piece of output. */
  readonly languageModelFirstToken: number;
  /** Milliseconds for all of it, waiting included. */
  readonly languageModelTimeout: number;
  /** Questions that may wait. */
  readonly languageModelQueue: number;
}

/**
 * The reader believes and the model says that nothing answers: both must agree on an answer, so that abstention is never rarer than the
 * reader's, which is calibrated. The belief falls by this factor: from 0.5 and more to between 0.2 and 0.4, "on the subject, but no answer".
 */
const afterNone = 0.4;

export function createLanguageModelEngine(model: LanguageModel, reader: Engine, settings: LanguageModelSettings, onTiming: TakeTiming = () => undefined): Engine {
  const queue = createQueue(settings.languageModelQueue);
  return {
    name: model.engine,
    languageModel: model.name,
    compose: async (draft, signal): Promise<Composition> => {
      const reading = await reader.compose(draft, signal);
      if (reading.answerable < answerableFrom || draft.sentences.length === 0) return reading;
      const limit = startLimit(settings, signal);
      onTiming({ of: 'language-model-queue', change: 1 });
      try {
        const written = await queue.run(() => timedModel('language-model', () => write(model, draft, settings, limit, onTiming), onTiming, signal), limit.signal);
        if (written === null) return { ...readBy(reading), statements: [], answerable: reading.answerable * afterNone };
        const statements = written.map((statement) => ({ ...statement, score: reading.answerable }));
        return { ...readBy(reading), statements, answerable: reading.answerable, reserve: reading };
      } catch (error) {
        signal.throwIfAborted();
        const { reason, message } = error instanceof ModelFault ? error : { reason: 'failed' as const, message: `The language model failed: ${messageOf(error)}.` };
        return { ...reading, fallback: { engine: model.engine, reason, message } };
      } finally {
        onTiming({ of: 'language-model-queue', change: -1 });
        limit.stop();
      }
    },
  };
}

/** What judged the sentences stays known, and why the trained reader did not. */
function readBy({ reader, fallback }: Composition): Pick<Composition, 'reader' | 'fallback'> {
  return { ...(reader !== undefined && { reader }), ...(fallback !== undefined && { fallback }) };
}

/** `null`: the model says that there is no answer. */
async function write(model: LanguageModel, draft: Draft, settings: LanguageModelSettings, limit: Limit, onTiming: TakeTiming): Promise<readonly ModelStatement[] | null> {
  const prompt = await writePrompt(draft, settings.languageModelContext - settings.languageModelAnswer, (text) => model.chat.getNumTokens(text));
  if (prompt === null) throw new ModelFault('unusable', 'Not one sentence fits into the context of the language model beside the question; languageModelContext is too small.');
  limit.begin();
  const { output, firstPieceMs, milliseconds } = await generate(model, prompt, settings.maximumStatements, limit);
  onTiming({ of: 'language-model-output', firstPieceMs, milliseconds, tokens: await model.chat.getNumTokens(output) });
  return readOutput(output, prompt.numbers, settings.maximumStatements);
}

/**
 * The model's generator is read directly: `stream()` would ask the environment whether to report each call to a tracing service on the network.
 */
async function generate({ chat }: LanguageModel, { system, user, numbers }: Prompt, maximumStatements: number, limit: Limit): Promise<{ readonly output: string; readonly firstPieceMs: number; readonly milliseconds: number }> {
  // Escaped, a character takes six at most; the rest is braces, names and numbers.
  const longest = 200 + maximumStatements * (6 * longestStatement + 200);
  const started = performance.now();
  let [output, firstPieceMs] = ['', 0];
  for await (const { text } of chat._streamResponseChunks([new SystemMessage(system), new HumanMessage(user)], { form: outputForm(numbers, maximumStatements), signal: limit.signal })) {
    if (text !== '') limit.arrived();
    if (output === '' && text !== '') firstPieceMs = performance.now() - started;
    output += text;
    if (output.length > longest) throw new ModelFault('unusable', 'The language model does not come to an end.');
  }
  limit.signal.throwIfAborted();
  return { output, firstPieceMs, milliseconds: performance.now() - started };
}

interface Limit {
  /** Fires with the asker's reason, or with ModelFault('too-slow'). */
  readonly signal: AbortSignal;
  /** The turn has come: the time to the first piece begins. */
  begin(): void;
  arrived(): void;
  stop(): void;
}

function startLimit({ languageModelFirstToken, languageModelTimeout }: LanguageModelSettings, asker: AbortSignal): Limit {
  const controller = new AbortController();
  const after = (milliseconds: number, what: string): NodeJS.Timeout =>
    setTimeout(() => controller.abort(new ModelFault('too-slow', `The language model ${what} within ${milliseconds} ms.`)), milliseconds);
  const total = after(languageModelTimeout, 'was not ready');
  let first: NodeJS.Timeout | undefined;
  return {
    signal: AbortSignal.any([asker, controller.signal]),
    begin: () => {
      first = after(languageModelFirstToken, 'did not begin');
    },
    arrived: () => clearTimeout(first),
    stop: () => {
      clearTimeout(total);
      clearTimeout(first);
    },
  };
}
