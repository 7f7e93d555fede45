/** Small laws for the tests of what stands beside an answer, and the quotations of their sentences. */
import type { Quoted } from '../../../src/answering/quoted.js';
import type { Versions } from '../../../src/answering/context/versions.js';
import type { LegalDocument } from '../../../src/document.js';
import { linkReferences } from '../../../src/indexing/link-references.js';
import { lawOf, spanOf } from '../fixtures.js';

/** The laws with their references to each other resolved, as an index has them. */
export function corpusOf(...laws: readonly LegalDocument[]): { readonly laws: readonly LegalDocument[]; readonly versionsOf: Versions } {
  const { documents } = linkReferences(laws);
  return { laws: documents, versionsOf: (work) => documents.filter((document) => document.work === work) };
}

export function quoting(document: LegalDocument, ...texts: readonly string[]): Quoted[] {
  return texts.map((text) => ({ document, span: spanOf(document, text) }));
}

export const tenancyAct = lawOf({ work: 'xa/act/2011/tenancy', title: 'Tenancy Act 2011' }, `## Part I — General

### Section 1. Interpretation

In this Act:

(a) “deposit” means a sum of money that the tenant provides to secure the landlord’s claims;

(b) “net rent” means the rent without service charges;

(c) “permit” means a written permission of the municipality;

(d) “rent” means what is paid for the use of a dwelling;

(e) “Tribunal” means the tribunal set up under section 9;

(f) “dangerous building” means—

(i) a building that may fall down; or

(ii) a building without two exits.

### Section 2. Deposit

(1) The deposit must not exceed three months’ net rent. The deposits of several tenants are kept apart.

(2) The landlord may permit payment in instalments. Disputes go to the tribunal of the district.

(3) Nobody may let rooms in dangerous buildings. Who lets a room asks the Tribunal.

(4) In this section, “several” means three or more.

### Section 3. Other matters

The landlord and several neighbours share the cost.
`);
