/** What the columns of a table of questions and answers are called, in the languages of those who write such tables. */
import { threeLetterCode } from '../../languages.js';

const allRoles = ['question', 'answer', 'id', 'number', 'topic', 'language', 'from', 'to', 'until', 'source', 'law'] as const;
export type Role = (typeof allRoles)[number];

/** Names as `plainName` leaves them. `to` is the first day an entry no longer holds (half-open, as everywhere here), `until` the last day it does. */
const names: Readonly<Record<Role, readonly string[]>> = {
  question: ['question', 'questions', 'q', 'frage', 'fragen', 'pregunta', 'pergunta', 'domanda', 'vraag', 'سؤال', 'السؤال', '質問', '問い', '問', 'küsimus'],
  answer: ['answer', 'answers', 'a', 'antwort', 'antworten', 'reponse', 'reponses', 'respuesta', 'resposta', 'risposta', 'antwoord', 'جواب', 'الجواب', 'إجابة', 'الإجابة', 'اجابة', 'الاجابة', '回答', '答え', '答', 'vastus'],
  id: ['id', 'question_id', 'faq_id', 'identifier', 'key', 'slug', 'kennung', 'schluessel', 'schlüssel', 'identifiant', 'cle', 'معرف', 'المعرف', '識別子', 'tunnus'],
  number: ['number', 'no', 'nr', 'num', '#', 'n°', 'nummer', 'lfd_nr', 'numero', 'رقم', 'الرقم', 'م', '番号', 'jrk', 'jrk_nr', 'question_no', 'question_number'],
  topic: ['topic', 'category', 'section', 'subject', 'theme', 'thema', 'kategorie', 'rubrik', 'bereich', 'categorie', 'rubrique', 'tema', 'categoria', 'موضوع', 'الموضوع', 'فئة', 'الفئة', 'التصنيف', 'القسم', '分類', '分野', 'カテゴリ', 'カテゴリー', 'teema', 'kategooria', 'valdkond'],
  language: ['language', 'lang', 'locale', 'sprache', 'langue', 'idioma', 'lingua', 'taal', 'لغة', 'اللغة', '言語', 'keel'],
  from: [
    'date', 'valid_from', 'in_force_from', 'effective_from', 'from', 'updated', 'last_updated', 'date_modified', 'stand', 'datum', 'gueltig_ab', 'gültig_ab', 'gültig_von', 'date_de_mise_a_jour', 'mise_a_jour', 'valable_a_partir_du', 'valable_du',
    'تاريخ', 'التاريخ', 'تاريخ_السريان', 'تاريخ_التحديث', '日付', '更新日', '施行日', 'kuupäev', 'kehtiv_alates', 'kehtib_alates',
  ],
  to: ['valid_to', 'in_force_to', 'effective_to', 'to', 'expires', 'expiry'],
  until: ['valid_until', 'until', 'effective_until', 'gueltig_bis', 'gültig_bis', 'valable_jusqu_au', 'صالح_حتى', 'ساري_حتى', '有効期限', 'kehtiv_kuni', 'kehtib_kuni'],
  source: ['url', 'source', 'link', 'href', 'quelle', 'lien', 'fuente', 'fonte', 'مصدر', 'المصدر', 'رابط', 'الرابط', '出典', 'リンク', 'allikas', 'viide'],
  law: ['law', 'legal_basis', 'legal_reference', 'reference', 'references', 'statute', 'rechtsgrundlage', 'gesetz', 'fundstelle', 'base_legale', 'fondement_juridique', 'texte_de_loi', 'الأساس_القانوني', 'السند_القانوني', 'المرجع', '根拠法令', '法的根拠', 'õiguslik_alus', 'seadus'],
};
const roleOf = (plain: string): Role | undefined => allRoles.find((role) => names[role].includes(plain));

/** Languages told by the name of the answer's column; `question` alone is English and French. */
const languages: ReadonlyMap<string, string> = new Map([
  ['answer', 'en'], ['answers', 'en'], ['antwort', 'de'], ['antworten', 'de'], ['reponse', 'fr'], ['reponses', 'fr'], ['respuesta', 'es'], ['resposta', 'pt'], ['risposta', 'it'], ['antwoord', 'nl'],
  ['جواب', 'ar'], ['الجواب', 'ar'], ['إجابة', 'ar'], ['الإجابة', 'ar'], ['اجابة', 'ar'], ['الاجابة', 'ar'], ['回答', 'ja'], ['答え', 'ja'], ['答', 'ja'], ['vastus', 'et'],
]);

/** Small letters, no accents that keyboards leave out (French), one sign between words: `Mise à jour` -> `mise_a_jour`. */
function plainName(name: string): string {
  const folded = name.normalize('NFKC').trim().toLowerCase().replace(/[éèê]/gu, 'e').replace(/[àâ]/gu, 'a').replace(/[\s\-./'’]+/gu, '_').replace(/[:：?？*_]+$/u, '');
  return folded.replace(/^_+/, '');
}

export interface Column {
  readonly name: string;
  readonly role: Role;
  /** Of `answer_fr`, `Question (de)`. */
  readonly language: string | null;
}

/** Codes of languages that stand behind such names for something else: `question_id`, `question_no`. */
const ambiguous = new Set(['id', 'no']);

/** `Question (de)`, `answer_fr`: a column for one of several languages. */
function withLanguage(plain: string): { readonly name: string; readonly language: string } | null {
  const groups = /^(?<name>[^_([]+(?:_[^_([]+)*?)_?[_([](?<language>[a-z]{2})[)\]]?$/u.exec(plain)?.groups;
  const { name, language } = groups ?? {};
  return name === undefined || language === undefined || ambiguous.has(language) || threeLetterCode(language) === language ? null : { name, language };
}

/** The columns that have a role, in their order; of two with the same role and language the first counts. */
export function columnsOf(written: readonly string[]): Column[] {
  const columns: Column[] = [];
  for (const name of written) {
    const plain = plainName(name);
    const own = roleOf(plain);
    const parted = own === undefined ? withLanguage(plain) : null;
    const role = own ?? roleOf(parted?.name ?? '');
    const language = parted?.language ?? null;
    if (role !== undefined && !columns.some((column) => column.role === role && column.language === language)) columns.push({ name, role, language });
  }
  return columns;
}

export function hasQuestions(columns: readonly Column[]): boolean {
  return columns.some(({ role }) => role === 'question') && columns.some(({ role }) => role === 'answer');
}

/** The language the columns are named in, when the name of the answer tells it. */
export function languageOfNames(columns: readonly Column[]): string | undefined {
  const answer = columns.find(({ role, language }) => role === 'answer' && language === null);
  return answer === undefined ? undefined : languages.get(plainName(answer.name));
}
