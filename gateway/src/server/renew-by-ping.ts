import { errorsOf } from '../errors.ts';
import { wireCode } from '../request/respond.ts';
import type { ClientConnection } from './client-connection.ts';

/**
 * The `pong` to a `ping` of graphql-transport-ws, as text. A ping whose payload has `Authorization`, as `connection_init`
 * has it, renews the token of the socket; the pong says `renewed: true` and when the new one ends, or `renewed: false` with
 * the code: then everything is as it was. The token is never sent back. Any other payload is.
 */
export async function answerPing(payload: unknown, connection: ClientConnection): Promise<string> {
  const authorization = authorizationIn(payload);
  const answer = authorization === undefined ? payload : await renew(authorization, connection);
  return JSON.stringify(answer === undefined ? { type: 'pong' } : { type: 'pong', payload: answer });
}

async function renew(authorization: unknown, connection: ClientConnection): Promise<object> {
  const { known: session } = connection;
  const refused = (code: string): object => ({ renewed: false, code });
  if (typeof authorization !== 'string' || !session) return refused('UNAUTHENTICATED');
  try {
    const { expiresAtMs } = await session.renew(authorization);
    return { renewed: true, expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString() };
  } catch (error) {
    return refused(wireCode(errorsOf(error)[0]));
  }
}

function authorizationIn(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const members = parseMembers(payload);
  return members['Authorization'] ?? members['authorization'];
}

function parseMembers(payload: object): Record<string, unknown> {
  return payload as Record<string, unknown>;
}
