/** What a Word file says of itself outside its text: Dublin Core terms, custom properties. When it was typed is no date of the law. */
import { readFacts, type Facts } from '../../metadata.js';
import { fold } from '../../tree/draft.js';
import { childAt, childElements, textOfElement, type XmlElement } from '../xml-tree.js';

type Warn = (warning: string) => void;

/** The custom properties that are read: our own metadata keys, as in front matter and side files. */
const keys = new Set(['work', 'title', 'short_title', 'aliases', 'type', 'jurisdiction', 'language', 'in_force_from', 'in_force_to', 'url', 'status']);

/** Text of an element of the core properties; `undefined` when there is none. */
function core(properties: XmlElement | null, name: string): string | undefined {
  const element = childAt(properties ?? undefined, name);
  const text = element === undefined ? '' : fold(textOfElement(element));
  return text === '' ? undefined : text;
}

function customRecord(properties: XmlElement | null): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const property of properties === null ? [] : childElements(properties)) {
    const key = property.attributes.name ?? '';
    const text = fold(textOfElement(property));
    if (!keys.has(key) || text === '') continue;
    // A property holds one value: several names are parted by semicolons.
    record[key] = key === 'aliases' ? text.split(/\s*;\s*/).filter((alias) => alias !== '') : text;
  }
  return record;
}

export interface Properties {
  /** What was written for this program. */
  readonly facts: Facts;
  /** `dc:title`: often that of the file which this one was made from, so it stands behind a title printed in the text. */
  readonly coreTitle: string | undefined;
  /** `dc:language`: LibreOffice writes that of its menus, whatever the text is in. */
  readonly coreLanguage: string | undefined;
}

export function readProperties(parts: { readonly coreProperties: XmlElement | null; readonly customProperties: XmlElement | null }, warn: Warn): Properties {
  return {
    facts: readFacts(customRecord(parts.customProperties), warn),
    coreTitle: core(parts.coreProperties, 'title'),
    coreLanguage: core(parts.coreProperties, 'language'),
  };
}
