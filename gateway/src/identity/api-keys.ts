import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { BoundedMap } from '../bounded-map.ts';
import { clientError } from '../errors.ts';
import { Attempts } from './attempts.ts';
import type { AttemptBounds } from './attempts.ts';
import type { Identity } from './identity.ts';
import type { KeyStanding, ReadKeyStanding } from './key-standing.ts';
import type { Rights } from './rights.ts';

export interface ApiKeys {
  /**
   * The app behind a key.
   * @throws UNAUTHENTICATED, always with the same text, for one that is unknown, wrong, over or taken back; FORBIDDEN (rule not_conformant) while
   * its app is not in use; RATE_LIMITED (`retryAfter`, seconds) for an address with too many wrong ones; UNAVAILABLE when nobody can tell
   */
  readonly identify: (apiKey: string, address: string, sandboxAs?: string) => Promise<Identity>;
}

export interface ApiKeysParts {
  readonly read: ReadKeyStanding;
  readonly rights: Rights | undefined;
  readonly log: Logger;
  readonly attempts?: AttemptBounds;
}

/** `hub_<16 hex digits>_<43 characters>`; what stands before the last part says which one it is, and is no secret. */
const form = /^(hub_[0-9a-f]{16})_[\w-]{43}$/;
/** For how long an answer is believed without asking; what is taken back meanwhile is told by the rights feed. */
const knownMs = 30_000;
/** That there is no such key is believed for less: it may be made the next moment. */
const unknownMs = 2_000;

/** Keys that are asked for at a time: who tries many is no load on the subgraph. */
const maxAsking = 64;

export const defaultAttempts: AttemptBounds = Object.freeze({ max: 20, windowMs: 60_000, nowMs: Date.now });

interface Known {
  readonly standing: KeyStanding | null;
  readonly identity: Identity | undefined;
  readonly readAtMs: number;
}

export function createApiKeys(parts: ApiKeysParts): ApiKeys {
  const { log, rights } = parts;
  const bounds = parts.attempts ?? defaultAttempts;
  const attempts = new Attempts(bounds);
  const standings = createStandings(parts, bounds.nowMs);
  const refuse = (reason: string, address: string): never => {
    attempts.fail(address);
    log.info({ reason }, 'an API key was refused');
    throw clientError('UNAUTHENTICATED', 'The API key is not valid.');
  };
  return {
    identify: async (apiKey, address) => {
      const prefix = form.exec(apiKey)?.[1];
      const digest = createHash('sha256').update(apiKey).digest();
      const before = prefix === undefined ? undefined : standings.look(prefix);
      // Who has a key that is known to be good is not held up by who shares the address.
      if (!isOf(before?.standing, digest)) {
        const waitMs = attempts.waitMs(address);
        if (waitMs > 0) throw tooManyAttempts(waitMs);
      }
      if (prefix === undefined) return refuse('not of the form of a key', address);
      const { standing, identity } = await standings.find(prefix);
      if (!isOf(standing, digest) || !identity || !standing) return refuse('no such key', address);
      if (rights?.verdict(identity) === 'disabled') return refuse('taken back', address);
      if (standing.isOver || standing.expiresAtMs <= bounds.nowMs()) return refuse('over', address);
      if (!standing.isLive) throw notConformant();
      return identity;
    },
  };
}

/** In the same time whatever is given, also where there is nothing to compare with (threats.md, timing). */
function isOf(standing: KeyStanding | null | undefined, digest: Buffer): boolean {
  return timingSafeEqual(standing?.digest ?? Buffer.alloc(digest.length), digest) && Boolean(standing);
}

interface Standings {
  look(prefix: string): Known | undefined;
  find(prefix: string): Promise<Known>;
}

/** What was read of keys, bounded; one question at a time of each. */
function createStandings({ read, rights, log }: ApiKeysParts, nowMs: () => number): Standings {
  const known = new BoundedMap<Known>({
    maxEntries: 10_000,
    maxBytes: 16 * 1024 * 1024,
    weigh: ({ standing }) => 600 + (standing?.scopes.length ?? 0) * 50,
  });
  const asking = new Map<string, Promise<Known>>();
  // What was asked before a change may tell of before it.
  let changes = 0;
  rights?.onChange((change) => {
    if (change.kind === 'freshness') return;
    changes += 1;
    const subjects = new Set(change.subjects);
    for (const { identity } of known.values())
      if (identity && (subjects.has(identity.credential ?? '') || subjects.has(identity.viewer.id ?? '')))
        known.delete(prefixOf(identity));
  });
  const isFresh = ({ standing, readAtMs }: Known): boolean =>
    nowMs() - readAtMs < (standing ? knownMs : unknownMs);
  const ask = async (prefix: string): Promise<Known> => {
    const asked = changes;
    const before = known.get(prefix);
    try {
      const standing = await read(prefix);
      const identity = standing ? identityOf(prefix, standing) : undefined;
      const found = { standing, identity, readAtMs: nowMs() };
      if (asked === changes) known.set(prefix, found);
      return found;
    } catch (error) {
      log.warn({ reason: String(error) }, 'what keys are good cannot be asked');
      // What has not been taken back since stays good for public things; personal ones are withheld (fail-closed.ts).
      if (before?.standing) return before;
      throw clientError('UNAVAILABLE', 'API keys cannot be checked at the moment; ask again.');
    }
  };
  return {
    look: (prefix) => known.get(prefix),
    find: async (prefix) => {
      const before = known.get(prefix);
      if (before && isFresh(before)) return before;
      const running = asking.get(prefix);
      if (running) return running;
      if (asking.size >= maxAsking)
        throw clientError('OVERLOADED', 'Too many API keys are being looked up; ask again.');
      const asked = ask(prefix).finally(() => asking.delete(prefix));
      asking.set(prefix, asked);
      return asked;
    },
  };
}

const credentialPrefix = 'key:';

function prefixOf({ credential = '' }: Identity): string {
  return credential.slice(credentialPrefix.length);
}

function identityOf(prefix: string, standing: KeyStanding): Identity {
  const { appId, scopes, isForSandbox, expiresAtMs, createdAtMs, unitsPerDay, requestsPerSecond } = standing;
  const viewer: Viewer = Object.freeze({ kind: 'app', id: appId, roles: [], vneidLevel: 0, scopes });
  return Object.freeze({
    viewer,
    expiresAtMs,
    issuedAtMs: createdAtMs,
    credential: `${credentialPrefix}${prefix}`,
    ...(isForSandbox ? { sandboxOf: appId } : {}),
    allowance: Object.freeze({ app: appId, unitsPerDay, requestsPerSecond }),
  });
}

function notConformant(): Error {
  return clientError('FORBIDDEN', 'The app is not in use yet: it has to be found conformant first.', {
    extensions: { rule: 'not_conformant' },
  });
}

function tooManyAttempts(waitMs: number): Error {
  const retryAfter = Math.ceil(waitMs / 1_000);
  return clientError('RATE_LIMITED', 'Too many wrong API keys came from this address.', {
    extensions: { retryAfter },
  });
}
