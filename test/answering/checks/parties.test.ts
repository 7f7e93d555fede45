import { describe } from 'vitest';
import { partiesStand } from '../../../src/answering/checks/parties.js';
import { holds } from './rows.js';

describe('partiesStand', () =>
  holds(partiesStand, [
    ['en', 'The tenant must give the landlord a copy of the lease.', 'The landlord must give the tenant a copy of the lease.', 'unmet'],
    ['en', 'The employee pays the wages each month.', 'The employer pays the wages each month.', 'unmet'],
    ['en', 'If the tenant asks, the landlord must give a receipt.', 'The landlord must give a receipt if the tenant asks.', 'met'],
    ['en', 'The occupier or owner must pay the rate.', 'The owner or occupier must pay the rate.', 'met'],
    ['en', 'The tenant must be given a copy by the landlord.', 'The landlord must give the tenant a copy.', 'cannot-tell'],
    ['en', 'The owner must register the dog.', 'The person who keeps a dog must register the dog.', 'met', { definitions: [{ term: 'owner', meaning: 'the person who keeps a dog' }] }],
    ['de', 'Der Mieter hat dem Vermieter eine Kopie zu geben.', 'Der Vermieter hat dem Mieter eine Kopie zu geben.', 'unmet'],
    ['fr', 'Le locataire doit remettre au bailleur une copie du bail.', 'Le bailleur doit remettre au locataire une copie du bail.', 'unmet'],
    ['ja', '賃借人は賃貸人に写しを交付しなければならない。', '賃貸人は賃借人に写しを交付しなければならない。', 'unmet'],
    ['de', 'Der Vermieter gibt dem Mieter eine Kopie.', 'The landlord must give the tenant a copy.', 'cannot-tell', { citedLanguage: 'en' }],
  ]));
