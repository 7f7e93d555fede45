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
    // A noun for a noun between the same words is another thing, whether or not it names a person.
    ['fr', 'Il exerce les pouvoirs de la durée dans les limites fixées.', 'Il exerce les pouvoirs de la bande dans les limites fixées.', 'unmet'],
    ['fr', 'La notification est jointe au dossier remis au greffe, la sanction à la requête.', 'La sanction est jointe au dossier remis au greffe, la notification à la requête.', 'unmet'],
    ['de', 'Nach dem Wortlaut der Gebühr prüft die Stelle den Antrag.', 'Nach dem Wortlaut der Satzung prüft die Stelle den Antrag.', 'unmet'],
    // "or whose employee": the second belongs to the first and is no other of its kind.
    ['en', 'Every employee who, or whose person, contravenes this section commits an offence.', 'Every person who, or whose employee, contravenes this section commits an offence.', 'unmet'],
    ['fr', 'Le dossier est remis quand la demande est reçue par le maire.', 'Quand la demande est reçue par le maire, le dossier est remis.', 'met'],
    // A word of the law in the place of another of its words, persons or not, article or not.
    ['en', 'The mayor opens the meeting, the speaker closes the session.', 'The speaker opens the meeting, the mayor closes the session.', 'unmet'],
    ['en', 'The mayor opens the meeting, the mayor closes the session.', 'The speaker opens the meeting, the mayor closes the session.', 'unmet'],
    ['en', 'Where possible, weekly reports of service precede monthly reports of premises.', 'Where possible, weekly reports of premises precede monthly reports of service.', 'unmet'],
    ['en', 'Bread, meat and fish may be sold at the market.', 'Fish, meat and bread may be sold at the market.', 'met'],
    ['fr', 'Le maire fixe les frais de dépôt par décision du greffe, puis les droits de greffe par arrêté.', 'Le maire fixe les frais de greffe par décision du dépôt, puis les droits de greffe par arrêté.', 'unmet'],
    ['fr', 'Après l’entrée en vigueur de la présente demande, un État peut proposer des amendements.', 'Après l’entrée en vigueur de la présente convention, un État peut proposer des amendements.', 'unmet'],
    ['de', 'Die Satzung regelt den Beitrag, der Vorstand die Gebühr.', 'Der Vorstand regelt den Beitrag, die Satzung die Gebühr.', 'unmet'],
    ['et', 'Maksuhaldur teeb otsuse, Finantsinspektsioon saadab ärakirja.', 'Finantsinspektsioon teeb otsuse, maksuhaldur saadab ärakirja.', 'unmet'],
    // Nouns that show themselves as such: behind a preposition, with the Arabic article in front, of Han alone.
    ['en', 'A majority of members of committee is needed for the vote.', 'A majority of members of council is needed for the vote.', 'unmet'],
    ['en', 'Children and adults on the same premises use separate rooms.', 'Children and adults on the same floor use separate rooms.', 'unmet'],
    ['fr', 'Le survivant a droit, sur impôt présentée au greffe, à la moitié de la somme.', 'Le survivant a droit, sur demande présentée au greffe, à la moitié de la somme.', 'unmet'],
    ['ar', 'يقدم المستأجر الطلب وفق القواعد التي تحددها الشركة خلال شهر.', 'يقدم المستأجر الطلب وفق القواعد التي تحددها اللائحة خلال شهر.', 'unmet'],
    ['ar', 'يقدم المستأجر الطلب خلال شهر وفق القواعد التي تحددها اللائحة.', 'يقدم المستأجر الطلب وفق القواعد التي تحددها اللائحة خلال شهر.', 'met'],
    ['ja', '紛失した許可証の返還は、要しない。', '紛失した鑑札の返還は、要しない。', 'unmet'],
    // One conjunction written in two ways; the word before it is the same.
    ['ja', '補助金の全部または一部を返還させる。', '補助金の全部又は一部を返還させる。', 'met'],
    // Listed further on, and exchanged all the same.
    ['fr', 'Les droits dus pour une propriétaire sont payés par cette personne ou la personne du bateau.', 'Les droits dus pour une personne sont payés par cette personne ou la propriétaire du bateau.', 'unmet'],
    // What a definition makes one may stand for the other.
    ['en', 'The council grants the permit, and the municipality grants the licence.', 'The municipality grants the permit, and the municipality grants the licence for the council.', 'met', { definitions: [{ term: 'council', meaning: 'the municipality' }] }],
    ['ja', '賃借人は賃貸人に写しを交付しなければならない。', '賃貸人は賃借人に写しを交付しなければならない。', 'unmet'],
    ['de', 'Der Vermieter gibt dem Mieter eine Kopie.', 'The landlord must give the tenant a copy.', 'cannot-tell', { citedLanguage: 'en' }],
  ]));
