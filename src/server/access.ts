/** Asks the gate about each request, and says in HTTP what it answered. */
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Verdict } from '../access-control.js';
import type { AppParts, ServerEnvironment } from './context.js';
import { ProblemError } from './problem.js';
import { roleOf } from './roles.js';

/** RFC 6797: a year; of this name alone, for the office may have others without TLS below it. */
export const strictTransport = 'max-age=31536000';

/** For whoever watches the machine: answered at any time, to anybody, under any name. */
const health: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

export function withAccess({ access }: AppParts): MiddlewareHandler<ServerEnvironment> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const verdict = await access.judge({
      role: roleAskedFor(c),
      changes: c.req.method !== 'GET' && c.req.method !== 'HEAD',
      peer: peerOf(c),
      host: url.host,
      hostName: url.hostname,
      authorization: c.req.header('authorization'),
      forwardedFor: c.req.header('x-forwarded-for'),
      origin: c.req.header('origin'),
      fetchSite: c.req.header('sec-fetch-site'),
    });
    if (!verdict.admitted) throw refusalOf(verdict, url.hostname);
    c.set('who', verdict.who);
    await next();
  };
}

/** Does the response go out encrypted? Then browsers are told to come so again. */
export function goesEncrypted(c: Context<ServerEnvironment>, { access }: AppParts): boolean {
  return access.isEncrypted(new URL(c.req.url).protocol === 'https:', peerOf(c), c.req.header('x-forwarded-proto'));
}

/** Without a socket there is no `c.env` at all, whatever its type says. */
function peerOf(c: Context<ServerEnvironment>): string {
  return { ...c.env }.incoming?.socket.remoteAddress ?? '';
}

function roleAskedFor(c: Context<ServerEnvironment>): Parameters<AppParts['access']['judge']>[0]['role'] {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  if (route === undefined) return 'nothing';
  if (health.has(route.path)) return 'health';
  const role = roleOf(route);
  if (role === undefined) throw new ProblemError('forbidden', `No role is set for ${route.method} ${c.req.path}, so nobody may use it.`);
  return role;
}

const challenge = { 'www-authenticate': 'Bearer realm="responsa"' };
const wrongChallenge = { 'www-authenticate': 'Bearer realm="responsa", error="invalid_token"' };

function refusalOf(verdict: Exclude<Verdict, { readonly admitted: true }>, hostName: string): ProblemError {
  switch (verdict.why) {
    case 'no-key':
      return new ProblemError('no-key', 'A key is asked for here. Send it as "Authorization: Bearer rsp_…"; whoever runs the service makes keys (`responsa keys add`).', [], challenge);
    case 'wrong-key':
      return new ProblemError('no-key', 'This key is not known here: it is mistyped, was withdrawn, or is for another service. Ask whoever runs the service.', [], wrongChallenge);
    case 'expired-key':
      return new ProblemError('no-key', 'This key has expired. Ask whoever runs the service for a new one.', [], wrongChallenge);
    case 'role':
      return new ProblemError('forbidden', `The key "${verdict.who}" does not have the role "${verdict.role}" that this asks for. Whoever runs the service can make a key that has.`, [], { 'www-authenticate': `Bearer realm="responsa", error="insufficient_scope", scope="${verdict.role}"` });
    case 'cross-site':
      return new ProblemError('forbidden', 'A page of another site sent this request; that is not allowed. Open the service\'s own page, or send the request from a program.');
    case 'host':
      return new ProblemError('misdirected', `This service does not go by the name "${hostName}". Whoever runs it can add the name to the setting allowedHosts.`);
    case 'keys-unreadable':
      return new ProblemError('unavailable', 'The keys cannot be read, so nobody is let in. The log of the service says why; please tell those who run it.');
    case 'too-many-requests':
      return new ProblemError('too-many-requests', `Too many requests came in a short time. Try again in ${verdict.retryAfter} s.`, [], { 'retry-after': String(verdict.retryAfter) });
    case 'too-many-wrong-keys':
      return new ProblemError('too-many-requests', `Too many wrong keys came from this address. Try again in ${verdict.retryAfter} s, with a key that is known here.`, [], { 'retry-after': String(verdict.retryAfter) });
  }
}
