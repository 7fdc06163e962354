import type { Model } from 'mongoose';
import type { SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { orThrow } from '../kit/verdict.ts';
import { accountEntries } from './account.events.ts';
import type { AccountRow } from './account.model.ts';
import { accountSchema } from './account.model.ts';
import type { AccountStep } from './account.rules.ts';
import { checkReason, takeAccountStep, untouchedAccount } from './account.rules.ts';
import { ownAccount, requireOffice, requirePerson } from './errors.ts';
import type { WriteCall } from './write.store.ts';
import { runOnce } from './write.store.ts';

/** What accounts are kept with. */
export interface AccountDesk {
  readonly parts: SubgraphParts;
  readonly accounts: Model<AccountRow>;
}

export async function openAccountDesk(parts: SubgraphParts): Promise<AccountDesk> {
  return { parts, accounts: await openModel(parts.db, 'Account', accountSchema()) };
}

export interface AccountCall extends WriteCall {
  readonly step: AccountStep;
  /** Of the identity officer: whose account. Oneself when absent. */
  readonly citizenId?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/**
 * Takes rights of an account back, or gives them again. Whose account it is need not be known here: rights may be taken
 * from who has never left anything.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, ILLEGAL_TRANSITION, BAD_USER_INPUT
 */
export async function stepAccount(desk: AccountDesk, call: AccountCall): Promise<AccountRow> {
  const { viewer, step } = call;
  const own = requirePerson(viewer);
  if (step !== 'END_SESSIONS') requireOffice(viewer);
  const personId = call.citizenId ?? own;
  if (step !== 'END_SESSIONS' && personId === own) throw ownAccount();
  const reason = orThrow(checkReason(step, call.reason));
  const sealed = reason === null ? null : await desk.parts.personKeys.seal(personId, reason);
  await runOnce(desk.parts, { call, queue: `Account:${personId}` }, async (tx) => {
    const { session } = tx;
    const stored = await desk.accounts.findById(personId).session(session).lean<AccountRow>();
    const { _id, reason: _reason, ...facts } = stored ?? { _id: personId, reason: null, ...untouchedAccount };
    const next = orThrow(takeAccountStep(facts, step, new Date()));
    const kept = step === 'END_SESSIONS' ? (stored?.reason ?? null) : sealed;
    const row: AccountRow = { _id: personId, ...next, reason: kept };
    await desk.accounts.replaceOne({ _id: personId }, row, { session, upsert: true });
    const actor = personId === own ? { role: 'person' } : { role: 'identityOfficer', id: own };
    const [entry, ...others] = accountEntries(row, step, actor);
    const said = await tx.append(entry);
    for (const other of others) await tx.append(other);
    return said;
  });
  return readAccount(desk, personId);
}

export async function readAccount({ accounts }: AccountDesk, personId: string): Promise<AccountRow> {
  const row = await accounts.findById(personId).lean<AccountRow>();
  return row ?? { _id: personId, reason: null, ...untouchedAccount };
}

export async function exportAccount(
  { parts, accounts }: AccountDesk,
  personId: string,
): Promise<{ readonly accounts: readonly unknown[] }> {
  const row = await accounts.findById(personId).lean<AccountRow>();
  if (!row) return { accounts: [] };
  const { notBefore, isSuspended, reason } = row;
  return { accounts: [{ notBefore, isSuspended, reason: reason && (await parts.personKeys.open(reason)) }] };
}

/** Takes the reason away; that an account is suspended stays, or an erasure would open it again. */
export async function eraseAccount(
  { accounts }: AccountDesk,
  personId: string,
  { session }: Tx,
): Promise<{ readonly accounts: number }> {
  const gone = await accounts.deleteOne({ _id: personId, isSuspended: false, notBefore: null }, { session });
  const blanked = await accounts.updateOne({ _id: personId }, { $set: { reason: null } }, { session });
  return { accounts: gone.deletedCount + blanked.modifiedCount };
}
