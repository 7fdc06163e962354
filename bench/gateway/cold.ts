import { request } from 'node:http';
import type { Peer } from './peers.ts';

const operationsBefore = 10;
const operationsMeasured = 30;

/**
 * How long operations take that nobody has asked for before, in milliseconds, one after the other: planned, compiled and
 * answered. Each has an alias of its own; the first ones warm the planner up and are left out.
 */
export async function measureCold(peer: Peer, query: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < operationsBefore + operationsMeasured; n += 1) {
    const text = query.replace('{ places', `{ never${Date.now()}x${n}: places`);
    const body = JSON.stringify({ query: text, variables: { seed: '1000000001' } });
    const beganMs = performance.now();
    const answer = await ask(peer, body);
    if (n >= operationsBefore) times.push(performance.now() - beganMs);
    if (!answer.includes('"data"') || answer.includes('"errors"'))
      throw new Error(`${peer.name} answers a new operation with ${answer.slice(0, 500)}`);
  }
  return times;
}

function ask({ port, path, headers }: Peer, body: string): Promise<string> {
  const [name = 'x-none', value = ''] = headers.trim().split(': ');
  const sent = { 'content-type': 'application/json', accept: 'application/json', [name || 'x-none']: value };
  return new Promise((resolve, reject) => {
    const asking = request({ port, path, method: 'POST', host: '127.0.0.1', headers: sent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
