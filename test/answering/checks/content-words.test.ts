import { describe } from 'vitest';
import { contentWordsStand } from '../../../src/answering/checks/content-words.js';
import { holds } from './rows.js';

describe('contentWordsStand', () =>
  holds(contentWordsStand, [
    ['en', 'Registration of a dog costs 60 crowns.', 'The fee to register a dog is 60 crowns.', 'met'],
    ['en', 'Cats and horses are vaccinated yearly.', 'The fee to register a dog is 60 crowns.', 'unmet'],
    ['en', 'The dog fee is 60 crowns.', 'The fee is 60 crowns.', 'met', { headings: ['Dog registration'] }],
    // Words that join a clause moved to the front, and two that say "at least".
    ['de', 'Wenn der Hund blind führt, gilt: die Gebühr entfällt.', 'Die Gebühr entfällt, wenn der Hund blind führt.', 'met'],
    ['de', 'Wenigstens drei Hunde.', 'Mindestens drei Hunde.', 'met'],
    ['de', 'Die Gebühr beträgt 60 Kronen.', 'The fee is 60 crowns.', 'cannot-tell', { citedLanguage: 'en' }],
  ]));
