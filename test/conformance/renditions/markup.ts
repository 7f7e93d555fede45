/** Small pieces of XML and HTML. */

export const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** `attributes` that are `null` are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | null>>, inside: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [` ${key}="${escaped(value)}"`])).join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** Text in an element without attributes; nothing for `null`. */
export const textElement = (name: string, text: string | null): string => (text === null ? '' : `<${name}>${escaped(text)}</${name}>`);
