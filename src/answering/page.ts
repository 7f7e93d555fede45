/** A page of plain lines as reading material: every line a sentence, sections begun by the lines that look like headings. */
import type { Material } from './evidence.js';

export interface PageMaterial extends Material {
  /** Line number (from 0) of each sentence; blank lines are none. */
  readonly lines: readonly number[];
}

/** `text` is split at `\n`. */
export function pageMaterial(question: string, language: string, title: string, text: string): PageMaterial {
  const sentences: { text: string; section: number }[] = [];
  const sections: { heading: string; rank: number; page: number }[] = [];
  const lines: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    if (sections.length === 0) sections.push({ heading: title.trim() === '' ? line : title, rank: 1, page: 0 });
    else if (looksLikeHeading(line)) sections.push({ heading: line, rank: 1, page: 0 });
    sentences.push({ text: line, section: sections.length - 1 });
    lines.push(index);
  });
  return { question, language, title: sections[0]?.heading ?? null, meaning: 1, retrieval: null, sentences, sections, lines };
}

/** Short, and with no mark at its end save a question or exclamation mark. */
function looksLikeHeading(line: string): boolean {
  return line.length > 2 && line.length < 90 && !/[.;,:。؛،：]$/u.test(line.trim());
}
