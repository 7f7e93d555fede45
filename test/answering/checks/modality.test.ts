import { describe } from 'vitest';
import { modalityStands } from '../../../src/answering/checks/modality.js';
import { holds } from './rows.js';

describe('modalityStands', () =>
  holds(modalityStands, [
    ['en', 'The owner must register the dog.', 'The owner shall register the dog within 14 days.', 'met'],
    ['en', 'The owner may register the dog.', 'The owner must register the dog.', 'unmet'],
    ['en', 'The owner need not register the dog.', 'The owner must not register the dog.', 'unmet'],
    ['en', 'The board refuses a licence.', 'The board may refuse a licence.', 'unmet'],
    ['en', 'A person may not keep a dog.', 'No person shall keep a dog.', 'met'],
    ['en', 'It starts on 1 May 2024.', 'It starts on 1 May 2024 in the town.', 'met'],
    ['de', 'Der Halter kann den Hund anmelden.', 'Der Halter muss den Hund anmelden.', 'unmet'],
    ['fr', 'Le maire doit refuser le permis.', 'Le maire peut refuser le permis.', 'unmet'],
    ['ar', 'يجوز للمالك تسجيل الكلب.', 'يجب على المالك تسجيل الكلب.', 'unmet'],
    ['uk', 'Власник може зареєструвати собаку.', 'Власник повинен зареєструвати собаку.', 'unmet'],
    ['ja', '飼い主は登録することができる。', '飼い主は登録しなければならない。', 'unmet'],
    ['et', 'Omanik võib koera registreerida.', 'Omanik peab koera registreerima.', 'unmet'],
    ['de', 'Der Halter darf den Hund anmelden.', 'The owner must register the dog.', 'unmet', { citedLanguage: 'en' }],
    ['fi', 'Omistaja saa rekisteröidä.', 'Omistajan on rekisteröitävä.', 'cannot-tell'],
  ]));
