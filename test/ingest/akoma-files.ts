/** Small Akoma Ntoso files of an invented country, and what tests ask of the documents made of them. */
import { expect } from 'vitest';
import { walk, type LegalDocument } from '../../src/document.js';
import { akomaNtosoParser } from '../../src/ingest/formats/akoma-ntoso/akoma-ntoso.js';
import { expectSoundTree, sourceFile } from '../conformance/parser.js';

export const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
export const akn = (content: string): string => `<akomaNtoso xmlns="${namespace}">${content}</akomaNtoso>`;
export const frbr = (work: string, expression: string, more = ''): string => `<identification><FRBRWork><FRBRuri value="${work}"/>${more}</FRBRWork><FRBRExpression><FRBRuri value="${expression}"/><FRBRlanguage language="eng"/></FRBRExpression></identification>`;
export const dogs = frbr('/akn/xa/act/2019/dogs', '/akn/xa/act/2019/dogs/eng@2020-01-01');
export const act = (body: string, meta = dogs): string => akn(`<act><meta>${meta}</meta>${body}</act>`);

export function parseAll(content: string | Uint8Array, path = 'law.xml'): readonly LegalDocument[] {
  const documents = akomaNtosoParser.parse(sourceFile(path, content)) as readonly LegalDocument[];
  for (const document of documents) expectSoundTree(document);
  return documents;
}
export function parse(content: string | Uint8Array): LegalDocument {
  const documents = parseAll(content);
  expect(documents).toHaveLength(1);
  return documents[0]!;
}
/** `section sec_5 "5." Fees`, indented by depth. */
export const outlineOf = (document: LegalDocument): string[] => [...walk(document.provisions)].map(({ provision: { kind, eId, number, heading }, ancestors }) =>
  `${'  '.repeat(ancestors.length)}${kind} ${eId}${number === null ? '' : ` "${number}"`}${heading === null ? '' : ` ${heading}`}`);
export const referencesOf = (document: LegalDocument): (readonly [string, string, string | null])[] =>
  [...walk(document.provisions)].flatMap(({ provision }) => provision.references.map(({ text, target }) => [text, target?.work === document.work ? 'own' : (target?.work ?? ''), target?.eId ?? null] as const));
export const section = (content: string, attributes = 'eId="sec_1"'): string => `<body><section ${attributes}><num>1.</num>${content}</section></body>`;
export const paragraph = (content: string): string => section(`<content><p>${content}</p></content>`);
