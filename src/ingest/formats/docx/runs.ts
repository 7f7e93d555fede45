/** Runs of a paragraph -> its lines, as Word shows them: tracked changes accepted, hidden text and field instructions left out. */
import { toSuperscript } from '../../../numerals.js';
import { lineBuilder, type Draft, type LineBuilder, type MarkTarget } from '../../tree/draft.js';
import type { Relationship } from './container.js';
import type { Fields } from './fields.js';
import { formulaText } from './math.js';
import { inherited, isOn, raisedBy, type Style, type Styles } from './styles.js';
import { symbolCharacter } from './symbols.js';
import type { Tally } from './tally.js';
import { linkTarget } from '../link-target.js';
import { childAt, childElements, descendants, textOfElement, type XmlElement } from '../xml-tree.js';

/** Everything the reading of one file shares. */
export interface Reading {
  readonly styles: Styles;
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly fields: Fields;
  readonly tally: Tally;
  /** Characters of visible text by the language their runs are marked with. */
  readonly languages: Map<string, number>;
  /** The note of that kind and identifier; `mark`: the sign the author gave it in place of a number. `null`: there is none. */
  readonly noteAt: (kind: 'footnote' | 'endnote', id: string, mark: string | null) => Draft | null;
}

/** A paragraph while it is read. */
export interface Inline {
  readonly line: LineBuilder;
  readonly notes: Draft[];
  readonly anchors: string[];
  /** Text boxes anchored in it, whose paragraphs follow it. */
  readonly boxes: XmlElement[];
  /** It holds text of a table of contents. */
  isContents: boolean;
}

export function newInline(): Inline {
  return { line: lineBuilder(), notes: [], anchors: [], boxes: [], isContents: false };
}

/** `w:sdt` around a table of contents, as Word's gallery inserts it. */
export function isContentsControl(element: XmlElement): boolean {
  return /^table of contents$/i.test(childAt(element, 'sdtPr', 'docPartObj', 'docPartGallery')?.attributes.val ?? '');
}

/** Of an element in two renderings, for newer and for older programs, the one that holds text; the newer when both or none do. */
export function alternative(element: XmlElement): XmlElement | undefined {
  const branches = childElements(element).filter((child) => child.name === 'Choice' || child.name === 'Fallback');
  return branches.find(hasText) ?? branches[0];
}

/** Some text stands in it; stops at the first. */
export function hasText(element: XmlElement): boolean {
  for (const each of descendants(element)) if (each.name === 't' && textOfElement(each).trim() !== '') return true;
  return false;
}

/** Nothing in these is text, or (former properties of tracked formatting) no longer. */
const neverText = new Set(['pPr', 'rPr', 'sdtPr', 'sdtEndPr', 'smartTagPr', 'customXmlPr', 'fldData', 'delText', 'delInstrText']);

const eastAsian = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]/u;
const rightToLeft = /[\u0590-\u08FF]/u;

function countLanguage(reading: Reading, properties: XmlElement | undefined, chain: readonly Style[], text: string): void {
  const slot = eastAsian.test(text) ? 'eastAsia' : rightToLeft.test(text) ? 'bidi' : 'val';
  const language = childAt(properties, 'lang')?.attributes[slot] ?? chain.find((style) => style.languages?.[slot] !== undefined)?.languages?.[slot] ?? reading.styles.defaultLanguages[slot];
  if (language !== undefined) reading.languages.set(language, (reading.languages.get(language) ?? 0) + text.length);
}

/** Text in the private use area is a sign of the run's symbol font. */
function withSymbols(text: string, font: string, tally: Tally): string {
  return text.replace(/[\uF000-\uF0FF]/gu, (character) => {
    const known = symbolCharacter(font, character.charCodeAt(0));
    if (known === null) tally.add('symbol');
    return known ?? '\uFFFD';
  });
}

/** Text boxes below, outermost only; pictures and charts without text are counted. */
function collectBoxes(element: XmlElement, reading: Reading, into: Inline): void {
  const before = into.boxes.length;
  const visit = (each: XmlElement): void => {
    if (each.name === 'txbxContent') into.boxes.push(each);
    else if (each.name === 'AlternateContent') [alternative(each)].forEach((branch) => branch === undefined || visit(branch));
    else childElements(each).forEach(visit);
  };
  visit(element);
  if (into.boxes.length > before) return;
  for (const each of descendants(element)) {
    if (!['blip', 'imagedata', 'chart', 'relIds', 'OLEObject'].includes(each.name)) continue;
    reading.tally.add('picture');
    return;
  }
}

/** Reads the runs of one paragraph; `chain` are its styles. */
export function createRunReader(reading: Reading, into: Inline, chain: readonly Style[]): (parent: XmlElement) => void {
  const { fields, tally } = reading;
  const { line } = into;
  const show = (text: string, properties: XmlElement | undefined, isRaised: boolean): void => {
    if (!fields.isShown()) {
      if (fields.isContents() && text.trim() !== '') into.isContents = true;
      return;
    }
    const shown = withSymbols(text, childAt(properties, 'rFonts')?.attributes.ascii ?? '', tally);
    countLanguage(reading, properties, chain, shown);
    line.add(isRaised && /^\d+$/.test(shown) ? toSuperscript(shown) : shown);
  };
  const readField = (element: XmlElement): void => {
    const step = element.attributes.fldCharType;
    if (step === 'begin') fields.begin();
    else if (step === 'separate') fields.separate(line);
    else if (step === 'end' && !fields.end(line)) tally.add('emptyField');
  };
  const readNote = (reference: XmlElement, run: XmlElement): void => {
    if (!fields.isShown()) return;
    const hasMark = isOn({ ...reference, attributes: { val: reference.attributes.customMarkFollows ?? '0' } }) === true;
    const kind = reference.name === 'footnoteReference' ? 'footnote' : 'endnote';
    const note = reading.noteAt(kind, reference.attributes.id ?? '', hasMark ? childElements(run).filter((child) => child.name === 't').map(textOfElement).join('').trim() : null);
    if (note === null) tally.add('lostNote');
    else into.notes.push(note);
  };
  const readRunChild = (child: XmlElement, run: XmlElement, properties: XmlElement | undefined, isRaised: boolean): void => {
    switch (child.name) {
      case 't': show(textOfElement(child), properties, isRaised); break;
      case 'tab': case 'ptab': show(' ', properties, false); break;
      case 'br': case 'cr': if (fields.isShown()) line.lineBreak(); break;
      case 'noBreakHyphen': show('-', properties, false); break;
      case 'sym': {
        const known = symbolCharacter(child.attributes.font ?? '', Number.parseInt(child.attributes.char ?? '', 16) || 0);
        if (known === null) tally.add('symbol');
        show(known ?? '\uFFFD', properties, false);
        break;
      }
      case 'footnoteReference': case 'endnoteReference': readNote(child, run); break;
      case 'ruby': [childAt(child, 'rubyBase')].forEach((base) => base === undefined || read(base)); break;
      case 'drawing': case 'pict': case 'object': collectBoxes(child, reading, into); break;
      case 'AlternateContent': for (const each of childElements(alternative(child) ?? child)) readRunChild(each, run, properties, isRaised); break;
      default: break;
    }
  };
  const readRun = (run: XmlElement): void => {
    const properties = childAt(run, 'rPr');
    const character = reading.styles.characterChain(childAt(properties, 'rStyle')?.attributes.val ?? null);
    const isHidden = isOn(childAt(properties, 'vanish')) ?? inherited(character, 'isHidden') ?? inherited(chain, 'isHidden') ?? false;
    const isRaised = raisedBy(properties) ?? inherited(character, 'isRaised') ?? inherited(chain, 'isRaised') ?? false;
    const holdsMark = childElements(run).some((child) => child.attributes.customMarkFollows !== undefined);
    if (isHidden && fields.isShown() && childElements(run).some((child) => child.name === 't' && textOfElement(child).trim() !== '')) tally.add('hidden');
    for (const child of childElements(run)) {
      if (child.name === 'fldChar') readField(child);
      else if (child.name === 'instrText') fields.addCode(textOfElement(child));
      else if (!isHidden && !(holdsMark && child.name === 't')) readRunChild(child, run, properties, isRaised);
    }
  };
  const readLink = (element: XmlElement, target: MarkTarget | null): void => {
    line.open(target);
    read(element);
    line.close();
  };
  const targetOf = ({ attributes }: XmlElement): MarkTarget | null => {
    const outside = reading.relationships.get(attributes.id ?? '');
    if (outside?.isExternal === true) return linkTarget(attributes.anchor === undefined ? outside.target : `${outside.target}#${attributes.anchor}`);
    return attributes.anchor === undefined ? null : { work: null, id: attributes.anchor, parts: [] };
  };
  const readChild = (child: XmlElement): void => {
    switch (child.name) {
      case 'r': readRun(child); break;
      case 'hyperlink': readLink(child, targetOf(child)); break;
      case 'fldSimple': {
        const end = fields.simple(child.attributes.instr ?? '', line);
        read(child);
        end();
        break;
      }
      case 'ins': tally.add('insertion'); read(child); break;
      case 'moveTo': tally.add('move'); read(child); break;
      case 'del': tally.add('deletion'); break;
      case 'moveFrom': break;
      case 'bookmarkStart': into.anchors.push(child.attributes.name ?? ''); break;
      case 'oMath': case 'oMathPara': show(formulaText(child), undefined, false); break;
      case 'AlternateContent': read(alternative(child) ?? child); break;
      case 'sdt': if (isContentsControl(child)) into.isContents = true; else read(child); break;
      case 'subDoc': tally.add('embedded'); break;
      default: if (!neverText.has(child.name)) read(child);
    }
  };
  const read = (parent: XmlElement): void => childElements(parent).forEach(readChild);
  return read;
}
