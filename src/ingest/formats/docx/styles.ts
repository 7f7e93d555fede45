/** Styles of a Word file: what a paragraph or a run inherits, and which paragraphs are headings or titles. */
import { childAt, childElements, type XmlElement } from '../xml-tree.js';

/** What matters of one style, the ones it rests on not counted in; `null`: it does not say. */
export interface Style {
  readonly id: string;
  readonly basedOn: string | null;
  /** 0 to 8; 9 is body text (ECMA-376 part 1, 17.3.1.20). */
  readonly outlineLevel: number | null;
  readonly numId: string | null;
  readonly listLevel: number | null;
  readonly alignment: string | null;
  readonly isHidden: boolean | null;
  readonly isRaised: boolean | null;
  /** `w:lang`: `val` for Latin, Greek, Cyrillic … text, `eastAsia`, `bidi` for right-to-left text. */
  readonly languages: Readonly<Record<string, string>> | null;
  /** What its name says, in the languages of word processors. */
  readonly headingLevel: number | null;
  readonly isTitle: boolean;
  readonly isContents: boolean;
}

export interface Styles {
  /** The style and those it rests on, nearest first; the default paragraph style where `id` is `null` or unknown. */
  chain(id: string | null): readonly Style[];
  /** Character styles have no default. */
  characterChain(id: string | null): readonly Style[];
  /** `w:lang` of the document's defaults. */
  readonly defaultLanguages: Readonly<Record<string, string>>;
}

/** `w:b`, `w:vanish` …: there without a value means on. `null`: not there. */
export function isOn(element: XmlElement | undefined): boolean | null {
  return element === undefined ? null : !['0', 'false', 'off', 'none'].includes(element.attributes.val ?? '1');
}

export function numberOf(element: XmlElement | undefined): number | null {
  const value = Number.parseInt(element?.attributes.val ?? '', 10);
  return Number.isNaN(value) ? null : value;
}

/** `superscript` or not, of a run's properties; `null` when they do not say. */
export function raisedBy(properties: XmlElement | undefined): boolean | null {
  const aligned = childAt(properties, 'vertAlign')?.attributes.val;
  return aligned === undefined ? null : aligned === 'superscript';
}

function readStyle(element: XmlElement): Style {
  const paragraph = childAt(element, 'pPr');
  const run = childAt(element, 'rPr');
  const numbering = childAt(paragraph, 'numPr');
  const id = element.attributes.styleId ?? '';
  return {
    id, ...saidByNames([childAt(element, 'name')?.attributes.val ?? '', id]),
    basedOn: childAt(element, 'basedOn')?.attributes.val ?? null,
    outlineLevel: numberOf(childAt(paragraph, 'outlineLvl')),
    numId: childAt(numbering, 'numId')?.attributes.val ?? null,
    listLevel: numberOf(childAt(numbering, 'ilvl')),
    alignment: childAt(paragraph, 'jc')?.attributes.val ?? null,
    isHidden: isOn(childAt(run, 'vanish')),
    isRaised: raisedBy(run),
    languages: childAt(run, 'lang')?.attributes ?? null,
  };
}

/** Deeper chains are circles. */
const deepestChain = 32;

export function readStyles(root: XmlElement | null): Styles {
  const elements = root === null ? [] : childElements(root).filter((element) => element.name === 'style');
  const byId = new Map(elements.map((element) => [element.attributes.styleId ?? '', readStyle(element)]));
  const standard = elements.find((element) => element.attributes.type === 'paragraph' && isOn({ name: '', attributes: { val: element.attributes.default ?? '0' }, children: [] }) === true);
  const known = new Map<string, readonly Style[]>();
  const characterChain = (id: string | null): readonly Style[] => {
    const found = known.get(id ?? '');
    if (found !== undefined) return found;
    const chain: Style[] = [];
    for (let style = id === null ? undefined : byId.get(id); style !== undefined && chain.length < deepestChain; style = style.basedOn === null ? undefined : byId.get(style.basedOn)) chain.push(style);
    known.set(id ?? '', chain);
    return chain;
  };
  return {
    characterChain,
    chain: (id) => characterChain(id !== null && byId.has(id) ? id : (standard?.attributes.styleId ?? null)),
    defaultLanguages: childAt(root ?? undefined, 'docDefaults', 'rPrDefault', 'rPr', 'lang')?.attributes ?? {},
  };
}

/** What the nearest style of the chain says that says anything. */
export function inherited<K extends keyof Style>(chain: readonly Style[], property: K): Style[K] | null {
  return chain.find((style) => style[property] !== null)?.[property] ?? null;
}

/**
 * "Heading" in the languages of word processors. Word keeps the English names in the file whatever its own language; others write
 * theirs, and identifiers are localised everywhere, letters outside ASCII dropped (`berschrift1`).
 */
const headingWords = [
  'heading', 'überschrift', 'berschrift', 'titre', 'titolo', 'título', 'ttulo', 'títol', 'ttol', 'titlu', 'kop', 'rubrik', 'overskrift', 'otsikko', 'pealkiri', 'virsraksts', 'antraštė', 'antrat',
  'nagłówek', 'nagwek', 'nadpis', 'címsor', 'cmsor', 'naslov', 'наслов', 'заголовок', 'заглавие', 'загаловак', 'επικεφαλίδα', 'başlık', 'balk', 'عنوان', 'כותרת', '見出し', '标题', '標題', '제목', 'หัวเรื่อง', 'judul',
];
const headingName = new RegExp(`^(?:${headingWords.join('|')})[\\s_-]?(?<level>[1-9])$`, 'u');
/** The style of the document's title; German, French, Italian … and the identifiers Word makes of them. */
const titleNames = new Set(['title', 'titel', 'titre', 'titolo', 'título', 'ttulo', 'títol', 'ttol', 'titlu', 'otsikko', 'tytuł', 'tytu', 'název', 'názov', 'cím', 'naslov', 'название', 'назва', 'заглавие', 'τίτλος', 'konu başlığı', 'العنوان', 'כותרת טקסט', '表題', '标题', '標題', '제목', 'tittel', 'pealkiri']);

/** `toc 1` … `toc 9`, `TOCHeading`: lines of a table of contents. */
const contentsName = /^(?:toc|verzeichnis|tm)\s?[1-9]$|^(?:toc heading|tocheading|contents heading|contents [1-9])$/;

function saidByNames(names: readonly string[]): Pick<Style, 'headingLevel' | 'isTitle' | 'isContents'> {
  const plain = names.map((name) => name.normalize('NFC').toLowerCase().trim());
  const level = plain.map((name) => headingName.exec(name)?.groups?.level).find((each) => each !== undefined);
  return { headingLevel: level === undefined ? null : Number(level), isTitle: plain.some((name) => titleNames.has(name)), isContents: plain.some((name) => contentsName.test(name)) };
}

/** Level of the heading, from 1; `null` for body text. `direct` is the outline level that the paragraph itself gives. */
export function headingLevel(chain: readonly Style[], direct: number | null): number | null {
  if (direct !== null) return direct >= 0 && direct < 9 ? direct + 1 : null;
  for (const style of chain) {
    if (style.outlineLevel !== null) return style.outlineLevel >= 0 && style.outlineLevel < 9 ? style.outlineLevel + 1 : null;
    if (style.headingLevel !== null) return style.headingLevel;
  }
  return null;
}

/** Not inherited: subtitles rest on the title's style in some templates. */
export function isTitleStyle(chain: readonly Style[]): boolean {
  return chain[0]?.isTitle === true;
}

export function isContentsStyle(chain: readonly Style[]): boolean {
  return chain.some((style) => style.isContents);
}
