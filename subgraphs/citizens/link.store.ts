import { randomUUID } from 'node:crypto';
import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts, Tx, Viewer } from '../kit/index.ts';
import { badInput, findPage, forbidden } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { orThrow } from '../kit/verdict.ts';
import type { CivilDate } from '../kit/working-days.ts';
import { addCivilDays, civilDateOf, endOfCivilDate } from '../kit/working-days.ts';
import type { ChildFacts } from './consent.rules.ts';
import { ageOfSay } from './consent.rules.ts';
import { noSuchLink, requirePerson, requireRight, staleVersion } from './errors.ts';
import type { FactStore } from './fact.store.ts';
import { erasedLinkEntry, linkActor, linkAsOf, linkEntry } from './link.events.ts';
import type { LinkRow } from './link.model.ts';
import { linkSchema } from './link.model.ts';
import type { LinkInput, LinkSides, LinkStep } from './link.rules.ts';
import {
  birthday,
  checkLinkInput,
  checkLinkWords,
  couldVerify,
  isInForce,
  linkRoleOf,
  linkSteps,
  maxOpenLinks,
  mayBeGuardian,
  mayTakeLinkStep,
  requestedLink,
  takeLinkStep,
} from './link.rules.ts';
import type { WriteCall } from './write.store.ts';
import { runOnce } from './write.store.ts';

/** What links are kept with. */
export interface LinkDesk {
  readonly parts: SubgraphParts;
  readonly links: Model<LinkRow>;
  readonly facts: FactStore;
}

export async function openLinkDesk(parts: SubgraphParts, facts: FactStore): Promise<LinkDesk> {
  return { parts, facts, links: await openModel(parts.db, 'GuardianLink', linkSchema()) };
}

/** What the consents about a child hang on: marked before a link of the child changes, counted anew after it. */
export interface Dependents {
  readonly mark: (childId: string, tx: Tx) => Promise<void>;
  readonly retell: (childId: string, tx: Tx) => Promise<void>;
}

/** What was declared of the child. */
export interface DeclaredChild {
  readonly name: string;
  readonly birthDate: CivilDate;
}

export interface LinkAsk extends WriteCall {
  readonly input: LinkInput;
}

/**
 * Asks a ward's committee or a school to verify that the viewer is a child's guardian. It gives no right before they have.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN below VNeID level 2, BAD_USER_INPUT
 */
export async function requestLink(desk: LinkDesk, call: LinkAsk): Promise<LinkRow> {
  const guardianId = requirePerson(call.viewer);
  if (!mayBeGuardian(call.viewer)) throw forbidden('A guardian needs a VNeID account of level 2.');
  const today = civilDateOf(call.now ?? desk.parts.clock.now());
  const input = orThrow(checkLinkInput(call.input, { guardianId, today }));
  const declared: DeclaredChild = { name: input.childName, birthDate: input.childBirthDate };
  const entry = await runOnce(desk.parts, { call, queue: `GuardianLinks:${guardianId}` }, async (tx) => {
    await checkVerifier(desk, input.verifier, tx);
    await checkRoom(desk, { guardianId, childId: input.childId }, tx);
    const child = await desk.parts.personKeys.seal(input.childId, declared);
    const row: LinkRow = {
      _id: randomUUID(),
      guardianId,
      childId: input.childId,
      relation: input.relation,
      verifier: input.verifier,
      ...requestedLink(tx.now),
      child,
      words: null,
    };
    await desk.links.create([row], { session: tx.session });
    return tx.append(linkEntry(row, 'REQUEST', linkActor('REQUEST', row, call.viewer)));
  });
  return rowOf(desk, entry.entityId);
}

/** Wards are known here; schools are not, and a link that no school knows is never verified. */
async function checkVerifier(
  { facts }: LinkDesk,
  { kind, id }: LinkSides['verifier'],
  { session }: Tx,
): Promise<void> {
  if (kind === 'WARD' && !(await facts.isCommittee(id, session)))
    throw badInput(
      { field: 'verifier.id', rule: 'verifier' },
      'verifier.id must be the committee of a ward.',
    );
}

async function checkRoom(
  { links }: LinkDesk,
  { guardianId, childId }: { readonly guardianId: string; readonly childId: string },
  { session }: Tx,
): Promise<void> {
  const state = { $in: ['REQUESTED' as const, 'VERIFIED' as const] };
  const open = await links
    .find({ guardianId, state: trusted(state) })
    .session(session)
    .lean<LinkRow[]>();
  if (open.some((link) => link.childId === childId))
    throw badInput(
      { field: 'childId', rule: 'link_exists' },
      'There is such a link already, or one is being verified.',
    );
  if (open.length >= maxOpenLinks)
    throw badInput(
      { field: 'childId', rule: 'max_links', max: maxOpenLinks },
      `At most ${maxOpenLinks} links at a time.`,
    );
}

export interface LinkCall extends WriteCall {
  readonly id: string;
  readonly step: Exclude<LinkStep, 'EXPIRE'>;
  readonly expectedVersion?: number | null | undefined;
  readonly validFrom?: CivilDate | null | undefined;
  readonly validTo?: CivilDate | null | undefined;
  /** The document that a verification rests on, the reason of REFUSE and END. */
  readonly words?: string | null | undefined;
}

/** The timer of a link in force: at the birthday that gives the child a say, and when the link has run out. */
export const linkTimer = 'guardian-link';

/**
 * Takes one step on a link.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND for a link that the viewer may not see, CONFLICT,
 *   ILLEGAL_TRANSITION, BAD_USER_INPUT
 */
export async function stepLink(desk: LinkDesk, call: LinkCall, dependents: Dependents): Promise<LinkRow> {
  const { viewer, step, id } = call;
  requirePerson(viewer);
  if (linkSteps[step].who === 'verifier') requireRight(couldVerify(viewer), viewer);
  const words = orThrow(checkLinkWords(step, call.words));
  const entry = await runOnce(desk.parts, { call, queue: `GuardianLink:${id}` }, async (tx) => {
    const row = await desk.links.findById(id).session(tx.session).lean<LinkRow>();
    if (!row || linkRoleOf(row, viewer) === null) throw noSuchLink();
    if (!mayTakeLinkStep(row, step, viewer)) throw forbidden('You may not do this to this link.');
    const expected = call.expectedVersion ?? row.version;
    if (expected !== row.version) throw staleVersion('link', row.version);
    const { birthDate } = await declaredOf(desk, row);
    const today = civilDateOf(tx.now);
    const given = { now: tx.now, today, birthDate, validFrom: call.validFrom, validTo: call.validTo };
    const facts = orThrow(takeLinkStep(row, step, given));
    const sealed = words === null ? row.words : await desk.parts.personKeys.seal(row.childId, words);
    const next: LinkRow = { ...row, ...facts, words: sealed };
    return saveLink(desk, { row, next, birthDate, kind: step, viewer, dependents }, tx);
  });
  return linkAsOf(await rowOf(desk, id), entry);
}

interface Saving {
  readonly row: LinkRow;
  readonly next: LinkRow;
  readonly birthDate: CivilDate;
  readonly kind: LinkStep;
  readonly viewer: Viewer | null;
  readonly dependents: Dependents;
}

async function saveLink(desk: LinkDesk, saving: Saving, tx: Tx) {
  const { row, next, birthDate, kind, viewer, dependents } = saving;
  await dependents.mark(row.childId, tx);
  const filter = { _id: row._id, version: row.version };
  const { matchedCount } = await desk.links.replaceOne(filter, next, { session: tx.session });
  if (matchedCount !== 1) throw new Error(`expected version ${row.version} of link ${row._id}, found none`);
  const entry = await tx.append(
    linkEntry(next, kind, viewer ? linkActor(kind, next, viewer) : { role: 'system' }),
  );
  await keepTimer(next, birthDate, tx);
  await dependents.retell(row.childId, tx);
  return entry;
}

async function keepTimer(row: LinkRow, birthDate: CivilDate, tx: Tx): Promise<void> {
  const at = nextMoment(row, birthDate, tx.now);
  if (at) await tx.setTimer({ kind: linkTimer, key: row._id, at });
  else await tx.clearTimer(linkTimer, row._id);
}

/** The first moment of the day on which something about a link in force is another than the day before. */
function nextMoment({ state, validTo }: LinkRow, birthDate: CivilDate, now: Date): Date | null {
  if (state !== 'VERIFIED' || validTo === null) return null;
  const days = [birthday(birthDate, ageOfSay), addCivilDays(validTo, 1)];
  const moments = days.map((day) => endOfCivilDate(addCivilDays(day, -1)).getTime() + 1000);
  const next = moments
    .filter((ms) => ms > now.getTime())
    .sort((a, b) => a - b)
    .at(0);
  return next === undefined ? now : new Date(next);
}

/** What the calendar brings about for a link: it has run out, or the child has a say from now on. */
export async function turnLink(
  desk: LinkDesk,
  { id, dependents }: { readonly id: string; readonly dependents: Dependents },
  tx: Tx,
): Promise<void> {
  const row = await desk.links.findById(id).session(tx.session).lean<LinkRow>();
  if (row?.state !== 'VERIFIED') return;
  const { birthDate } = await declaredOf(desk, row);
  const today = civilDateOf(tx.now);
  if (row.validTo !== null && row.validTo < today) {
    const next = { ...row, ...orThrow(takeLinkStep(row, 'EXPIRE', { now: tx.now, today })) };
    await saveLink(desk, { row, next, birthDate, kind: 'EXPIRE', viewer: null, dependents }, tx);
    return;
  }
  await dependents.mark(row.childId, tx);
  await dependents.retell(row.childId, tx);
  await keepTimer(row, birthDate, tx);
}

/** @throws GraphQLError NOT_FOUND when the child has been erased meanwhile */
export async function declaredOf(
  { parts }: Pick<LinkDesk, 'parts'>,
  { child }: LinkRow,
): Promise<DeclaredChild> {
  const declared = await parts.personKeys.open(child);
  if (declared === null) throw noSuchLink();
  return parseDeclared(declared);
}

// Only what `requestLink` sealed is read with it.
function parseDeclared(declared: unknown): DeclaredChild {
  return declared as DeclaredChild;
}

/** A moment, and the transaction that looks. */
export interface At {
  readonly now: Date;
  readonly session?: ClientSession;
}

/** A person as a child, by the links that are in force; null for who is none. The latest birth date declared protects best. */
export async function childOf(
  desk: LinkDesk,
  personId: string,
  { session, now }: At,
): Promise<ChildFacts | null> {
  const rows = await desk.links
    .find({ childId: personId, state: 'VERIFIED' })
    .session(session ?? null)
    .lean<LinkRow[]>();
  const today = civilDateOf(now);
  const inForce = rows.filter((row) => isInForce(row, today));
  if (inForce.length === 0) return null;
  const declared = await Promise.all(inForce.map((row) => declaredOf(desk, row)));
  const birthDate =
    declared
      .map((each) => each.birthDate)
      .sort()
      .at(-1) ?? today;
  return { birthDate, guardianIds: inForce.map(({ guardianId }) => guardianId) };
}

/** Whether somebody is a child's guardian now. */
export async function isGuardianNow(
  { links, parts }: LinkDesk,
  { guardianId, childId }: { readonly guardianId: string; readonly childId: string },
): Promise<boolean> {
  const rows = await links.find({ guardianId, childId, state: 'VERIFIED' }).lean<LinkRow[]>();
  const today = civilDateOf(parts.clock.now());
  return rows.some((row) => isInForce(row, today));
}

async function rowOf({ links }: LinkDesk, id: string): Promise<LinkRow> {
  const row = await links.findById(id).lean<LinkRow>();
  if (!row) throw noSuchLink();
  return row;
}

export async function visibleLink(desk: LinkDesk, id: string, viewer: Viewer): Promise<LinkRow> {
  requirePerson(viewer);
  const row = await rowOf(desk, id);
  if (linkRoleOf(row, viewer) === null) throw noSuchLink();
  return row;
}

/** A person's links on one side of them, the newest first. */
export function listLinks(
  { links }: LinkDesk,
  side: { readonly guardianId: string } | { readonly childId: string },
  args: PageArgs,
): Promise<Connection<LinkRow>> {
  return findPage(links, {
    args,
    order: [
      { field: 'requestedAt', direction: -1, kind: 'date' },
      { field: '_id', direction: -1, kind: 'string' },
    ],
    filter: { ...side },
  });
}

/** What a ward's committee or a school has to verify, the oldest first. */
export function listToVerify(
  { links }: LinkDesk,
  verifier: LinkSides['verifier'],
  args: PageArgs,
): Promise<Connection<LinkRow>> {
  return findPage(links, {
    args,
    order: [
      { field: 'requestedAt', direction: 1, kind: 'date' },
      { field: '_id', direction: 1, kind: 'string' },
    ],
    filter: { 'verifier.kind': verifier.kind, 'verifier.id': verifier.id, state: 'REQUESTED' },
  });
}

/** All links of a person, for the person: what was declared of the child is the child's, or was said by the guardian. */
export async function exportLinks(
  desk: LinkDesk,
  personId: string,
): Promise<{ readonly guardianLinks: readonly unknown[] }> {
  const rows = await bothSides(desk, personId);
  return {
    guardianLinks: await Promise.all(
      rows.map(async ({ child, words, _id, verifier, ...row }) => ({
        id: _id,
        ...row,
        verifier,
        child: await desk.parts.personKeys.open(child),
        words: words && (await desk.parts.personKeys.open(words)),
      })),
    ),
  };
}

/** Removes a person's links; what others' consents lose by that is counted anew. */
export async function eraseLinks(
  desk: LinkDesk,
  { personId, dependents }: { readonly personId: string; readonly dependents: Dependents },
  tx: Tx,
): Promise<{ readonly guardianLinks: number }> {
  const rows = await bothSides(desk, personId, tx);
  for (const row of rows) {
    await tx.clearTimer(linkTimer, row._id);
    if (row.state === 'VERIFIED') await tx.append(erasedLinkEntry(row, personId));
  }
  await desk.links.deleteMany({ _id: trusted({ $in: rows.map(({ _id }) => _id) }) }, { session: tx.session });
  const children = new Set(rows.map(({ childId }) => childId).filter((id) => id !== personId));
  for (const childId of children) {
    await dependents.mark(childId, tx);
    await dependents.retell(childId, tx);
  }
  return { guardianLinks: rows.length };
}

async function bothSides({ links }: LinkDesk, personId: string, tx?: Tx): Promise<LinkRow[]> {
  const session = tx?.session ?? null;
  const asGuardian = await links.find({ guardianId: personId }).session(session).lean<LinkRow[]>();
  const asChild = await links.find({ childId: personId }).session(session).lean<LinkRow[]>();
  return [...asGuardian, ...asChild];
}
