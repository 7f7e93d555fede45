import { expect, it } from 'vitest';
import { numberSentences } from '../../src/answering/numbered-sentences.js';
import { pointedExceptions } from '../../src/answering/pointed-exceptions.js';
import { lawOf, passagesOf } from './fixtures.js';

const law = lawOf({}, `### Section 1. Fee

Subject to section 3, the owner pays a fee. Section 2 is explained by section 3.

### Section 2. Payment

The fee is paid in May.

### Section 3. Relief

The fee is halved for pensioners. The fee does not apply to guide dogs.
`);
const said = (at: number): string[] => pointedExceptions(numberSentences(passagesOf(law))[at]!).map(({ span }) => law.text.slice(span.start, span.end));

it('finds the exception of a provision that a sentence reserves', () => expect(said(0)).toEqual(['The fee does not apply to guide dogs.']));
it('follows no mere mention', () => expect(said(1)).toEqual([]));
it('finds nothing where nothing is pointed to', () => expect(said(2)).toEqual([]));
