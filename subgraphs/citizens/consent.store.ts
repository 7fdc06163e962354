import { randomUUID } from 'node:crypto';
import DataLoader from 'dataloader';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts, Tx } from '../kit/index.ts';
import { findPage } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { orThrow } from '../kit/verdict.ts';
import { civilDateOf } from '../kit/working-days.ts';
import { consentEntry, sameConsentEntry, standingEntry } from './consent.events.ts';
import type { ConsentMark, ConsentRow, ConsentStandingRow } from './consent.model.ts';
import { consentMarkSchema, consentSchema, consentStandingSchema } from './consent.model.ts';
import type { ChildFacts, ConsentInput, ConsentMatter } from './consent.rules.ts';
import {
  agreedScope,
  chainKey,
  checkConsent,
  checkConsentCount,
  checkLevel,
  checkStatement,
  matterKey,
  purposeOf,
} from './consent.rules.ts';
import { noSuchChild, noSuchConsent, requirePerson } from './errors.ts';
import type { At } from './link.store.ts';
import type { WriteCall } from './write.store.ts';
import { runOnce } from './write.store.ts';

/** What consents are kept with. */
export interface ConsentDesk {
  readonly parts: SubgraphParts;
  readonly consents: Model<ConsentRow>;
  readonly standings: Model<ConsentStandingRow>;
  readonly marks: Model<ConsentMark>;
  /** A child by its family links that are in force; null for who is none. */
  readonly childOf: (personId: string, at: At) => Promise<ChildFacts | null>;
}

export async function openConsentDesk(
  parts: SubgraphParts,
  childOf: ConsentDesk['childOf'],
): Promise<ConsentDesk> {
  const { db } = parts;
  return {
    parts,
    childOf,
    consents: await openModel(db, 'Consent', consentSchema()),
    standings: await openModel(db, 'ConsentStanding', consentStandingSchema()),
    marks: await openModel(db, 'ConsentMark', consentMarkSchema()),
  };
}

export interface GrantCall extends WriteCall {
  readonly input: ConsentInput;
  /** For whom a guardian agrees; oneself when absent. */
  readonly childId?: string | null | undefined;
}

/**
 * Adds a consent. The same again changes nothing; another scope replaces what was said before.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN rule=vneid_level, BAD_USER_INPUT, NOT_FOUND for a child that is not the viewer's
 */
export async function grantConsent(desk: ConsentDesk, call: GrantCall): Promise<ConsentRow> {
  const giver = requirePerson(call.viewer);
  const subjectId = call.childId ?? giver;
  const { scope, ...matter } = orThrow(checkConsent(subjectId, call.input));
  orThrow(checkLevel(matter.purpose, call.viewer.vneidLevel));
  const words = orThrow(checkStatement(call.input.statement));
  const entry = await runOnce(desk.parts, { call, queue: `Consents:${subjectId}` }, async (tx) => {
    await markSubject(desk, subjectId, tx);
    await requireOwnChild(desk, { subjectId, giver }, tx);
    const last = await lastOf(desk, chainKey(matter, giver), tx);
    if (last?.action === 'GRANTED' && last.scope.join() === scope.join())
      return tx.append(sameConsentEntry(last));
    const count = await desk.consents.countDocuments({ subjectId }, { session: tx.session });
    orThrow(checkConsentCount(count));
    // Not before: the key of a person is made by the first seal, and anybody may name anybody.
    const statement = await desk.parts.personKeys.seal(subjectId, words);
    const row = rowAfter(last, { ...matter, scope, action: 'GRANTED', statement }, { giver, at: tx.now });
    await desk.consents.create([row], { session: tx.session });
    const said = await tx.append(consentEntry(row));
    await retell(desk, matter, tx);
    return said;
  });
  return requireRow(desk, entry.entityId);
}

export interface WithdrawCall extends WriteCall {
  readonly purpose: string;
  readonly recipientId?: string | null | undefined;
  readonly childId?: string | null | undefined;
}

/**
 * Withdraws what the viewer has agreed to; never refused, whatever it is, and nothing changes when it is withdrawn already.
 * @param also what follows from it in the same transaction
 * @returns the consent that is withdrawn
 * @throws GraphQLError UNAUTHENTICATED, NOT_FOUND for what was never agreed to
 */
export async function withdrawConsent(
  desk: ConsentDesk,
  call: WithdrawCall,
  also: (withdrawn: ConsentRow, tx: Tx) => Promise<void>,
): Promise<ConsentRow> {
  const giver = requirePerson(call.viewer);
  const { purpose, recipientId = null, childId } = call;
  const matter: ConsentMatter = { subjectId: childId ?? giver, purpose, recipientId };
  if (!purposeOf(purpose)) throw noSuchConsent();
  const entry = await runOnce(desk.parts, { call, queue: `Consents:${matter.subjectId}` }, async (tx) => {
    await markSubject(desk, matter.subjectId, tx);
    const last = await lastOf(desk, chainKey(matter, giver), tx);
    if (!last) throw noSuchConsent();
    if (last.action === 'WITHDRAWN') return tx.append(sameConsentEntry(last));
    const row = rowAfter(
      last,
      { ...matter, scope: last.scope, action: 'WITHDRAWN', statement: null },
      { giver, at: tx.now },
    );
    await desk.consents.create([row], { session: tx.session });
    const said = await tx.append(consentEntry(row));
    await retell(desk, matter, tx);
    await also(row, tx);
    return said;
  });
  const { chain, seq } = await requireRow(desk, entry.entityId);
  const grant = await desk.consents.findOne({ chain, seq: seq - 1 }).lean<ConsentRow>();
  if (!grant) throw noSuchConsent();
  return grant;
}

type Said = ConsentMatter & Pick<ConsentRow, 'scope' | 'action' | 'statement'>;

function rowAfter(
  last: ConsentRow | null,
  said: Said,
  by: { readonly giver: string; readonly at: Date },
): ConsentRow {
  const { giver, at } = by;
  return {
    _id: randomUUID(),
    ...said,
    matter: matterKey(said),
    chain: chainKey(said, giver),
    seq: (last?.seq ?? 0) + 1,
    givenBy: giver,
    capacity: giver === said.subjectId ? 'SELF' : 'GUARDIAN',
    at,
  };
}

async function requireOwnChild(
  desk: ConsentDesk,
  { subjectId, giver }: { readonly subjectId: string; readonly giver: string },
  tx: Tx,
): Promise<void> {
  if (subjectId === giver) return;
  const child = await desk.childOf(subjectId, tx);
  if (!child?.guardianIds.includes(giver)) throw noSuchChild();
}

function lastOf({ consents }: ConsentDesk, chain: string, { session }: Tx): Promise<ConsentRow | null> {
  return consents.findOne({ chain }).sort({ seq: -1 }).session(session).lean<ConsentRow>().exec();
}

async function requireRow({ consents }: ConsentDesk, id: string): Promise<ConsentRow> {
  const row = await consents.findById(id).lean<ConsentRow>();
  if (!row) throw noSuchConsent();
  return row;
}

/** Whoever changes what a person's consents depend on calls it first. */
export async function markSubject({ marks }: ConsentDesk, personId: string, { session }: Tx): Promise<void> {
  await marks.updateOne({ _id: personId }, { $inc: { changes: 1 } }, { upsert: true, session });
}

/** Counts anew what is agreed to in all matters of a person: a link has begun or ended, or a birthday has come. */
export async function retellAll(desk: ConsentDesk, personId: string, tx: Tx): Promise<void> {
  const rows = await desk.consents
    .find({ subjectId: personId }, null, { session: tx.session })
    .lean<ConsentRow[]>();
  const matters = new Map(rows.map((row) => [row.matter, row]));
  for (const { subjectId, purpose, recipientId } of matters.values())
    await retell(desk, { subjectId, purpose, recipientId }, tx);
}

/** What is agreed to in a matter by now, told when it is not what was told before. */
async function retell(desk: ConsentDesk, matter: ConsentMatter, tx: Tx): Promise<void> {
  const { subjectId, purpose, recipientId } = matter;
  const key = matterKey(matter);
  const rows = await desk.consents
    .find({ matter: key })
    .sort({ seq: 1 })
    .session(tx.session)
    .lean<ConsentRow[]>();
  const child = await desk.childOf(subjectId, tx);
  const scope = agreedScope(purpose, openGrants(rows), { child, today: civilDateOf(tx.now) });
  const before = await desk.standings.findOne({ matter: key }).session(tx.session).lean<ConsentStandingRow>();
  if ((before?.scope ?? []).join() === scope.join()) return;
  const standing: ConsentStandingRow = {
    _id: before?._id ?? randomUUID(),
    matter: key,
    subjectId,
    purpose,
    recipientId,
    scope,
    version: (before?.version ?? 0) + 1,
    changedAt: tx.now,
  };
  await desk.standings.replaceOne({ matter: key }, standing, { upsert: true, session: tx.session });
  await tx.append(standingEntry(standing));
}

/** The last word of each who has spoken, where that is a consent; `rows` in order of `seq`. */
export function openGrants(rows: readonly ConsentRow[]): readonly ConsentRow[] {
  const last = new Map(rows.map((row) => [row.chain, row]));
  return [...last.values()].filter(({ action }) => action === 'GRANTED');
}

/** Consents about a person, the newest first. */
export function listConsents(
  { consents }: ConsentDesk,
  subjectId: string,
  args: PageArgs,
): Promise<Connection<ConsentRow>> {
  return findPage(consents, {
    args,
    order: [
      { field: 'at', direction: -1, kind: 'date' },
      { field: '_id', direction: -1, kind: 'string' },
    ],
    filter: { subjectId, action: 'GRANTED' },
  });
}

/** All rows of these matters, in order of `seq`. */
function rowsOfMatters({ consents }: ConsentDesk, matters: readonly string[]): Promise<ConsentRow[]> {
  return consents
    .find({ matter: trusted({ $in: [...matters] }) })
    .sort({ matter: 1, seq: 1 })
    .lean<ConsentRow[]>()
    .exec();
}

/** What the consents of one request are shown with, each read once. */
export interface ConsentLoaders {
  /** All rows of a matter, in order of `seq`. */
  readonly matters: DataLoader<string, readonly ConsentRow[]>;
  readonly children: DataLoader<string, ChildFacts | null>;
}

export function createConsentLoaders(desk: ConsentDesk): ConsentLoaders {
  const now = desk.parts.clock.now();
  return {
    matters: new DataLoader(async (keys) => {
      const rows = await rowsOfMatters(desk, keys);
      return keys.map((key) => rows.filter(({ matter }) => matter === key));
    }),
    children: new DataLoader((ids) => Promise.all(ids.map((id) => desk.childOf(id, { now })))),
  };
}

/** Whether a person lets somebody else hold data: then carrying out a request takes longer. */
export async function hasThirdParty({ standings }: ConsentDesk, personId: string, tx: Tx): Promise<boolean> {
  const rows = await standings.find({ subjectId: personId }).session(tx.session).lean<ConsentStandingRow[]>();
  return rows.some(({ recipientId, scope }) => recipientId !== null && scope.length > 0);
}

/** All that was said about a person's data, for the person. */
export async function exportConsents(
  { parts, consents }: ConsentDesk,
  personId: string,
): Promise<{ readonly consents: readonly unknown[] }> {
  const about = await consents.find({ subjectId: personId }).lean<ConsentRow[]>();
  const given = await consents.find({ givenBy: personId }).lean<ConsentRow[]>();
  const others = given.filter(({ subjectId }) => subjectId !== personId);
  const write = async ({ action, purpose, scope, recipientId, capacity, at, ...row }: ConsentRow) => ({
    action,
    purpose,
    scope,
    recipientId,
    capacity,
    at,
    subjectId: row.subjectId,
    statement:
      row.subjectId === personId && row.statement ? await parts.personKeys.open(row.statement) : null,
  });
  const rows = [...about, ...others].sort((a, b) => a.at.getTime() - b.at.getTime());
  return { consents: await Promise.all(rows.map(write)) };
}

/** Removes all that was said about a person and by the person; what others agreed to is counted anew. */
export async function eraseConsents(
  desk: ConsentDesk,
  personId: string,
  tx: Tx,
): Promise<{ readonly consents: number }> {
  const { session } = tx;
  await markSubject(desk, personId, tx);
  const given = await desk.consents.find({ givenBy: personId }, null, { session }).lean<ConsentRow[]>();
  const children = new Set(given.map(({ subjectId }) => subjectId).filter((id) => id !== personId));
  const about = await desk.consents.deleteMany({ subjectId: personId }, { session });
  const by = await desk.consents.deleteMany({ givenBy: personId }, { session });
  await desk.standings.deleteMany({ subjectId: personId }, { session });
  await desk.marks.deleteOne({ _id: personId }, { session });
  for (const child of children) {
    await markSubject(desk, child, tx);
    await retellStandings(desk, child, tx);
  }
  return { consents: about.deletedCount + by.deletedCount };
}

/** As `retellAll`, for matters that may have no rows any more. */
async function retellStandings(desk: ConsentDesk, personId: string, tx: Tx): Promise<void> {
  const rows = await desk.standings
    .find({ subjectId: personId }, null, { session: tx.session })
    .lean<ConsentStandingRow[]>();
  for (const { subjectId, purpose, recipientId } of rows)
    await retell(desk, { subjectId, purpose, recipientId }, tx);
}
