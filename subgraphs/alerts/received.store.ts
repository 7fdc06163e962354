import { createHash } from 'node:crypto';
import type { Tx } from '../kit/index.ts';
import { canonicalJson } from '../kit/canonical-json.ts';
import { isDuplicateKey } from '../kit/mongo.ts';
import type { WriteCall } from './call.rules.ts';
import type { Envelope } from './cancel.store.ts';
import { writeCancellation } from './cancel.store.ts';
import { identifierTaken, noSuchReference, orThrow, requireFeeder } from './errors.ts';
import { checkReferred } from './issue.store.ts';
import { messageEntry } from './message.events.ts';
import type { MessageActor } from './message.events.ts';
import type { MessageRow } from './message.model.ts';
import type { AlertContent, Issuer } from './message.rules.ts';
import type { MessageDesk } from './message.store.ts';
import { alertQueue, findNamed, newMessage, receivedAs, replaceMessage } from './message.store.ts';
import type { Received, ReceivedInput } from './received.rules.ts';
import { nameOf, readReceived } from './received.rules.ts';
import { checkAccount } from './source.rules.ts';

/** What became of a message that came from another issuer. */
export interface Receipt {
  /** `sender,identifier,sent`. */
  readonly name: string;
  /** Null for a reply, which waits for nobody. */
  readonly state: MessageRow['state'] | null;
  readonly receivedAt: Date;
}

const actor: MessageActor = { role: 'issuer' };

/**
 * Takes a message of another issuer in: it waits for somebody of the operations centre, as what was written here waits for a second
 * person. The same message comes once, however often it is sent. What it updates or cancels and nobody has approved
 * yet is discarded with it.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN rule=trusted_source, BAD_USER_INPUT, ILLEGAL_TRANSITION where it acts on what has ended,
 * CONFLICT rule=taken for another message of the same identifier and moment
 */
export async function receiveMessage(
  desk: MessageDesk,
  call: WriteCall,
  input: ReceivedInput,
): Promise<Receipt> {
  const accountId = requireFeeder(call.viewer);
  const { _id: sender, name } = orThrow(checkAccount(await desk.sources.find(input.sender), accountId));
  const issuer: Issuer = { sender, senderName: name };
  // Who brings a message is not the second person that it waits for, whatever else they are here.
  const authorId = call.viewer.kind === 'person' ? accountId : null;
  const known = await findReceipt(desk, input);
  if (known) return known;
  const received = orThrow(readReceived(input, issuer, desk.parts.clock.now()));
  if (
    received.does === 'reply' &&
    (await findNamed(desk, received.references)).length < received.references.length
  )
    throw noSuchReference();
  await desk.parts
    .once({ ...call, queue: alertQueue }, (tx) => store(desk, { received, issuer, input, authorId }, tx))
    .catch((error: unknown) => {
      // Somebody else was a moment faster with the same.
      if (!isDuplicateKey(error)) throw error;
    });
  const receipt = await findReceipt(desk, input);
  if (!receipt) throw new Error('expected the message that was stored, got none');
  return receipt;
}

/** The same message again is answered with what has become of it. @throws GraphQLError CONFLICT rule=taken for another one */
async function findReceipt(desk: MessageDesk, input: ReceivedInput): Promise<Receipt | null> {
  const name = nameOf(input);
  if (name === null) return null;
  const digest = digestOf(input);
  const [message] = await findNamed(desk, [name]);
  if (message) {
    if (message.digest !== digest) throw identifierTaken();
    return { name, state: message.state, receivedAt: message.draftedAt };
  }
  const reply = await desk.replies.find(name);
  if (reply && reply.digest !== digest) throw identifierTaken();
  return reply && { name, state: null, receivedAt: reply.receivedAt };
}

function digestOf(input: ReceivedInput): string {
  return createHash('sha256').update(canonicalJson(input)).digest('base64url');
}

interface Taken extends Pick<MessageRow, 'authorId'> {
  readonly received: Received;
  readonly issuer: Issuer;
  readonly input: ReceivedInput;
}

function store(
  desk: MessageDesk,
  { received, issuer, input, authorId }: Taken,
  tx: Tx,
): ReturnType<Tx['append']> {
  const digest = digestOf(input);
  switch (received.does) {
    case 'reply': {
      const { name, kind, sentGiven, references, note } = received;
      const { sender, identifier } = input;
      const said = { _id: name, kind, sender, identifier, sent: sentGiven, references, note };
      return desk.replies.create({ ...said, digest, receivedAt: tx.now }, 'issuer', tx);
    }
    case 'warn':
      return storeWarning(desk, { ...received, digest, authorId }, tx);
    case 'cancel': {
      const envelope: Envelope = { ...issuer, identifier: input.identifier, sentGiven: received.sentGiven };
      return storeCancellation(desk, { ...received, envelope, digest, authorId }, tx);
    }
  }
}

interface Digested extends Pick<MessageRow, 'authorId'> {
  readonly digest: string;
}

/** What it updates and was issued here stays what it updates; of what was not, nobody has heard. */
async function storeWarning(
  desk: MessageDesk,
  { name, content, digest, authorId }: Extract<Received, { does: 'warn' }> & Digested,
  tx: Tx,
): ReturnType<Tx['append']> {
  const { issued, waiting } = await referredTo(desk, content.references, tx);
  for (const row of waiting) await discard(desk, row, tx);
  const isUpdate = issued.length > 0;
  const said: AlertContent = { ...content, references: issued, messageType: isUpdate ? 'UPDATE' : 'ALERT' };
  if (isUpdate) await checkReferred(desk, said, tx.session);
  const reach = orThrow(await desk.places.reach(content.areas));
  return create(desk, { name, content: said, reach, state: 'PENDING_APPROVAL', digest, authorId }, tx);
}

async function storeCancellation(
  desk: MessageDesk,
  cancellation: Extract<Received, { does: 'cancel' }> & Digested & { readonly envelope: Envelope },
  tx: Tx,
): ReturnType<Tx['append']> {
  const { name, references, texts, envelope, digest, authorId } = cancellation;
  const { issued, waiting } = await referredTo(desk, references, tx);
  for (const row of waiting) await discard(desk, row, tx);
  if (issued.length > 0) {
    const { now, session } = tx;
    const written = await writeCancellation(desk, { references: issued, texts, envelope, now, session });
    return create(desk, { name, ...written, state: 'PENDING_APPROVAL', digest, authorId }, tx);
  }
  const [gone] = waiting;
  if (!gone) throw noSuchReference();
  // Nobody has heard of what it calls off, so there is nothing to be told.
  const content: AlertContent = { ...gone.content, ...envelope, messageType: 'CANCEL', references };
  return create(desk, { name, content, reach: gone.reach, state: 'DISCARDED', digest, authorId }, tx);
}

interface Referred {
  readonly issued: readonly string[];
  readonly waiting: readonly MessageRow[];
}

/** @throws GraphQLError BAD_USER_INPUT rule=cap_references for one that never came */
async function referredTo(desk: MessageDesk, names: readonly string[], tx: Tx): Promise<Referred> {
  const rows = await findNamed(desk, names, tx.session);
  if (rows.length < names.length) throw noSuchReference();
  return {
    issued: rows.flatMap(({ state, reference }) =>
      state === 'ISSUED' && reference !== null ? [reference] : [],
    ),
    waiting: rows.filter(({ state }) => state === 'PENDING_APPROVAL'),
  };
}

async function discard(desk: MessageDesk, row: MessageRow, tx: Tx): Promise<void> {
  const discardedFor = 'Bên phát hành đã thay thế hoặc huỷ bản tin này.';
  const next: MessageRow = {
    ...row,
    version: row.version + 1,
    state: 'DISCARDED',
    decidedAt: tx.now,
    discardedFor,
  };
  await replaceMessage(desk, next, tx);
  await tx.append(messageEntry(next, { kind: 'discarded', from: row.state, actor }));
}

type Kept = Pick<MessageRow, 'content' | 'reach' | 'state'> & Digested & { readonly name: string };

async function create({ messages }: MessageDesk, { name, ...kept }: Kept, tx: Tx): ReturnType<Tx['append']> {
  const row = newMessage({
    ...kept,
    origin: 'OTHER_ISSUER',
    occurrence: receivedAs(name),
    draftedAt: tx.now,
  });
  await messages.create([row], { session: tx.session });
  return tx.append(messageEntry(row, { kind: 'drafted', from: null, actor }));
}
