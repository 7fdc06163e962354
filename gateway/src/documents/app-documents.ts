import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { BoundedMap } from '../bounded-map.ts';
import { clientError } from '../errors.ts';
import type { Rights } from '../identity/rights.ts';
import type { DocumentStanding, ReadDocument, RunStanding } from './read-document.ts';

/** The lists of all apps, as far as they have been asked for. */
export interface AppDocuments {
  /** Whether the app may send nothing but what is on its list. @throws UNAVAILABLE when nobody can tell */
  isListedOnly(app: string): Promise<boolean>;
  /** The text with this hash; undefined when the list has none. @throws UNAVAILABLE when nobody can tell */
  find(app: string, hash: string): Promise<string | undefined>;
  /** The conformance run that the app is in now. @throws UNAVAILABLE when nobody can tell */
  runOf(app: string): Promise<RunStanding | undefined>;
}

export interface AppDocumentsParts {
  readonly read: ReadDocument;
  /** Tells of changes of lists, as of all that an app may do. */
  readonly rights: Rights | undefined;
  readonly log: Logger;
  readonly nowMs?: () => number;
}

/** For how long an answer is believed; what changes meanwhile is told by the rights feed. */
const knownMs = 30_000;
/** That a document is not on a list is believed for less: it may be put there the next moment. */
const absentMs = 1_000;
/** Questions at a time: who tries many hashes is no load on the subgraph. */
const maxAsking = 64;

interface Known extends DocumentStanding {
  readonly app: string;
  readonly key: string;
  readonly readAtMs: number;
}

export function createAppDocuments(parts: AppDocumentsParts): AppDocuments {
  const { rights, nowMs = Date.now } = parts;
  const known = new BoundedMap<Known>({
    maxEntries: 20_000,
    maxBytes: 32 * 1024 * 1024,
    weigh: ({ text, key }) => 300 + (key.length + (text?.length ?? 0)) * 2,
  });
  // What was asked before a change may tell of before it.
  let changes = 0;
  rights?.onChange((change) => {
    if (change.kind === 'freshness') return;
    changes += 1;
    const subjects = new Set(change.subjects);
    for (const { app, key } of known.values()) if (subjects.has(app)) known.delete(key);
  });
  const ask = async (app: string, hash: string | null): Promise<Known> => {
    const asked = changes;
    const key = keyOf(app, hash);
    const standing = { ...(await parts.read(app, hash)), app, key, readAtMs: nowMs() };
    if (asked === changes) known.set(key, standing);
    return standing;
  };
  const asking = createAsking(ask, parts.log);
  const standingOf = async (app: string, hash: string | null): Promise<Known> => {
    const before = known.get(keyOf(app, hash));
    const maxAgeMs = hash !== null && before?.text === null ? absentMs : knownMs;
    return before && nowMs() - before.readAtMs < maxAgeMs ? before : asking(app, { hash, before });
  };
  return {
    isListedOnly: async (app) => (await standingOf(app, null)).listedOnly,
    find: async (app, hash) => (await standingOf(app, hash)).text ?? undefined,
    runOf: async (app) => {
      const { run } = await standingOf(app, null);
      return run && nowMs() < run.endsAtMs ? run : undefined;
    },
  };
}

function keyOf(app: string, hash: string | null): string {
  return `${app}:${hash ?? ''}`;
}

interface Question {
  readonly hash: string | null;
  readonly before: Known | undefined;
}

/** One question at a time of each; where nobody answers, what was known counts on. */
function createAsking(ask: (app: string, hash: string | null) => Promise<Known>, log: Logger) {
  const running = new Map<string, Promise<Known>>();
  return async (app: string, { hash, before }: Question): Promise<Known> => {
    const key = keyOf(app, hash);
    const same = running.get(key);
    if (!same && running.size >= maxAsking)
      throw clientError('OVERLOADED', 'Too many documents are being looked up; ask again.');
    const asked = same ?? ask(app, hash).finally(() => running.delete(key));
    running.set(key, asked);
    try {
      return await asked;
    } catch (error) {
      log.warn({ app, reason: String(error) }, 'what an app may send cannot be asked');
      if (before && (before.text !== null) === (hash !== null)) return before;
      throw clientError(
        'UNAVAILABLE',
        'What this app may send cannot be looked up at the moment; ask again.',
      );
    }
  };
}
