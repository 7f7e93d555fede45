/** What a corpus covers, told with every abstention. */
import type { Day, LegalDocument, Period } from '../document.js';
import type { Manifest } from '../indexing/manifest.js';
import { primaryLanguage } from '../language.js';
import type { Coverage } from './answer-types.js';

/** More names than these are counted, not named. */
const MOST_NAMES = 6;

/** `{c}` collections, `{j}` jurisdictions, `{l}` languages, `{d}` dates, `{n}` how many more. */
const lines: Readonly<Record<string, { readonly line: string; readonly more: string; readonly list: string }>> = {
  en: { line: 'Searched: {c}; jurisdictions: {j}; languages: {l}; in force: {d}.', more: 'and {n} more', list: ', ' },
  de: { line: 'Durchsucht: {c}; Geltungsgebiete: {j}; Sprachen: {l}; in Kraft: {d}.', more: 'und {n} weitere', list: ', ' },
  fr: { line: 'Consulté : {c} ; juridictions : {j} ; langues : {l} ; en vigueur : {d}.', more: 'et {n} autres', list: ', ' },
  ar: { line: 'جرى البحث في: {c}؛ نطاقات السريان: {j}؛ اللغات: {l}؛ النفاذ: {d}.', more: 'و{n} غيرها', list: '، ' },
  uk: { line: 'Переглянуто: {c}; юрисдикції: {j}; мови: {l}; чинність: {d}.', more: 'та ще {n}', list: ', ' },
  ja: { line: '検索した資料：{c}。適用地域：{j}。言語：{l}。施行期間：{d}。', more: 'ほか{n}件', list: '、' },
};

export function coverageOf({ manifest, documents }: { readonly manifest: Pick<Manifest, 'collections' | 'jurisdictions' | 'languages'>; readonly documents: readonly Pick<LegalDocument, 'inForce'>[] }, language: string): Coverage {
  const collections = manifest.collections.map(({ id, title }) => title ?? id);
  const [jurisdictions, languages] = [Object.keys(manifest.jurisdictions), Object.keys(manifest.languages)];
  const dates = datesOf(documents);
  const { line, more, list } = lines[primaryLanguage(language)] ?? lines['en']!;
  const named = (names: readonly string[]): string => names.length <= MOST_NAMES ? names.join(list) : `${names.slice(0, MOST_NAMES).join(list)}${list}${more.replace('{n}', String(names.length - MOST_NAMES))}`;
  const message = line.replace('{c}', () => named(collections)).replace('{j}', named(jurisdictions)).replace('{l}', named(languages)).replace('{d}', `${dates.from ?? '…'} – ${dates.to ?? '…'}`);
  return { collections, jurisdictions, languages, dates, message };
}

/** `null` where no document names a day. */
function datesOf(documents: readonly Pick<LegalDocument, 'inForce'>[]): Period {
  let from: Day | null = null;
  let to: Day | null = null;
  for (const { inForce } of documents) {
    if (inForce.from !== null && (from === null || inForce.from < from)) from = inForce.from;
    for (const day of [inForce.from, inForce.to]) if (day !== null && (to === null || day > to)) to = day;
  }
  return { from, to };
}
