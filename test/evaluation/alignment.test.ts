import { describe, expect, it } from 'vitest';
import { align, bare, characterSum } from '../../src/evaluation/formats/alignment.js';
import { markupText } from '../../src/evaluation/formats/markup-text.js';
import { visibleText } from '../../src/evaluation/formats/visible-text.js';

const of = (source: string, tree: string): ReturnType<typeof align> => align(bare(source), bare(tree));
const sentence = 'Whoever keeps a dog registers it within fourteen days with the municipality of residence.';
const second = 'The fee is sixty crowns a year for the first dog and ninety crowns for each further one.';
const note = 'Inserted by the Second Amendment, in force since the first of July of the year two thousand.';

describe('align', () => {
  it('finds everything when nothing is lost, whatever the white space', () => {
    expect(of(`${sentence}\n\n${second}`, `${sentence} ${second}`)).toEqual({ total: bare(sentence + second).length, kept: bare(sentence + second).length, inOrder: bare(sentence + second).length, added: 0, lost: [] });
  });
  it('names what is lost, to the character', () => {
    expect(of(`${sentence} ${note} ${second}`, `${sentence} ${second}`)).toMatchObject({ kept: bare(sentence + second).length, lost: [bare(note)], added: 0 });
    expect(of('Section 12 (a) the dog', 'Section 1 (a) the dog')).toMatchObject({ total: 18, kept: 17, lost: ['2'] });
  });
  it('counts what was added', () => {
    expect(of(`${sentence} ${second}`, `${sentence} 17. ${second}`)).toMatchObject({ kept: bare(sentence + second).length, added: 3 });
  });
  it('keeps what moved, and says that the order is another', () => {
    const moved = of(`${sentence} ${note} ${second}`, `${sentence} ${second} ${note}`);
    expect(moved).toMatchObject({ kept: moved.total, added: 0, lost: [] });
    expect(moved.inOrder).toBe(bare(sentence + note).length);
  });
  it('does not find one text twice', () => {
    expect(of(`${sentence} ${sentence}`, sentence)).toMatchObject({ kept: bare(sentence).length, lost: [bare(sentence)] });
  });
  it('finds nothing in a text that has nothing to do with it', () => {
    const alone = of(sentence, second);
    expect(alone.kept / alone.total).toBeLessThan(0.1);
  });
});

describe('characterSum', () => {
  it('is the same for the same characters in another order, and another when one differs', () => {
    expect(characterSum('12Fees')).toBe(characterSum('Fees12'));
    expect(characterSum('12Fees')).not.toBe(characterSum('12Feet'));
    expect(characterSum('ad')).not.toBe(characterSum('bc'));
  });
});

describe('visible text', () => {
  it('leaves out what is hidden, decodes entities, and gives each unit by itself', () => {
    const rules = { hidden: new Set(['meta']), units: new Set(['section']), quoting: new Set(['quoted']) };
    expect(markupText('<a:act><a:meta>no<b/>thing</a:meta><a:section n="<">1. <i>D</i>ogs &amp; cats &#167;<quoted><section>inner</section></quoted></a:section><!-- no --><![CDATA[yes <]]></a:act>', rules)).toEqual({ text: '1.Dogs&cats§inneryes<', units: ['1.Dogs&cats§inner'] });
  });
  it('takes the marks of Markdown out and leaves the words', () => {
    expect(visibleText('markdown', '---\ntitle: T\n---\n# Dogs\n\n**Keep** [dogs](x.md) <!-- no -->\n\n| a | b |\n|---|---|\n| 1 | 2 |\n')?.text).toBe('DogsKeepdogsab12');
  });
  it('has no witness for a format it does not know', () => {
    expect(visibleText('pdf', '')).toBeNull();
  });
});
