/** Who may do what: each route and the role that it asks for. What is not listed here is not served to anybody. */
import { roles, type Role } from '../roles.js';

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

export type RouteName = keyof typeof allowed;

/** `GET /v1/works/:work` -> `GET /v1/works/{work}`: a route as the router has it, by its name in the table. */
export function routeName({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`;
}

/** The role of a registered route; `undefined` when the table does not have it. */
export function roleOf(route: { readonly method: string; readonly path: string }): Role | 'anyone' | undefined {
  const name = routeName(route);
  return Object.hasOwn(allowed, name) ? allowed[name as RouteName] : undefined;
}

/** Holds the table against the routes of an application: `unlisted` are served to nobody, `unserved` stand in the table only. */
export function compareWithTable(served: readonly { readonly method: string; readonly path: string }[]): { readonly unlisted: readonly string[]; readonly unserved: readonly string[] } {
  const names = new Set(served.filter(({ method, path }) => method !== 'ALL' && !path.includes('*')).map(routeName));
  return { unlisted: [...names].filter((name) => !Object.hasOwn(allowed, name)), unserved: Object.keys(allowed).filter((name) => !names.has(name)) };
}

/** The table as docs/security.md shows it. */
export function allowedAsMarkdown(): string {
  const heading = `| route | without a key | ${roles.join(' | ')} |\n|---|---|${roles.map(() => '---|').join('')}`;
  const rows = Object.entries(allowed).map(([name, role]) => `| \`${name}\` | ${role === 'anyone' ? 'yes' : 'no'} | ${roles.map((one) => (role === 'anyone' || role === one ? 'yes' : 'no')).join(' | ')} |`);
  return [heading, ...rows].join('\n');
}
