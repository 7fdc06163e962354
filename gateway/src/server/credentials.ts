import type { IncomingMessage } from 'node:http';
import type { Credentials } from '../identity/identify.ts';
import { clientAddress } from './client-address.ts';
import { HttpRefusal } from './http-refusal.ts';

/** What the head of a request shows of who asks. */
export function credentialsOf(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  proxies: number,
): Credentials {
  const { authorization } = request.headers;
  const key = request.headers['x-api-key'];
  const apiKey = Array.isArray(key) ? key.join(', ') : key;
  const as = request.headers['x-sandbox-as'];
  const sandboxAs = Array.isArray(as) ? as.join(', ') : as;
  return { authorization, apiKey, sandboxAs, address: clientAddress(request, proxies) };
}

/** The same of the payload of `connection_init`, by the same names; null where one of them is no text. */
export function credentialsIn(
  payload: Readonly<Record<string, unknown>> | undefined,
  address: string,
): Credentials | null {
  const authorization = payload?.['Authorization'] ?? payload?.['authorization'];
  const apiKey = payload?.['X-API-Key'] ?? payload?.['x-api-key'];
  const sandboxAs = payload?.['X-Sandbox-As'] ?? payload?.['x-sandbox-as'];
  const areTexts = isTextOrAbsent(authorization) && isTextOrAbsent(apiKey) && isTextOrAbsent(sandboxAs);
  return areTexts ? { authorization, apiKey, sandboxAs, address } : null;
}

function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

const inAddresses = /^(x-api-key|api[-_]?key|authorization|access_token)$/i;

/** A token or a key is in the address, whatever it is worth. */
export function hasSecret({ search, searchParams }: Pick<URL, 'search' | 'searchParams'>): boolean {
  return search !== '' && [...searchParams.keys()].some((name) => inAddresses.test(name));
}

/** Addresses are written down by everybody on the way: nobody is to get used to a secret in one. @throws HttpRefusal */
export function refuseInAddress(url: URL): void {
  if (!hasSecret(url)) return;
  throw new HttpRefusal(400, 'A token or an API key is never a part of an address: send it as a header.');
}
