/** The language of a file that says nowhere in which it is. */
import { detectLanguage } from '../../language.js';
import { fromFileName, type Facts } from '../metadata.js';
import type { SourceFile } from '../parser.js';

/** Shorter texts (characters) tell too little of their language. */
const tellingLength = 200;

/** `facts` with the language `text` is in, unless the facts, the file's name or the collection say one. */
export function withLanguage(facts: Facts, file: SourceFile, text: string): Facts {
  if (facts.language !== undefined || fromFileName(file.path).language !== undefined || file.collection.language !== undefined || text.length < tellingLength) return facts;
  const detected = detectLanguage(text);
  return detected === 'und' ? facts : { ...facts, language: detected };
}
