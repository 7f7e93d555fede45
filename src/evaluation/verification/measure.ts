/** How well statements are checked: real sentences of law made false by rule (are they caught?) and said otherwise by rule (are they let through?). */
import { checkStatement, sampleSentences, type CheckedStatement, type LawSentence } from '../../statement-checks.js';
import { languageRules } from './language-rules.js';
import { mutate, mutationKinds, subjectsIn, type MutationContext } from './mutations.js';
import { reword, rewordingKinds } from './rewordings.js';

export interface KindFigures {
  readonly made: number;
  readonly unsupported: number;
  /** Neither caught nor passed: said to be not checkable. */
  readonly notCheckable: number;
  readonly shareUnsupported: number;
}

export interface VerificationFigures {
  readonly folders: number;
  readonly sentences: number;
  /** Mutations by kind: `unsupported` is caught. */
  readonly mutations: Readonly<Record<string, KindFigures>>;
  readonly allMutations: KindFigures;
  readonly mutationsByLanguage: Readonly<Record<string, KindFigures>>;
  /** Rewordings by kind: `unsupported` is wrongly dropped. */
  readonly rewordings: Readonly<Record<string, KindFigures>>;
  readonly allRewordings: KindFigures;
  readonly rewordingsByLanguage: Readonly<Record<string, KindFigures>>;
}

export interface VerificationOptions {
  readonly seed: number;
  readonly random: (seed: number) => () => number;
  readonly threads: number;
  /** Files read of each folder. */
  readonly files: number;
  /** Of each kind, from each folder: at most so many statements. */
  readonly perKind: number;
  readonly signal?: AbortSignal;
  readonly onProgress: (progress: { readonly stage: string; readonly done: number; readonly total: number }) => void;
  /** Each statement with its verdict. */
  readonly onChecked?: (checked: CheckedCase) => void;
}

export interface CheckedCase extends CheckedStatement {
  readonly is: 'mutation' | 'rewording';
  readonly kind: string;
  readonly language: string;
  readonly statement: string;
  readonly sentence: string;
}

/** Sentences of other lengths are headings, lists or whole paragraphs. Characters; a sentence without spaces is shorter. */
const shortest = 40;
const longest = 400;
/** How often a noun must stand as a subject in the sample to be taken for a party. */
const frequentParty = 3;

/** Throws ResponsaError('bad-source') when a folder does not exist. The same folders, files and seed give the same figures. */
export async function measureVerification(folders: readonly string[], options: VerificationOptions): Promise<VerificationFigures> {
  const cases: CheckedCase[] = [];
  let sentences = 0;
  for (const [at, folder] of folders.entries()) {
    const random = options.random(options.seed + at);
    const pool = await poolOf(folder, options, random);
    sentences += pool.length;
    for (const checked of casesOf(pool, options, random)) {
      options.signal?.throwIfAborted();
      cases.push(checked);
      options.onChecked?.(checked);
    }
    options.onProgress({ stage: 'verify', done: at + 1, total: folders.length });
  }
  const [mutated, reworded] = [cases.filter(({ is }) => is === 'mutation'), cases.filter(({ is }) => is === 'rewording')];
  return {
    folders: folders.length, sentences,
    mutations: figuresBy(mutated, ({ kind }) => kind), allMutations: figuresOf(mutated), mutationsByLanguage: figuresBy(mutated, ({ language }) => language),
    rewordings: figuresBy(reworded, ({ kind }) => kind), allRewordings: figuresOf(reworded), rewordingsByLanguage: figuresBy(reworded, ({ language }) => language),
  };
}

async function poolOf(folder: string, { files, threads }: VerificationOptions, random: () => number): Promise<LawSentence[]> {
  const pool: LawSentence[] = [];
  const seen = new Set<string>();
  for await (const sentences of sampleSentences(folder, files, random, threads)) {
    for (const sentence of sentences) {
      const { text, language } = sentence;
      if (languageRules[language] === undefined || text.length > longest || text.length < (language === 'ja' ? shortest / 2 : shortest) || /[\n\t|]/u.test(text) || !/[.。]$/u.test(text) || seen.has(text)) continue;
      seen.add(text);
      pool.push(sentence);
    }
  }
  return pool.map((sentence) => ({ sentence, order: random() })).sort((a, b) => a.order - b.order).map(({ sentence }) => sentence);
}

function* casesOf(pool: readonly LawSentence[], { perKind }: VerificationOptions, random: () => number): Generator<CheckedCase> {
  const parties = new Map(Object.keys(languageRules).map((language) => [language, partiesOf(pool, language)]));
  for (const kind of mutationKinds) {
    yield* take(pool, perKind, 'mutation', kind, (sentence) => {
      const context: MutationContext = { rules: languageRules[sentence.language]!, random, parties: parties.get(sentence.language)! };
      return mutate(kind, sentence.text, context);
    });
  }
  for (const kind of rewordingKinds) yield* take(pool, perKind, 'rewording', kind, (sentence) => reword(kind, sentence, languageRules[sentence.language]!, random));
}

function* take(pool: readonly LawSentence[], most: number, is: CheckedCase['is'], kind: string, change: (sentence: LawSentence) => string | null): Generator<CheckedCase> {
  let made = 0;
  for (const sentence of pool) {
    if (made >= most) return;
    const statement = change(sentence);
    if (statement === null) continue;
    made += 1;
    yield { is, kind, language: sentence.language, statement, sentence: sentence.text, ...checkStatement(statement, sentence) };
  }
}

function partiesOf(pool: readonly LawSentence[], language: string): string[] {
  const counts = new Map<string, number>();
  for (const { text, language: own } of pool) if (own === language) for (const party of subjectsIn(text, languageRules[language]!)) counts.set(party, (counts.get(party) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= frequentParty).sort(([a, one], [b, other]) => other - one || a.localeCompare(b)).map(([party]) => party);
}

function figuresBy(cases: readonly CheckedCase[], by: (checked: CheckedCase) => string): Record<string, KindFigures> {
  return Object.fromEntries([...new Set(cases.map(by))].map((key) => [key, figuresOf(cases.filter((checked) => by(checked) === key))]));
}

function figuresOf(cases: readonly CheckedCase[]): KindFigures {
  const count = (support: CheckedCase['support']): number => cases.filter((checked) => checked.support === support).length;
  const unsupported = count('unsupported');
  return { made: cases.length, unsupported, notCheckable: count('not-checkable'), shareUnsupported: cases.length === 0 ? 0 : unsupported / cases.length };
}
