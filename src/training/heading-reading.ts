/** Headings of law as questions for the reader: the provision's sentences answer, those of its neighbours in the same window do not. */
import type { LegalDocument } from '../document.js';
import { headedUnits, headingQuestion, type Headed } from './heading-pairs.js';
import { languageOf, lawSentences, type HeldLaw, type Unit } from './held-law.js';
import { numbered } from './page-reading.js';
import type { Candidate, ReadingExample } from './pair.js';
import { hashOf } from './sample.js';
import { windowAround, windowLength, windowsOf } from './windows.js';

/** Longest own text, as a share of the window: the rest is left for neighbours. */
const OWN_SHARE = 0.6;
/** Every n-th window leaves the provision itself out: its neighbours do not answer. */
const WITHOUT_ANSWER = 4;
/** Provisions before and behind that a window can reach. */
const NEIGHBOURS = 6;

export function* headingReadingCandidates(law: HeldLaw, counts: ReadonlyMap<string, number>): Generator<Candidate<readonly ReadingExample[]>> {
  for (const ordinal of law.ordinals) {
    const document = law.snapshot.documents[ordinal]!;
    for (const headed of headedUnits(law, ordinal, counts)) {
      const { start, end } = headed.provision.body;
      if (end - start > OWN_SHARE * windowLength) continue;
      yield { group: `reading-heading ${languageOf(law, ordinal)}`, key: `reading-heading ${document.expression}#${headed.place.eId}`, make: () => headingExample(law, headed) };
    }
  }
}

function headingExample(law: HeldLaw, headed: Headed): ReadingExample[] {
  const document = law.snapshot.documents[headed.ordinal]!;
  const units = law.unitsOf(headed.ordinal);
  const at = units.findIndex(({ place }) => place.eId === headed.place.eId);
  const question = headingQuestion(document.title, headed);
  const hash = hashOf(`window ${document.expression}#${headed.place.eId}`);
  const isLeftOut = hash % WITHOUT_ANSWER === 0;
  const near = units.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1).filter((unit) => !isLeftOut || unit.place.eId !== headed.place.eId);
  const sentences = near.flatMap((unit) => ownSentences(document, unit).map((text) => ({ text, isOwn: unit.place.eId === headed.place.eId })));
  const texts = sentences.map(({ text }) => text);
  const own = sentences.flatMap(({ isOwn }, index) => (isOwn ? [index] : []));
  const windows = windowsOf(texts, question.length);
  const window = isLeftOut ? windows[hash % Math.max(1, windows.length)] : windowAround(texts, { from: own[0] ?? 0, to: (own.at(-1) ?? -1) + 1 }, question.length, (hash % 1_000) / 1_000);
  // A window of nothing but the answer teaches no choice.
  if (window === undefined || window.to - window.from <= own.length) return [];
  return [{
    kind: 'heading', window: isLeftOut ? 'same-text' : 'answer', question, language: languageOf(law, headed.ordinal), title: document.title,
    ...numbered(texts, window.from, window.to, new Set(own)),
    source: `${document.work}#${headed.place.eId}`, windowSource: document.work, collection: document.source.collection,
  }];
}

function ownSentences(document: LegalDocument, { provision }: Unit): string[] {
  return lawSentences(document, provision).map(({ start, end }) => document.text.slice(start, end));
}
