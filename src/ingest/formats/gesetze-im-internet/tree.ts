/**
 * The norms of gesetze-im-internet XML, which stand in one flat list, as a tree. A norm is a container (`gliederungseinheit`), whose
 * key number says where it stands in steps of three digits (`010`, `010020` inside it), or a unit named by its `enbez`.
 *
 *   010        Erster Teil            part
 *     § 1      Geltungsbereich        section
 *   020        Zweiter Teil           part
 *     020010   Art 229                article, where the §§ begin anew
 *       § 1
 *   Anlage (zu § 1)                   schedule
 */
import type { ProvisionStatus } from '../../../document.js';
import { newDraft, type Draft, type Line } from '../../tree/draft.js';
import { isItem, type Item, type Remark } from './text.js';
import { itemKind } from '../../tree/outline.js';

/** One `norm` of the source. */
export interface Norm {
  readonly container: { readonly key: string; readonly name: string; readonly title: string } | null;
  /** `§ 5a`, `Art 3`, `Anlage 1`, `Eingangsformel`, `(XXXX) §§ 3 bis 7`; `null` for a norm that is only a container. */
  readonly name: string | null;
  readonly title: string;
  readonly content: readonly (Line | Item)[];
  readonly remarks: readonly Remark[];
  /** The publisher's document number of the norm. */
  readonly identifier: string | null;
}

type Growing = Draft & { readonly content: (Line | Draft)[] };

/** Names of containers, wherever the word stands: `Abschnitt 1`, `Erster Abschnitt`, `1. Abschnitt`. The first that fits counts. */
const containerKinds: readonly (readonly [RegExp, string])[] = [
  [/^Art(?:ikel)?\b/, 'article'], [/^§/, 'section'], [/^(?:Anlage|Anhang)/, 'schedule'], [/buch\b/i, 'book'], [/unterabschnitt|untertitel/i, 'subdivision'],
  [/unterkapitel/i, 'subchapter'], [/unterteil/i, 'subpart'], [/abschnitt/i, 'division'], [/kapitel/i, 'chapter'], [/titel/i, 'title'], [/teil/i, 'part'],
];

/** Names of single norms. Numbers alone (`I.`, `Nr 10`, `Regel 3`) are what orders and technical rules are cited by. */
const unitKinds: readonly (readonly [RegExp, string])[] = [
  [/^§/, 'section'], [/^Art(?:ikel)?\b/, 'article'], [/^(?:Anlagen?|Anhang|Anhänge|Anl|Muster|Formblatt|Formular|Beilage|Übersicht \d|Tabelle)(?![a-zäöü])/, 'schedule'],
  [/^(?:Eingangsformel|Präambel|Vorspruch|Eingangssatz|Einleitung)/i, 'preamble'], [/^(?:Schlu(?:ss|ß)formel|Unterzeichnung)/i, 'conclusions'],
  [/^(?:Inhaltsübersicht|Inhaltsverzeichnis)/i, 'toc'], [/^(?:Nr\.?|Regel|Nummer)\s?\d|^\d+[a-z]?\.?$|^[IVXL]+[a-z]?\.?$/, 'rule'],
];

const kindOf = (kinds: readonly (readonly [RegExp, string])[], name: string): string => kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'hcontainer';

/** Marks a norm that stands for several or has no name; nobody reads it. */
const placeholder = /^\(XXXX\)\s*/;
const numbersOfRange = /(\d+(?:\.\d+)?[a-z]?)[^\d]*?(?:bis|und|u\.|-|,)[^\d]*(\d+(?:\.\d+)?[a-z]?)$/;

/** `§§ 3 bis 7` -> `3-7`: "bis" would be read as part of the number 3. */
function valueOf(name: string): Pick<Draft, 'value'> {
  const range = numbersOfRange.exec(name);
  return range === null ? {} : { value: `${range[1]!}-${range[2]!}` };
}

/** What headings in brackets say of a provision; `(weggefallen)` and `(aufgehoben)` are read for all formats alike. */
function statusOf(title: string): ProvisionStatus | null {
  if (/^\((?:gegenstandslos|vollzogen|durch Zeitablauf|Außerkrafttreten)/i.test(title)) return 'spent';
  if (/^\((?:bedingt )?(?:zukünftig|künftig|noch nicht) in Kraft/i.test(title)) return 'not-yet-in-force';
  return /^\(we?gg?efallen/i.test(title) ? 'repealed' : null;
}

const subsectionNumber = /^\((\d+)([a-z]{0,2})\)(?:\s|$)/;

/**
 * Gathers the lines that belong to the subsection before them: `(1)` opens one when its number follows. Where the numbers begin
 * anew, as in law quoted inside a provision, they are text.
 */
function withSubsections(content: readonly (Line | Item)[]): (Line | Item)[] {
  const gathered: (Line | Item)[] = [];
  let open: (Line | Item)[] = gathered;
  let last = '';
  let anew = false;
  for (const each of content) {
    const number: RegExpExecArray | null = isItem(each) || anew || !each.text.startsWith('(') ? null : subsectionNumber.exec(each.text);
    if (number === null || isItem(each)) {
      open.push(each);
      continue;
    }
    const order: string = number[1]!.padStart(6, '0') + number[2]!;
    anew = order <= last;
    if (anew) {
      open.push(each);
      continue;
    }
    last = order;
    const printed = `(${number[1]!}${number[2]!})`;
    const text = each.text.slice(printed.length).trimStart();
    open = text === '' ? [] : [{ text, marks: each.marks }];
    gathered.push({ number: printed, content: open });
  }
  return gathered;
}

/** The content of a unit, its items as provisions named by where they stand. */
function drafted(content: readonly (Line | Item)[], unit: string, holder: string): (Line | Draft)[] {
  return content.map((each): Line | Draft => {
    if (!isItem(each)) return each;
    const kind = itemKind(unit, holder, /^\(\d/.test(each.number));
    return newDraft(kind, { number: each.number, content: drafted(each.content, unit, kind) });
  });
}

const noteDrafts = (remarks: readonly Remark[]): Draft[] => remarks.map((remark) => newDraft('note', { number: remark.mark, content: remark.lines }));

function contentOf(norm: Norm, kind: string): (Line | Draft)[] {
  return [...drafted(withSubsections(norm.content), kind, kind), ...noteDrafts(norm.remarks)];
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Units that are named by what they are and not numbered. */
const unnumbered = new Set(['preamble', 'conclusions', 'toc', 'hcontainer']);

function unit(norm: Norm, name: string): Draft {
  const named = name.replace(placeholder, '');
  const kind = unitKind(name);
  const numbered = !unnumbered.has(kind);
  const heading = numbered ? norm.title : `${named} ${norm.title}`.trim();
  return newDraft(kind, {
    anchors: norm.identifier === null ? [] : [norm.identifier], number: numbered ? named : null, ...valueOf(named), heading: orNull(heading),
    status: statusOf(norm.title), content: contentOf(norm, kind),
  });
}

/** `-` stands for a container without a name. */
function container(norm: Norm, given: NonNullable<Norm['container']>): Growing {
  const name = given.name === '-' ? '' : given.name;
  const kind = kindOf(containerKinds, name);
  // With a name of its own the norm is a unit inside the container, and its text that unit's.
  const own = norm.name === null;
  return {
    ...newDraft(kind, { anchors: own && norm.identifier !== null ? [norm.identifier] : [], number: orNull(name), ...valueOf(name), heading: orNull(given.title), status: statusOf(given.title) }),
    content: own ? contentOf(norm, kind) : [],
  };
}

const unitKind = (name: string): string => kindOf(unitKinds, name.replace(placeholder, '').replace(/^§§/, '§'));

/** True for what people cite: sections, articles, rules; not for what follows them. */
function isLaw(norm: Norm): boolean {
  if (norm.name !== null) return !['schedule', 'conclusions', 'hcontainer'].includes(unitKind(norm.name));
  return norm.content.length > 0 && ['article', 'section'].includes(kindOf(containerKinds, norm.container?.name ?? ''));
}

/** Where the schedules and conclusions of the whole law begin: behind its last section, unless a container of their own precedes them. */
function closingFrom(norms: readonly Norm[]): number {
  const lastLaw = norms.findLastIndex(isLaw);
  return lastLaw < norms.findLastIndex((norm) => norm.container !== null) ? norms.length : lastLaw + 1;
}

/** The provisions of a law; `norms` without the first one, which speaks of the law as a whole. */
export function treeOfNorms(norms: readonly Norm[]): Draft[] {
  const top: (Line | Draft)[] = [];
  let open: { readonly key: string; readonly draft: Growing }[] = [];
  const closing = closingFrom(norms);
  norms.forEach((norm, at) => {
    if (at >= closing) open = [];
    const given = norm.container;
    if (given !== null && !(norm.name !== null && open.at(-1)?.key === given.key)) {
      while (open.length > 0 && !(given.key.startsWith(open.at(-1)!.key) && given.key !== open.at(-1)!.key)) open.pop();
      const draft = container(norm, given);
      // A norm may name a place without there being anything to print for it: what follows belongs to the container above.
      if (draft.number !== null || draft.heading !== null || draft.content.length > 0) {
        if (draft.kind === 'article') while (open.at(-1)?.draft.kind === 'article') open.pop();
        (open.at(-1)?.draft.content ?? top).push(draft);
        open.push({ key: given.key, draft });
      }
    }
    if (norm.name === null) return;
    const draft = unit(norm, norm.name);
    if (draft.kind === 'article') while (open.at(-1)?.draft.kind === 'article') open.pop();
    (open.at(-1)?.draft.content ?? top).push(draft);
  });
  return top as Draft[];
}
