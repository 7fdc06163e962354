/**
 * All subgraphs of the bench behind one caching proxy: an answer is computed by graphql-js the first time that its bytes
 * are asked for, and is bytes in memory from then on. Seeds are ten digits; they are put into the known answer in place
 * of those that it was made with, so that different requests cost as little as equal ones.
 */
import { createServer } from 'node:http';
import { execute, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { subgraphSchemas } from './graph.ts';

interface Known {
  /** The answer, cut where the seed stood. */
  readonly pieces: readonly string[];
}

const schemas = subgraphSchemas();
const known = new Map<string, Known>();
let calls = 0;

const server = createServer((request, response) => {
  if (request.url === '/calls') return void response.end(String(calls));
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    calls += 1;
    const body = Buffer.concat(chunks).toString('utf8');
    const seed = /\d{10}/.exec(body)?.[0] ?? '';
    const key = `${request.url} ${seed ? body.replaceAll(seed, '§') : body}`;
    const found = known.get(key);
    if (found) return send(found, seed);
    answer(request.url ?? '', body, seed).then(
      (made) => {
        known.set(key, made);
        send(made, seed);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  function send({ pieces }: Known, seed: string): void {
    const bytes = Buffer.from(pieces.length === 1 ? (pieces[0] ?? '') : pieces.join(seed));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.byteLength });
    response.end(bytes);
  }
});
server.keepAliveTimeout = 120_000;
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('ready'));
process.once('disconnect', () => process.exit());

async function answer(url: string, body: string, seed: string): Promise<Known> {
  const schema = schemas.get(url.slice(1)) ?? fail(`no subgraph at ${url}`);
  const { query, variables, operationName } = parseRequest(body);
  const result = await execute({ schema, document: parse(query), variableValues: variables, operationName });
  if (result.errors) throw new Error(JSON.stringify(result.errors));
  const text = JSON.stringify(result);
  return { pieces: seed ? text.split(seed) : [text] };
}

function fail(reason: string): GraphQLSchema {
  throw new Error(reason);
}

function parseRequest(body: string): {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
} {
  return JSON.parse(body) as { query: string };
}
