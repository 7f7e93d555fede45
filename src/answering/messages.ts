/** What a declined question is told, in the asker's language. Data; `{date}`, `{citation}` and `{places}` are filled in. */
import { primaryLanguage } from '../language.js';
import type { AbstentionReason } from './answer-types.js';

type Messages = Readonly<Record<AbstentionReason, string>>;

const english: Messages = {
  'no-relevant-passage': 'Nothing on this question was found in the collection.',
  'not-in-force': 'What the collection holds on this question is not in force on {date}.',
  'insufficient-evidence': 'The collection holds provisions on this subject, but it is not certain that any of them answers the question.',
  unsupported: 'No statement could be confirmed by the provisions it cites, so none is given.',
  'citation-not-found': 'The collection does not hold the provision asked for: {citation}.',
  'citation-ambiguous': 'Several provisions of the collection are called {citation}. Name the law that is meant.',
  'outside-scope': 'Please ask a question about the law or the public guidance of this collection.',
  'other-jurisdiction': 'What the collection holds on this question is the law of another place than the one asked about.',
  'place-ambiguous': 'Several places of the collection rule on this, each in its own way. Name the place that is meant: {places}.',
};

const messages: Readonly<Record<string, Messages>> = {
  en: english,
  de: {
    'no-relevant-passage': 'In der Sammlung wurde zu dieser Frage nichts gefunden.',
    'not-in-force': 'Was die Sammlung zu dieser Frage enthält, gilt am {date} nicht.',
    'insufficient-evidence': 'Die Sammlung enthält Vorschriften zu diesem Thema, aber es ist nicht sicher, dass eine davon die Frage beantwortet.',
    unsupported: 'Keine Aussage ließ sich durch die angeführten Vorschriften bestätigen; deshalb wird keine gegeben.',
    'citation-not-found': 'Die Sammlung enthält die genannte Vorschrift nicht: {citation}.',
    'citation-ambiguous': 'Mehrere Vorschriften der Sammlung heißen {citation}. Nennen Sie das Gesetz, das gemeint ist.',
    'outside-scope': 'Bitte stellen Sie eine Frage zum Recht oder zu den amtlichen Hinweisen dieser Sammlung.',
    'other-jurisdiction': 'Was die Sammlung zu dieser Frage enthält, gilt an einem anderen Ort als dem, nach dem gefragt ist.',
    'place-ambiguous': 'Mehrere Orte der Sammlung regeln das, jeder auf seine Weise. Nennen Sie den Ort, der gemeint ist: {places}.',
  },
  fr: {
    'no-relevant-passage': 'Rien n’a été trouvé dans le recueil sur cette question.',
    'not-in-force': 'Ce que le recueil contient sur cette question n’est pas en vigueur le {date}.',
    'insufficient-evidence': 'Le recueil contient des dispositions sur ce sujet, mais il n’est pas certain que l’une d’elles réponde à la question.',
    unsupported: 'Aucune affirmation n’a pu être confirmée par les dispositions citées ; aucune n’est donc donnée.',
    'citation-not-found': 'Le recueil ne contient pas la disposition demandée : {citation}.',
    'citation-ambiguous': 'Plusieurs dispositions du recueil portent la référence {citation}. Indiquez le texte visé.',
    'outside-scope': 'Veuillez poser une question sur le droit ou les informations officielles de ce recueil.',
    'other-jurisdiction': 'Ce que le recueil contient sur cette question s’applique dans un autre lieu que celui demandé.',
    'place-ambiguous': 'Plusieurs lieux du recueil règlent cette question, chacun à sa façon. Indiquez le lieu visé : {places}.',
  },
  ar: {
    'no-relevant-passage': 'لم يُعثر في المجموعة على شيء يتعلق بهذا السؤال.',
    'not-in-force': 'ما تحتويه المجموعة بشأن هذا السؤال غير نافذ في {date}.',
    'insufficient-evidence': 'تحتوي المجموعة على أحكام في هذا الموضوع، ولكن ليس من المؤكد أن أيًا منها يجيب عن السؤال.',
    unsupported: 'لم يمكن تأكيد أي عبارة من الأحكام المستشهد بها، ولذلك لا تقدم أي عبارة.',
    'citation-not-found': 'لا تحتوي المجموعة على الحكم المطلوب: {citation}.',
    'citation-ambiguous': 'تحمل عدة أحكام في المجموعة هذا الرقم: {citation}. يرجى ذكر القانون المقصود.',
    'outside-scope': 'يرجى طرح سؤال عن القانون أو الإرشادات الرسمية في هذه المجموعة.',
    'other-jurisdiction': 'ما تحتويه المجموعة بشأن هذا السؤال يسري في مكان غير المكان المطلوب.',
    'place-ambiguous': 'تنظم عدة أماكن في المجموعة هذا الأمر، كل منها بطريقته. يرجى ذكر المكان المقصود: {places}.',
  },
  ja: {
    'no-relevant-passage': 'この資料集には、ご質問に関する記載が見つかりませんでした。',
    'not-in-force': 'この資料集にあるご質問に関する規定は、{date}の時点で施行されていません。',
    'insufficient-evidence': 'この資料集には関連する規定がありますが、ご質問に答えるものがあるかどうかは確かではありません。',
    unsupported: '引用した規定によって確認できる記述がなかったため、回答を控えます。',
    'citation-not-found': 'この資料集には、お尋ねの規定がありません：{citation}。',
    'citation-ambiguous': '{citation}に当たる規定が複数あります。法令名をお示しください。',
    'outside-scope': 'この資料集の法令または公的な案内についてご質問ください。',
    'other-jurisdiction': 'この資料集にあるご質問に関する規定は、お尋ねの地域ではなく他の地域のものです。',
    'place-ambiguous': 'この件については、資料集の複数の地域がそれぞれ別に定めています。地域名をお示しください：{places}。',
  },
  et: {
    'no-relevant-passage': 'Kogust ei leitud selle küsimuse kohta midagi.',
    'not-in-force': 'See, mis kogus selle küsimuse kohta on, ei kehti seisuga {date}.',
    'insufficient-evidence': 'Kogus on selle teema kohta sätteid, kuid ei ole kindel, et mõni neist küsimusele vastab.',
    unsupported: 'Viidatud sätted ei kinnitanud ühtki väidet, seepärast ei esitata ühtki.',
    'citation-not-found': 'Kogus ei ole küsitud sätet: {citation}.',
    'citation-ambiguous': 'Mitmel kogu sättel on tähis {citation}. Nimetage seadus, mida mõtlete.',
    'outside-scope': 'Palun esitage küsimus selle kogu õiguse või ametlike juhiste kohta.',
    'other-jurisdiction': 'See, mis kogus selle küsimuse kohta on, on teise koha õigus, mitte selle, mille kohta küsite.',
    'place-ambiguous': 'Seda reguleerivad mitu kogu kohta, igaüks omal viisil. Nimetage koht, mida mõtlete: {places}.',
  },
  uk: {
    'no-relevant-passage': 'У збірці нічого не знайдено щодо цього питання.',
    'not-in-force': 'Те, що збірка містить щодо цього питання, не є чинним на {date}.',
    'insufficient-evidence': 'Збірка містить положення на цю тему, але не певно, що якесь із них відповідає на запитання.',
    unsupported: 'Жодне твердження не вдалося підтвердити наведеними положеннями, тому жодного не надано.',
    'citation-not-found': 'У збірці немає положення, про яке запитують: {citation}.',
    'citation-ambiguous': 'Кілька положень збірки мають позначення {citation}. Зазначте, який закон мається на увазі.',
    'outside-scope': 'Будь ласка, поставте запитання про право або офіційні роз’яснення цієї збірки.',
    'other-jurisdiction': 'Те, що збірка містить щодо цього питання, діє в іншому місці, ніж те, про яке запитують.',
    'place-ambiguous': 'Це регулюють кілька місцевостей збірки, кожна по-своєму. Зазначте, яку місцевість ви маєте на увазі: {places}.',
  },
};

/** In `language` where we have it, else in English. */
export function messageFor(reason: AbstentionReason, language: string, values: { readonly date: string; readonly citation: string; readonly places?: string }): string {
  const message = (messages[primaryLanguage(language)] ?? english)[reason];
  return message.replace('{date}', values.date).replace('{citation}', values.citation).replace('{places}', values.places ?? '');
}
