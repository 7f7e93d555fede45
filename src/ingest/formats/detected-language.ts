/** The language of a file that says nowhere in which it is. */
import { fromFileName, type Facts } from '../metadata.js';
import type { SourceFile } from '../parser.js';

/** Shorter texts (characters) tell too little of their language. */
const tellingLength = 200;

/** `facts` with the language `text` is in, unless the facts, the file's name or the collection say one. */
export async function withLanguage(facts: Facts, file: SourceFile, text: string): Promise<Facts> {
  if (facts.language !== undefined || fromFileName(file.path).language !== undefined || file.collection.language !== undefined || text.length < tellingLength) return facts;
  const [detected] = await detectedLanguages([text]);
  return detected === undefined || detected === 'und' ? facts : { ...facts, language: detected };
}

/** Of each text its language, `und` where nothing tells. The tables of n-grams take longer to load than most files take to read: only where they are needed. */
export async function detectedLanguages(texts: readonly string[]): Promise<readonly string[]> {
  const { detectLanguage } = await import('../../language.js');
  return texts.map(detectLanguage);
}
