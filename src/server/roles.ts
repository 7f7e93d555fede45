/** Who may do what: each route and the role that it asks for. What is not listed here is not served to anybody. */

/** `ask` questions and read the corpus; `edit` documents; `operate`: build, activate, measure; `audit`: read what was asked and done. Each is given by itself; none holds another. */
export const roles = ['ask', 'edit', 'operate', 'audit'] as const;
export type Role = (typeof roles)[number];

/** `anyone`: without a key, also where keys are asked for. */
export const allowed = {
  'GET /': 'anyone',
  'GET /docs': 'anyone',
  'GET /openapi.json': 'anyone',
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': 'operate',
  'POST /v1/answers': 'ask',
  'GET /v1/answers/{id}': 'audit',
  'POST /v1/passages': 'ask',
  'GET /v1/works': 'ask',
  'GET /v1/works/{work}': 'ask',
  'GET /v1/works/{work}/provisions/{eId}': 'ask',
  'GET /v1/index': 'ask',
  'POST /v1/builds': 'operate',
  'GET /v1/builds': 'operate',
  'GET /v1/builds/{id}': 'operate',
  'DELETE /v1/builds/{id}': 'operate',
  'GET /v1/generations': 'operate',
  'POST /v1/generations/{id}/activate': 'operate',
  'GET /v1/documents': 'edit',
  'GET /v1/documents/{collection}/{path}': 'edit',
  'PUT /v1/documents/{collection}/{path}': 'edit',
  'DELETE /v1/documents/{collection}/{path}': 'edit',
  'POST /v1/documents/{collection}': 'edit',
} as const satisfies Readonly<Record<string, Role | 'anyone'>>;
