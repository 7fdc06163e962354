import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { orThrow } from '../kit/verdict.ts';
import { civilDateOf } from '../kit/working-days.ts';
import { requirePerson, staleVersion } from './errors.ts';
import { profileEntry } from './profile.events.ts';
import type { ProfileRow } from './profile.model.ts';
import { profileSchema } from './profile.model.ts';
import type { Profile, ProfileInput } from './profile.rules.ts';
import { checkProfile, emptyProfile } from './profile.rules.ts';
import type { WriteCall } from './write.store.ts';
import { runOnce } from './write.store.ts';

/** What profiles are kept with. */
export interface ProfileDesk {
  readonly parts: SubgraphParts;
  readonly profiles: Model<ProfileRow>;
}

export async function openProfileDesk(parts: SubgraphParts): Promise<ProfileDesk> {
  return { parts, profiles: await openModel(parts.db, 'Profile', profileSchema()) };
}

export interface StoredProfile extends Profile {
  /** 0 for one that was never filled in. */
  readonly version: number;
  readonly changedAt: Date | null;
}

export async function readProfile(
  { parts, profiles }: ProfileDesk,
  personId: string,
): Promise<StoredProfile> {
  const row = await profiles.findById(personId).lean<ProfileRow>();
  const profile = row && (await parts.personKeys.open(row.sealed));
  if (!row || profile === null) return { ...emptyProfile, version: 0, changedAt: null };
  return { ...parseProfile(profile), version: row.version, changedAt: row.changedAt };
}

export interface ProfileCall extends WriteCall {
  readonly input: ProfileInput;
  readonly expectedVersion: number;
}

/**
 * Replaces the viewer's profile.
 * @throws GraphQLError UNAUTHENTICATED, CONFLICT for a stale version, BAD_USER_INPUT naming the field
 */
export async function writeProfile(desk: ProfileDesk, call: ProfileCall): Promise<StoredProfile> {
  const personId = requirePerson(call.viewer);
  const { parts, profiles } = desk;
  const profile = orThrow(checkProfile(call.input, civilDateOf(call.now ?? parts.clock.now())));
  const sealed = await parts.personKeys.seal(personId, profile);
  await runOnce(parts, { call, queue: `Profile:${personId}` }, async (tx) => {
    const { session, now } = tx;
    const stored = await profiles.findById(personId).session(session).lean<ProfileRow>();
    const version = stored?.version ?? 0;
    if (version !== call.expectedVersion) throw staleVersion('profile', version);
    const profileId = stored?.profileId ?? randomUUID();
    const row: ProfileRow = { _id: personId, profileId, version: version + 1, changedAt: now, sealed };
    await profiles.replaceOne({ _id: personId }, row, { session, upsert: true });
    return tx.append(profileEntry(row));
  });
  return readProfile(desk, personId);
}

export async function exportProfile(
  desk: ProfileDesk,
  personId: string,
): Promise<{ readonly profiles: readonly unknown[] }> {
  const profile = await readProfile(desk, personId);
  return { profiles: profile.version === 0 ? [] : [profile] };
}

export async function eraseProfile(
  { profiles }: ProfileDesk,
  personId: string,
  { session }: Tx,
): Promise<{ readonly profiles: number }> {
  const { deletedCount } = await profiles.deleteOne({ _id: personId }, { session });
  return { profiles: deletedCount };
}

// Only what `writeProfile` sealed is read with it.
function parseProfile(profile: unknown): Profile {
  return profile as Profile;
}
