/** An OpenAI-compatible server on 127.0.0.1 that does what the test wants, well or badly. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Received {
  readonly url: string;
  readonly body: { readonly messages: readonly { readonly role: string; readonly content: string }[] } & Readonly<Record<string, unknown>>;
}

export type Behaviour = (response: ServerResponse, received: Received) => void;

export interface ScriptedServer {
  readonly port: number;
  readonly url: string;
  readonly received: Received[];
  behave: Behaviour;
  /** Resolves when the other side has closed a connection. */
  readonly closings: () => number;
  close(): Promise<void>;
}

export async function startScriptedServer(behave: Behaviour): Promise<ScriptedServer> {
  const received: Received[] = [];
  let closings = 0;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    response.on('close', () => (closings += response.writableFinished ? 0 : 1));
    response.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one: Received = { url: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Received['body'] };
      received.push(one);
      scripted.behave(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const scripted: ScriptedServer = {
    port,
    url: `http://127.0.0.1:${port}/v1`,
    received,
    behave,
    closings: () => closings,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return scripted;
}

export function event(text: string, finished: string | null = null): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text }, finish_reason: finished }] })}\n\n`;
}

/** Streams an output in pieces of a few characters. */
export const says = (output: string): Behaviour => (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let start = 0; start < output.length; start += 7) response.write(event(output.slice(start, start + 7)));
  response.end(`${event('', 'stop')}data: [DONE]\n\n`);
};

export const sends = (status: number, type: string | null, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Behaviour => (response) => {
  response.writeHead(status, { ...(type === null ? {} : { 'content-type': type }), ...headers });
  response.end(body);
};

export const output = (...statements: readonly { readonly text: string; readonly sentences: readonly number[] }[]): string => JSON.stringify({ answered: statements.length > 0, statements });
