import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Binary } from 'mongodb';
import type { Collection, Db } from 'mongodb';
import { openBox, sealBox } from '../../../subgraphs/kit/process/secret-box.ts';
import { clientError } from '../errors.ts';
import { leewaySeconds } from './verify-token.ts';
import type { Identity } from './identity.ts';

export interface StreamTicket {
  /** 43 URL-safe characters; never in a log, and nowhere kept. */
  readonly ticket: string;
  readonly openUntil: Date;
  readonly resumeUntil: Date;
}

export interface Redemption {
  /** What is opened, as text: a ticket that has opened something opens nothing else. */
  readonly operation: string;
  /** The client comes back behind a break: it says where it stands (`Last-Event-ID`). */
  readonly isResume: boolean;
}

/**
 * Who is behind a ticket: what a door calls for a stream whose address has one, in place of looking at `Authorization`.
 * @throws UNAUTHENTICATED, always with the same text, for one that is unknown, too old, used already, or of an operation other
 * than the one that it has opened
 */
export type RedeemTicket = (ticket: string, redemption: Redemption) => Promise<Identity>;

export interface StreamTickets {
  /**
   * For whom a token speaks that has an end. The same key gives the same ticket.
   * @throws UNAUTHENTICATED for a stranger
   */
  create(identity: Identity, clientMutationId: string | undefined): Promise<StreamTicket>;
  readonly redeem: RedeemTicket;
}

export interface StreamTicketsParts {
  readonly db: Db;
  /** 32 bytes, the same for all gateways. */
  readonly key: Buffer;
}

interface TicketRow {
  /** Digest of the ticket: who reads the database can open nothing. */
  readonly _id: string;
  /** The identity, sealed. */
  readonly box: Binary;
  readonly openUntil: Date;
  readonly resumeUntil: Date;
  /** Digest of the operation that it has opened. */
  readonly opened: string | null;
  readonly forgetAt: Date;
}

const openMs = 60_000;
const repeatMs = 24 * 60 * 60 * 1_000;

/**
 * Tickets for streams of clients that cannot send headers: each opens one stream, once, within a minute, for the person who
 * asked for it, at any gateway. Behind a break it opens the same stream again while the token behind it lives.
 */
export async function openStreamTickets({ db, key }: StreamTicketsParts): Promise<StreamTickets> {
  const rows = db.collection<TicketRow>('stream_tickets', { writeConcern: { w: 'majority' } });
  await rows.createIndex({ forgetAt: 1 }, { expireAfterSeconds: 0 });
  return {
    create: (identity, clientMutationId) => createTicket(rows, key, { identity, clientMutationId }),
    redeem: (ticket, redemption) => redeemTicket({ rows, key }, ticket, redemption),
  };
}

interface Asked {
  readonly identity: Identity;
  readonly clientMutationId: string | undefined;
}

async function createTicket(
  rows: Collection<TicketRow>,
  key: Buffer,
  { identity, clientMutationId }: Asked,
): Promise<StreamTicket> {
  const { viewer, expiresAtMs } = identity;
  if (viewer.id === null || expiresAtMs === null)
    throw clientError('UNAUTHENTICATED', 'A token is needed: a stranger may open a stream without a ticket.');
  // Made of the key of the client, since the ticket itself is kept nowhere.
  const ticket =
    clientMutationId === undefined
      ? randomBytes(32).toString('base64url')
      : createHmac('sha256', key)
          .update(JSON.stringify(['stream-ticket', viewer.kind, viewer.id, clientMutationId]))
          .digest('base64url');
  const _id = digest(ticket);
  const nowMs = Date.now();
  const made: Omit<TicketRow, '_id'> = {
    box: new Binary(sealBox(Buffer.from(JSON.stringify(identity)), { key, binding: `stream-ticket ${_id}` })),
    openUntil: new Date(nowMs + openMs),
    resumeUntil: new Date(expiresAtMs + leewaySeconds * 1_000),
    opened: null,
    forgetAt: new Date(Math.max(nowMs + repeatMs, expiresAtMs + leewaySeconds * 1_000)),
  };
  const options = { upsert: true, returnDocument: 'after' } as const;
  const row = await rows.findOneAndUpdate({ _id }, { $setOnInsert: made }, options);
  const { openUntil, resumeUntil } = row ?? made;
  return { ticket, openUntil, resumeUntil };
}

async function redeemTicket(
  { rows, key }: { readonly rows: Collection<TicketRow>; readonly key: Buffer },
  ticket: string,
  { operation, isResume }: Redemption,
): Promise<Identity> {
  const refusal = clientError('UNAUTHENTICATED', 'The ticket is not valid.');
  if (!/^[\w-]{43}$/.test(ticket)) throw refusal;
  const _id = digest(ticket);
  const opened = digest(operation);
  const now = new Date();
  const first = { _id, opened: null, openUntil: { $gt: now }, resumeUntil: { $gt: now } };
  const row =
    (await rows.findOneAndUpdate(first, { $set: { opened } }, { returnDocument: 'after' })) ??
    (isResume ? await rows.findOne({ _id, opened, resumeUntil: { $gt: now } }) : null);
  if (!row) throw refusal;
  const box = Buffer.from(row.box.value());
  return parseIdentity(openBox(box, { key, binding: `stream-ticket ${_id}` }));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** What was sealed here is what it was. */
function parseIdentity(bytes: Buffer): Identity {
  return JSON.parse(bytes.toString('utf8')) as Identity;
}
