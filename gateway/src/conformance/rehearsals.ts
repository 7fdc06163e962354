import type { AppDocuments } from '../documents/app-documents.ts';
import { clientError } from '../errors.ts';
import type { Identity } from '../identity/identity.ts';
import type { KnownOperation } from '../program/known-documents.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { describeOperation, digest } from './describe-operation.ts';
import type { Observation, RunDesk } from './run-desk.ts';

/** An operation that an app is about to run, after parse and validate. */
export interface AskedOperation {
  readonly identity: Identity;
  readonly known: KnownOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly snapshot: Snapshot;
  readonly requestId: string;
  /** The cursor that a stream is to go on from. */
  readonly after?: unknown;
}

/** What the sandbox watches of one operation while its app is in a conformance run. */
export interface Rehearsal {
  /** Of a mutation that was carried out: true when its connection is to be cut in place of the answer. Never rejects. */
  cutsAnswer(): Promise<boolean>;
  /** Of a stream: `cut` is called at most once. Tell it what was sent, and when the stream is over. */
  watch(cut: () => void): WatchedStream;
}

export interface WatchedStream {
  sent(cursor: string): void;
  over(): void;
}

/** Conformance runs, as far as roads have to know of them. */
export interface Rehearsals {
  /**
   * Notes the operation. Undefined unless the app is in its sandbox, in a run.
   * @throws RATE_LIMITED (`retryAfter`) for the one request that is to stand that, UNAVAILABLE when nobody can tell of runs
   */
  begin(asked: AskedOperation): Promise<Rehearsal | undefined>;
}

export interface RehearsalTimes {
  /** A stream is cut so long after its first event: its client has it by then. */
  readonly cutMs: number;
}

/** What the planted 429 says; the subgraph of apps judges by the same. */
const retryAfterSeconds = 3;
/** Of the cursors that a stream was sent, the last ones: whoever resumes has one of these. */
const maxCursors = 500;

export function createRehearsals(
  documents: AppDocuments,
  desk: RunDesk,
  { cutMs }: RehearsalTimes = { cutMs: 1_000 },
): Rehearsals {
  return {
    begin: async (asked) => {
      const { sandboxOf } = asked.identity;
      const run = sandboxOf === undefined ? undefined : await documents.runOf(sandboxOf);
      if (sandboxOf === undefined || !run) return undefined;
      const { takesKey, ...seen } = await observe(asked, sandboxOf, documents);
      desk.note(run.id, seen);
      const planted = { ...seen, cursors: [] };
      if (
        seen.kind !== 'SUBSCRIPTION' &&
        (await desk.mayPlant(run.id, 'RATE_LIMIT', { ...planted, atMs: Date.now() }))
      )
        throw tooMany();
      return {
        cutsAnswer: async () =>
          takesKey && desk.mayPlant(run.id, 'CUT_ANSWER', { ...planted, atMs: Date.now() }),
        watch: (cut) => watchStream({ seen, cut, cutMs, desk, runId: run.id }),
      };
    },
  };
}

async function observe(
  { known, variables, snapshot, requestId, after }: AskedOperation,
  app: string,
  documents: AppDocuments,
) {
  const { takesKey, ...described } = describeOperation(known, variables, snapshot.apiSchema);
  const isListed = (await documents.find(app, described.document)) !== undefined;
  const from = typeof after === 'string' ? digest(after) : null;
  return { ...described, requestId, atMs: Date.now(), after: from, isListed, takesKey };
}

function tooMany(): Error {
  return clientError('RATE_LIMITED', 'The conformance run has this request wait; send it again then.', {
    extensions: { retryAfter: retryAfterSeconds },
  });
}

interface Watching {
  readonly seen: Observation;
  readonly cut: () => void;
  readonly cutMs: number;
  readonly desk: RunDesk;
  readonly runId: string;
}

/** Some time after the first event, and again until it was done to this stream, or to another. */
function watchStream({ seen, cut, cutMs, desk, runId }: Watching): WatchedStream {
  const cursors: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    const plant = { ...seen, atMs: Date.now(), cursors: [...cursors] };
    if (await desk.mayPlant(runId, 'CUT_STREAM', plant)) cut();
    else if (desk.when(runId, 'CUT_STREAM') !== 'never') again();
  };
  const again = (): void => {
    if (!isOver) timer = setTimeout(() => void look(), cutMs).unref();
  };
  return {
    sent: (cursor) => {
      cursors.push(digest(cursor));
      if (cursors.length > maxCursors) cursors.shift();
      if (!timer) again();
    },
    over: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
