import { randomUUID } from 'node:crypto';
import { fetch } from 'undici';
import { withDeadline } from './deadline.ts';
import { requestIdHeader, sign, signatureHeader } from './process/signature.ts';

export interface PeerCall {
  /** GraphQL address of the other subgraph. */
  readonly url: string;
  readonly signingKey: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  /** Ends the call early. */
  readonly signal: AbortSignal;
}

/**
 * Asks another subgraph as a service: signed, without a viewer.
 * @throws Error when it does not answer in time, answers with errors, or with anything but GraphQL
 */
export function callPeer(call: PeerCall): Promise<Readonly<Record<string, unknown>>> {
  return withDeadline(call.timeoutMs, async (deadline) => {
    const ending = new AbortController();
    const end = (): void => ending.abort();
    for (const signal of [deadline, call.signal]) signal.addEventListener('abort', end, { once: true });
    if (call.signal.aborted) end();
    try {
      return await send(call, ending.signal);
    } finally {
      call.signal.removeEventListener('abort', end);
    }
  });
}

async function send(call: PeerCall, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
  const body = JSON.stringify({ query: call.query, variables: call.variables });
  const response = await fetch(call.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      [signatureHeader]: sign({ purpose: 'POST /graphql', viewer: '', body }, call.signingKey),
      [requestIdHeader]: randomUUID(),
    },
    body,
    redirect: 'error',
    signal,
  });
  const answer = parseAnswer(await response.text());
  if (!response.ok || answer.errors !== undefined || !answer.data)
    throw new Error(
      `${call.url} answered ${response.status}: ${JSON.stringify(answer.errors)?.slice(0, 500)}`,
    );
  return answer.data;
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: unknown;
}

function parseAnswer(text: string): Answer {
  const answer: unknown = JSON.parse(text);
  if (typeof answer !== 'object' || answer === null)
    throw new Error('expected a GraphQL answer, got something else');
  return answer as Answer;
}
