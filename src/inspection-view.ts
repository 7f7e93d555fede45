/** A parsed document as `inspect` shows it: as nested JSON, and as a tree of lines for people. */
import type { Citation } from './citation.js';
import { pageAt, textOf, type LegalDocument, type Period, type Provision, type ProvisionStatus } from './document.js';

/** `LegalDocument` with the text of each provision written out. */
export interface InspectionView extends Omit<LegalDocument, 'provisions'> {
  readonly provisions: readonly InspectedProvision[];
}

export interface InspectedProvision {
  readonly eId: string;
  readonly kind: string;
  readonly number: string | null;
  readonly heading: string | null;
  /** Text behind number and heading, sub-provisions included. */
  readonly text: string;
  /** Own period; `null`: that of the expression. */
  readonly inForce: Period | null;
  readonly status: ProvisionStatus;
  /** Page it begins on; `null` where the source has no pages. */
  readonly page: number | null;
  readonly references: readonly Citation[];
  readonly provisions: readonly InspectedProvision[];
}

export function inspectionView(document: LegalDocument): InspectionView {
  const viewOf = (provision: Provision): InspectedProvision => ({
    eId: provision.eId,
    kind: provision.kind,
    number: provision.number,
    heading: provision.heading,
    text: textOf(document, provision),
    inForce: provision.inForce,
    status: provision.status,
    page: pageAt(document, provision.span.start),
    references: provision.references,
    provisions: provision.provisions.map(viewOf),
  });
  return { ...document, provisions: document.provisions.map(viewOf) };
}

const printedPeriod = ({ from, to }: Period): string => `${from ?? '…'} to ${to ?? '…'}`;
/** Characters of text shown of each provision: enough to recognise it. */
const excerptLength = 80;

/**
 *   Dog Control Act 2019  (act, en, xa)
 *   part_2        Part II Licences
 *     sec_5       § 5 Dog licence  [2019-01-01 to …]
 *       -> section 12 of the Waste Act: xa/act/2001/waste sec_12
 */
export function inspectionText(document: LegalDocument): string {
  const { source } = document;
  const lines = [
    `${document.title}  (${document.type}, ${document.language}, ${document.jurisdiction})`,
    `work        ${document.work}`,
    `expression  ${document.expression}`,
    `in force    ${printedPeriod(document.inForce)}`,
    `also called ${document.aliases.length === 0 ? '-' : document.aliases.join(' · ')}`,
    `source      ${source.path}, ${source.format}${source.url === null ? '' : `, ${source.url}`}`,
    '',
  ];
  const add = (provision: Provision, depth: number): void => {
    const indent = '  '.repeat(depth);
    const head = [provision.number, provision.heading].filter((part) => part !== null).join(' ');
    const own = document.text.slice(provision.body.start, provision.provisions[0]?.span.start ?? provision.body.end).replace(/\s+/gu, ' ').trim();
    const excerpt = own.length > excerptLength ? `${own.slice(0, excerptLength)}…` : own;
    const page = pageAt(document, provision.span.start);
    const marks = [
      provision.inForce === null ? '' : `[${printedPeriod(provision.inForce)}]`,
      provision.status === 'in-force' ? '' : `[${provision.status}]`,
      page === null ? '' : `[page ${page}]`,
    ].filter((mark) => mark !== '');
    lines.push(`${indent}${provision.eId}  ${[head, ...marks, excerpt === '' ? '' : `| ${excerpt}`].filter((part) => part !== '').join(' ')}`);
    for (const { text, target, named } of provision.references) {
      const where = target === null ? `${named ?? 'this document'}, not resolved` : `${target.work === document.work ? '' : `${target.work} `}${target.eId ?? ''}`.trim();
      lines.push(`${indent}  -> ${text}: ${where}`);
    }
    for (const child of provision.provisions) add(child, depth + 1);
  };
  for (const provision of document.provisions) add(provision, 0);
  for (const { text, counterpart } of document.terms) lines.push(`defines "${text}"${counterpart === null ? '' : `, in ${counterpart.language} "${counterpart.text}"`}`);
  for (const warning of document.warnings) lines.push(`warning: ${warning}`);
  return `${lines.join('\n')}\n`;
}
