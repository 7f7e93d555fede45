import { describe } from 'vitest';
import { conditionsStand } from '../../../src/answering/checks/conditions.js';
import { holds } from './rows.js';

describe('conditionsStand', () =>
  holds(conditionsStand, [
    ['en', 'The fee is refunded.', 'The fee is refunded if the application is withdrawn.', 'unmet'],
    ['en', 'If the application is withdrawn, the fee is refunded.', 'The fee is refunded if the application is withdrawn.', 'met'],
    ['en', 'Nobody may keep a dog.', 'Nobody may keep a dog unless it is registered.', 'unmet'],
    ['de', 'Die Gebühr wird erstattet.', 'Die Gebühr wird erstattet, wenn der Antrag zurückgenommen wird.', 'unmet'],
    ['de', 'Anlagen bedürfen der Genehmigung.', 'Anlagen bedürfen der Genehmigung, soweit nicht etwas anderes bestimmt ist.', 'unmet'],
    ['fr', 'La redevance est remboursée.', 'La redevance est remboursée, sauf si le bac est perdu.', 'unmet'],
    ['ar', 'يعاد الرسم.', 'يعاد الرسم إذا سحب الطلب قبل البت فيه.', 'unmet'],
    ['uk', 'Збір повертається.', 'Збір повертається, якщо заяву відкликано.', 'unmet'],
    ['ja', '手数料を返還する。', '申請を取り下げた場合には、手数料を返還する。', 'unmet'],
    ['de', 'Die Gebühr wird erstattet.', 'The fee is refunded if the application is withdrawn.', 'unmet', { citedLanguage: 'en' }],
    ['de', 'Die Gebühr wird erstattet, wenn der Antrag zurückgenommen wird.', 'The fee is refunded if the application is withdrawn.', 'cannot-tell', { citedLanguage: 'en' }],
  ]));
