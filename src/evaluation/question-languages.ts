/** How often the language of a question is read right: questions of several sets, put to a corpus that holds the languages of all of them. */
import { detectLanguage, questionLanguage } from '../language.js';
import { readPages, readTopics } from './question-set.js';

/** Words kept of a question for the harder test: people type few. */
const fewWords = 5;

export interface LanguageFigures {
  readonly questions: number;
  /** Shares of the questions read in their own language: as asked, and their first five words. */
  readonly whole: number;
  readonly fiveWords: number;
  /** The same when the corpus holds every other set's language and not this one. */
  readonly foreign: number;
}

/** Each folder is a set in BEIR form; its language is that of most of its pages. Figures by folder. */
export async function evaluateQuestionLanguages(folders: readonly string[]): Promise<Readonly<Record<string, LanguageFigures>>> {
  const sets = await Promise.all(folders.map(async (folder) => ({ folder, language: majority((await readPages(folder)).map(({ text }) => text)), questions: (await readTopics(folder)).map(({ text }) => text) })));
  const languages = [...new Set(sets.map(({ language }) => language))];
  return Object.fromEntries(sets.map(({ folder, language, questions }) => {
    const share = (corpus: readonly string[], asked: (question: string) => string): number =>
      questions.filter((question) => questionLanguage(asked(question), corpus) === language).length / questions.length;
    const others = languages.filter((other) => other !== language);
    return [folder, { questions: questions.length, whole: share(languages, (question) => question), fiveWords: share(languages, firstWords), foreign: share(others, (question) => question) }];
  }));
}

/** The first five words; of scripts without spaces the first ten characters. */
function firstWords(question: string): string {
  const words = question.trim().split(/\s+/u);
  return words.length === 1 ? Array.from(question).slice(0, 2 * fewWords).join('') : words.slice(0, fewWords).join(' ');
}

function majority(texts: readonly string[]): string {
  const votes = new Map<string, number>();
  for (const text of texts) {
    const language = detectLanguage(text);
    votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'und';
}
