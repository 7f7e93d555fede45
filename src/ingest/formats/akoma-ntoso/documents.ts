/**
 * The documents of one Akoma Ntoso file. An act with its schedules is one: they have no life apart from it. The members of a
 * collection or of a gazette are documents of their own: each has its own name, type (bill, memorandum) and day, people cite the
 * member and not the package, and its sections 1, 2, 3 would clash with those of the next. A list of amendments stays one document:
 * it is read in its order, and nobody cites an amendment apart from its list.
 */
import { workOf } from '../link-target.js';
import { childAt, childElements, noElement, type XmlElement } from '../xml-tree.js';

export interface AkomaDocument {
  /** The `act`, `bill`, `judgment`, `doc` … element. */
  readonly root: XmlElement;
  /** What the collection prints before it (`interstitial`). */
  readonly preceding: readonly XmlElement[];
  /** Components that stand behind it in the file and belong to it (2.0). */
  readonly components: readonly XmlElement[];
  /** The collection it is a member of, or is itself. */
  readonly collection?: XmlElement;
}

const collections = new Set(['documentCollection', 'officialGazette']);
const documentNames = new Set(['act', 'bill', 'judgment', 'doc', 'statement', 'debate', 'debateReport', 'amendment', 'amendmentList', 'portion', ...collections]);

export function documentsIn(akomaNtoso: XmlElement): AkomaDocument[] {
  const parts = childElements(akomaNtoso);
  const components = parts.filter((part) => part.name === 'components').flatMap(childElements);
  const known = parts.filter((part) => documentNames.has(part.name));
  const roots = known.length > 0 ? known : parts.filter((part) => part.name !== 'components' && part.name !== 'meta');
  return roots.flatMap((root, at) => (collections.has(root.name) ? membersOf(root, components) : [{ root, preceding: [], components: at === 0 ? [...components, ...ownComponents(root)] : ownComponents(root) }]));
}

/** 2.0 lets an act hold its components itself. */
const ownComponents = (root: XmlElement): XmlElement[] => childElements(root).filter(({ name }) => name === 'components').flatMap(childElements);

/** The component that a `componentRef` or `documentRef` stands for, by its identifier (`#cmp_1`) or by its address. */
export function componentFor(reference: XmlElement, components: readonly XmlElement[]): XmlElement | undefined {
  const address = reference.attributes.src ?? reference.attributes.href ?? '';
  if (/^[#~]/.test(address)) return components.find(({ attributes }) => [attributes.eId, attributes.id].includes(address.slice(1)));
  const wanted = workOf(address);
  const identifiedAs = (component: XmlElement, name: string): string => workOf(childElements(component).map((inner) => childAt(inner, 'meta', 'identification', 'FRBRWork', name)?.attributes.value ?? '').find((value) => value !== '') ?? '');
  return wanted === '' ? undefined : components.find((component) => identifiedAs(component, 'FRBRthis') === wanted || identifiedAs(component, 'FRBRuri') === wanted);
}

/** What each reference stands for. Some makers misspell addresses: where as many components are left as references, they go by order. */
function referredComponents(references: readonly XmlElement[], components: readonly XmlElement[]): Map<XmlElement, XmlElement> {
  const found = new Map(references.flatMap((reference) => {
    const component = componentFor(reference, components);
    return component === undefined ? [] : [[reference, component] as const];
  }));
  const open = references.filter((reference) => !found.has(reference));
  const taken = new Set(found.values());
  const left = components.filter((component) => !taken.has(component));
  if (open.length === left.length) open.forEach((reference, at) => found.set(reference, left[at]!));
  return found;
}

/** True for the collections whose members are documents of their own. */
export const isCollection = (element: XmlElement): boolean => collections.has(element.name);

/** The collection itself, with what it prints of its own, then its members in the order in which it shows them. */
function membersOf(collection: XmlElement, components: readonly XmlElement[]): AkomaDocument[] {
  const body = childAt(collection, 'collectionBody');
  const shown = childElements(body ?? collection).map((child) => ({ child, inner: child.name === 'component' ? (childElements(child)[0] ?? child) : child }));
  const referred = referredComponents(shown.map(({ inner }) => inner).filter(({ name }) => name === 'componentRef' || name === 'documentRef'), components);
  const members: AkomaDocument[] = [];
  let preceding: XmlElement[] = [];
  const add = (root: XmlElement): void => {
    members.push(...(isCollection(root) ? membersOf(root, []) : [{ root, preceding, components: ownComponents(root), collection }]));
    preceding = [];
  };
  for (const { child, inner } of shown) {
    const member = documentNames.has(inner.name) ? inner : childElements(referred.get(inner) ?? noElement).find(({ name }) => documentNames.has(name));
    if (member !== undefined) add(member);
    else if (body !== undefined) preceding.push(child);
  }
  const trailing = preceding;
  preceding = [];
  const placed = new Set(referred.values());
  for (const component of components) if (!placed.has(component)) childElements(component).filter(({ name }) => documentNames.has(name)).forEach(add);
  // Of its body only what stands behind the last member is its own text.
  const rest = { ...collection, children: collection.children.flatMap((child) => (child === body ? trailing : [child])) };
  return [{ root: rest, preceding: [], components: [], collection }, ...members];
}
