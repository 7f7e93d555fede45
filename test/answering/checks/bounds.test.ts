import { describe } from 'vitest';
import { boundsStand } from '../../../src/answering/checks/bounds.js';
import { holds } from './rows.js';

describe('boundsStand', () =>
  holds(boundsStand, [
    ['en', 'Notice is at least 14 days.', 'The notice period is not less than fourteen days.', 'met'],
    ['en', 'Notice is at most 14 days.', 'The notice period is at least 14 days.', 'unmet'],
    ['en', 'You have 14 days.', 'The tenant replies within 14 days.', 'met'],
    ['en', 'The fee is paid after 1 March.', 'The fee is paid before 1 March.', 'unmet'],
    ['en', 'Under section 5 it is free.', 'It is free under section 5.', 'met'],
    ['en', 'The board meets after the court decides.', 'The board meets before the court decides.', 'unmet'],
    ['de', 'Die Frist beträgt höchstens 14 Tage.', 'Die Frist beträgt mindestens vierzehn Tage.', 'unmet'],
    ['de', 'Die Frist beträgt mindestens 3 Monate.', 'The period is at least three months.', 'met', { citedLanguage: 'en' }],
    ['fr', 'Le délai est de trois mois au plus.', 'Le délai est de trois mois au moins.', 'unmet'],
    ['ar', 'المدة لا تقل عن 30 يوما.', 'المدة لا تزيد على 30 يوما.', 'unmet'],
    ['uk', 'Строк становить не менше 10 днів.', 'Строк становить не більше 10 днів.', 'unmet'],
    ['ja', '三十日以上とする。', '三十日以内とする。', 'unmet'],
  ]));
