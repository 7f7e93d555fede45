/** What a Word file holds beside its visible text, counted while it is read and said in one warning each: nothing is left out in silence. */

export type Counted =
  | 'insertion' | 'deletion' | 'move' | 'hidden' | 'contents' | 'picture' | 'embedded' | 'symbol' | 'emptyField' | 'lostNote' | 'comment';

export interface Tally {
  add(what: Counted, times?: number): void;
  warnings(): string[];
}

const times = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export function createTally(): Tally {
  const counts = new Map<Counted, number>();
  const of = (what: Counted): number => counts.get(what) ?? 0;
  /** Plain sentences; tracked changes are said in one. */
  const sentences: readonly (readonly [Counted, (count: number) => string])[] = [
    ['comment', (count) => `${times(count, 'comment')} in the margin ${count === 1 ? 'is' : 'are'} left out`],
    ['hidden', (count) => `${times(count, 'piece')} of hidden text ${count === 1 ? 'is' : 'are'} left out`],
    ['contents', (count) => `its table of contents (${times(count, 'line')}) is left out: it repeats the headings`],
    ['picture', (count) => `${times(count, 'picture')} or diagram${count === 1 ? ' is' : 's are'} left out`],
    ['embedded', (count) => `${times(count, 'embedded document')} ${count === 1 ? 'is' : 'are'} not read; paste ${count === 1 ? 'its' : 'their'} text into the file`],
    ['symbol', (count) => `${times(count, 'sign')} of a symbol font ${count === 1 ? 'is' : 'are'} no known character and read as U+FFFD`],
    ['emptyField', (count) => `${times(count, 'field')} of Word hold${count === 1 ? 's' : ''} no text and print${count === 1 ? 's' : ''} nothing here; update the fields and save the file again`],
    ['lostNote', (count) => `${times(count, 'reference')} to a note lead${count === 1 ? 's' : ''} to no note of ${count === 1 ? 'its' : 'their'} own`],
  ];
  const trackedChanges = (): string[] => {
    const changes = [
      [of('insertion'), times(of('insertion'), 'insertion') + ' kept'],
      [of('deletion'), times(of('deletion'), 'deletion') + ' left out'],
      [of('move'), times(of('move'), 'move') + ' followed'],
    ] as const;
    const made = changes.filter(([count]) => count > 0).map(([, said]) => said);
    return made.length === 0 ? [] : [`its tracked changes are read as if accepted: ${made.join(', ')}; accept or reject them in the word processor to settle the text`];
  };
  return {
    add: (what, by = 1) => void counts.set(what, of(what) + by),
    warnings: () => [...trackedChanges(), ...sentences.flatMap(([what, say]) => (of(what) === 0 ? [] : [say(of(what))]))],
  };
}
