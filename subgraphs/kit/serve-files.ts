import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { withDeadline } from './deadline.ts';
import { hubError, notFound } from './errors.ts';
import type { FileContent } from './file-store.ts';
import { databaseError } from './mongo.ts';
import { errorKind, errorTable } from './process/error-table.ts';
import { fileGrantHeader, writeFileGrant } from './process/file-grant.ts';
import type { Logger } from './process/logger.ts';
import { requestIdHeader, signatureHeader, verify, viewerHeader } from './process/signature.ts';
import type { Viewer } from './process/viewer.ts';
import { anonymous, parseViewer } from './process/viewer.ts';
import { readBody } from './read-body.ts';
import type { Slots } from './slots.ts';
import type { Uploads } from './uploads.ts';

/** A file by its name, and who asks for it now. */
export interface FileAsk {
  readonly name: string;
  readonly viewer: Viewer;
  /** True where the viewer was given an address for it: what has to be written down was written down then. */
  readonly isTicketed: boolean;
}

/** Which stored file that is. */
export interface FoundFile {
  readonly fileId: string;
  /** Opens a private one. */
  readonly ownerId: string | null;
  /** Whether everybody may see it now. */
  readonly isOpen: boolean;
}

export interface FilesRoadOptions {
  readonly uploads: Uploads;
  /** Decides at each fetch; null for what is not there or not for this viewer. */
  readonly find: (ask: FileAsk) => Promise<FoundFile | null>;
  readonly signingKeys: readonly string[];
  /** How many bodies are held in memory at a time. */
  readonly slots: Slots;
  readonly log: Logger;
}

/** Answers one request whose path begins with `/files/`. */
export type FilesRoad = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The gateway gives up before: this is for a caller that does not. */
const receiveMs = 15_000;

/**
 * `PUT /files/<ticket>` takes the bytes of an upload, `GET /files/<address>` gives a file. Only the gateway may ask: the
 * signature covers method, path and viewer, and what a body must be is in the ticket. Errors are those of the one table, as
 * `{ errors: [...] }` with an HTTP status.
 */
export function createFilesRoad(options: FilesRoadOptions): FilesRoad {
  return async (request, response) => {
    const viewer = signedViewer(request, options.signingKeys);
    if (!viewer) return void response.writeHead(401, { connection: 'close', 'content-length': 0 }).end();
    try {
      const address = (request.url ?? '').slice('/files/'.length);
      if (request.method === 'GET') await give({ request, response, viewer }, address, options);
      else if (request.method === 'PUT') await take({ request, response, viewer }, address, options);
      else throw hubError('BAD_REQUEST', 'Files are read with GET and sent with PUT.');
    } catch (error) {
      refuse({ request, response }, error, options.log);
    }
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

function signedViewer({ method, url, headers }: IncomingMessage, keys: readonly string[]): Viewer | null {
  const encoded = headers[viewerHeader];
  const viewer = typeof encoded === 'string' ? encoded : '';
  const parts = { purpose: `${method} ${url}`, viewer, body: '' };
  if (!verify(headers[signatureHeader], parts, { keys })) return null;
  return viewer === '' ? anonymous : parseViewer(viewer);
}

/** By name it is judged as one by whoever sends the request, with a ticket as one by whom the ticket was given to. */
async function give(
  { request, response, viewer }: Exchange & { readonly viewer: Viewer },
  text: string,
  { uploads, find }: FilesRoadOptions,
): Promise<void> {
  const address = uploads.addresses.read(text, new Date());
  if (address.kind === 'expired') throw expired();
  if (address.kind !== 'open' && address.kind !== 'view') throw notFound('file');
  const isTicketed = address.kind === 'view';
  const found = await find({ name: address.name, isTicketed, viewer: isTicketed ? address.viewer : viewer });
  if (!found) throw notFound('file');
  // What is public today may be replaced or withdrawn: it may be kept, and is asked for again each time.
  const cache = found.isOpen ? 'public, no-cache' : 'private, no-store';
  const headers = {
    'cache-control': cache,
    etag: `"${found.fileId}"`,
    ...(address.kind === 'view' && { [fileGrantHeader]: writeFileGrant(address) }),
  };
  if (request.headers['if-none-match'] === headers.etag) return void response.writeHead(304, headers).end();
  const file = await uploads.files.read(found.fileId, found.ownerId);
  if (!file) throw notFound('file');
  send(response, file, headers);
}

function send(
  response: ServerResponse,
  { bytes, type }: FileContent,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(200, { ...headers, 'content-type': type, 'content-length': bytes.length });
  response.end(bytes);
}

/** What the ticket and the head already condemn is refused before the first byte of the body is read. */
async function take(
  { request, response, viewer }: Exchange & { readonly viewer: Viewer },
  text: string,
  { uploads, slots }: FilesRoadOptions,
): Promise<void> {
  const address = uploads.addresses.read(text, new Date());
  if (address.kind === 'expired') throw expired();
  if (address.kind !== 'upload') throw notFound('upload');
  const row = await uploads.awaited(address.uploadId, viewer);
  const announced = Number(request.headers['content-length'] ?? Number.NaN);
  if (announced !== row.bytes) throw otherLength(row.bytes, announced);
  await withDeadline(receiveMs, (signal) =>
    slots.run(signal, async () => {
      const cut = (): void => void request.destroy();
      signal.addEventListener('abort', cut, { once: true });
      const bytes = await readBody(request, row.bytes);
      signal.removeEventListener('abort', cut);
      if (!bytes) throw otherLength(row.bytes, announced);
      await uploads.receive(row, bytes);
    }),
  );
  sendJson(response, 201, { id: row._id, state: 'READY' });
}

function otherLength(announced: number, received: number): GraphQLError {
  const detail = { field: 'bytes', rule: 'bytes', announced, ...(received >= 0 && { received }) };
  return hubError('BAD_USER_INPUT', `${announced} bytes were announced.`, detail);
}

function expired(): GraphQLError {
  return hubError('NOT_FOUND', 'This address is no longer good. Ask for a new one.', { rule: 'expired' });
}

const statusOfRule: Readonly<Record<string, number>> = { expired: 410, media_type: 415 };

/** Errors of the table as they are, everything else masked and logged; an exchange that was cut has nobody to tell. */
function refuse({ request, response }: Exchange, thrown: unknown, log: Logger): void {
  if (response.headersSent || request.socket.destroyed) return void response.destroy();
  const error = shownError(thrown);
  if (!error)
    log.error({ requestId: request.headers[requestIdHeader], error: thrown }, 'a file request failed');
  const { message, extensions } = error ?? hubError('INTERNAL_SERVER_ERROR', 'Something went wrong here.');
  const { rule } = extensions;
  const byRule = typeof rule === 'string' ? statusOfRule[rule] : undefined;
  const status = byRule ?? errorKind(extensions['code'])?.status ?? errorTable.INTERNAL_SERVER_ERROR.status;
  // What is left of a body that was not read would be taken for the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  sendJson(response, status, { errors: [{ message, extensions }] });
}

function shownError(thrown: unknown): GraphQLError | undefined {
  const error = databaseError(thrown) ?? thrown;
  if (!(error instanceof GraphQLError)) return undefined;
  return errorKind(error.extensions['code'])?.audience === 'client' ? error : undefined;
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = `${JSON.stringify(body)}\n`;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}
