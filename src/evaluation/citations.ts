/** Every provision number of a corpus asked in three written forms: does the citation lead to exactly what it names? */
import { appendFile, writeFile } from 'node:fs/promises';
import { openCitedCorpus, type CitedCorpus, type CitedProvisions } from '../cited-corpus.js';
import { walk, type LegalDocument, type Located } from '../document.js';
import { citationQuestions, isAsked } from './citation-forms.js';

/** `ambiguous`: the right provision is among several that the words mean. `wrong`: others, without the right one. `not-found`: none. */
type Verdict = 'right' | 'ambiguous' | 'wrong' | 'not-found';

export interface FormFigures {
  readonly asked: number;
  readonly right: number;
  readonly ambiguous: number;
  readonly wrong: number;
  readonly notFound: number;
  /** Of what is asked by words that mean one provision only. */
  readonly shareRight: number;
}

export interface CitationFigures {
  readonly expressions: number;
  readonly provisions: number;
  /** Provisions that print no number one could ask for. */
  readonly unnumbered: number;
  readonly forms: Readonly<Record<string, FormFigures>>;
  readonly all: FormFigures;
  readonly readSeconds: number;
  readonly questionsPerSecond: number;
  readonly slowestMs: number;
  readonly peakRssBytes: number;
}

export interface CitationOptions {
  readonly threads: number;
  /** Where one line goes for each question that did not lead to its provision alone. */
  readonly failures?: string;
  /** First N provisions only. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly onProgress: (progress: { readonly stage: string; readonly done: number; readonly total: number }) => void;
}

type Counts = Record<Verdict, number>;

/** FOLDER is a corpus as `index` reads it. Each expression is asked in its own language, on any day. */
export async function evaluateCitations(folder: string, options: CitationOptions): Promise<CitationFigures> {
  const { onProgress, signal, threads } = options;
  const started = performance.now();
  const corpus = await openCitedCorpus(folder, { threads, ...(signal && { signal }), onProgress: (done, total) => onProgress({ stage: 'read', done, total }) });
  const readSeconds = (performance.now() - started) / 1000;
  const counts = [1, 2, 3].map((): Counts => ({ right: 0, ambiguous: 0, wrong: 0, 'not-found': 0 }));
  const asking = { provisions: 0, unnumbered: 0, slowestMs: 0, counts };
  if (options.failures !== undefined) await writeFile(options.failures, '');
  const from = performance.now();
  for (const [at, document] of corpus.documents.entries()) {
    signal?.throwIfAborted();
    if (asking.provisions >= (options.limit ?? Infinity)) break;
    const failures = askDocument(corpus, document, asking);
    if (options.failures !== undefined && failures.length > 0) await appendFile(options.failures, failures.map((failure) => `${JSON.stringify(failure)}\n`).join(''));
    onProgress({ stage: 'ask', done: at + 1, total: corpus.documents.length });
  }
  const seconds = (performance.now() - from) / 1000;
  const forms = Object.fromEntries(counts.map((one, at) => [`form ${at + 1}`, figuresOf(one)]));
  const all = figuresOf(counts.reduce((sum, one) => ({ right: sum.right + one.right, ambiguous: sum.ambiguous + one.ambiguous, wrong: sum.wrong + one.wrong, 'not-found': sum['not-found'] + one['not-found'] })));
  const { provisions, unnumbered, slowestMs } = asking;
  return { expressions: corpus.documents.length, provisions, unnumbered, forms, all, readSeconds, questionsPerSecond: all.asked / seconds, slowestMs, peakRssBytes: process.resourceUsage().maxRSS * 1024 };
}

interface Failure {
  readonly question: string;
  readonly verdict: Verdict;
  readonly meant: string;
  readonly led: readonly string[];
}

interface Asking {
  provisions: number;
  unnumbered: number;
  slowestMs: number;
  readonly counts: readonly Counts[];
}

function askDocument(corpus: CitedCorpus, document: LegalDocument, asking: Asking): Failure[] {
  const failures: Failure[] = [];
  for (const located of walk(document.provisions)) {
    if (!isAsked(located.provision)) continue;
    const questions = citationQuestions(document, located);
    if (questions === null) asking.unnumbered += 1;
    else asking.provisions += 1;
    for (const [form, question] of (questions ?? []).entries()) {
      const started = performance.now();
      const cited = corpus.cite(question, document.language);
      asking.slowestMs = Math.max(asking.slowestMs, performance.now() - started);
      const verdict = judge(document, located, cited);
      asking.counts[form]![verdict] += 1;
      if (verdict !== 'right') failures.push({ question, verdict, meant: `${document.work}#${located.provision.eId}`, led: cited.flatMap(({ outcome, candidates }) => [outcome, ...candidates.slice(0, 5).map((one) => `${one.document.work}#${one.provision.eId}`)]) });
    }
  }
  return failures;
}

function judge(document: LegalDocument, { provision }: Located, cited: readonly CitedProvisions[]): Verdict {
  const candidates = cited.flatMap((one) => one.candidates);
  const isMeant = candidates.some((one) => one.document.work === document.work && one.provision.eId === provision.eId);
  if (isMeant) return candidates.length === 1 ? 'right' : 'ambiguous';
  return candidates.length === 0 ? 'not-found' : 'wrong';
}

function figuresOf({ right, ambiguous, wrong, 'not-found': notFound }: Counts): FormFigures {
  const asked = right + ambiguous + wrong + notFound;
  return { asked, right, ambiguous, wrong, notFound, shareRight: right / (asked - ambiguous) };
}
