import type { LivePayload } from './live-client.ts';
import { openLiveClient } from './live-client.ts';
import type { NotesLive } from './notes-live.ts';
import { noteChanged } from './notes-live.ts';
import { openPacedReader } from './paced-reader.ts';

export interface SlowResume {
  /** Events missed before it comes back. */
  readonly missed: number;
  readonly bytesPerSecond: number;
  /** Makes each event so much longer. */
  readonly padding: string;
  /** Told while it reads. */
  readonly progress?: (read: number) => void;
}

export interface SlowResumeResult {
  /** Versions in the order in which they came. */
  readonly versions: readonly number[];
  readonly bytes: number;
  readonly seconds: number;
  /** The last version that was written while it read. */
  readonly written: number;
}

/**
 * One subscriber goes, misses events, and comes back with its cursor to read them at its own slow pace while writes go on. Ends
 * when it has read what was written last; rejects when it is cut.
 */
export async function runSlowResume(world: NotesLive, options: SlowResume): Promise<SlowResumeResult> {
  const { missed, bytesPerSecond, padding, progress = () => undefined } = options;
  const variables = { id: world.noteId };
  const client = await openLiveClient(world.gateway.url, { init: await world.init() });
  client.subscribe('s', noteChanged, { variables });
  const after = String((await client.events('s', 1))[0]?.extensions?.['cursor']);
  await client.close();
  const from = world.version();
  await world.writeTo(from + missed, { padding, perTransaction: 200 });
  const writing = keepWriting(world, padding);
  const init = await world.init();
  const reader = await openPacedReader(world.gateway.url, {
    init,
    query: noteChanged,
    variables,
    after,
    bytesPerSecond,
  });
  try {
    await reader.until((payload) => {
      progress(reader.payloads.length);
      return versionOf(payload) >= from + missed;
    });
    const written = await writing.stop();
    if (reader.payloads.every((payload) => versionOf(payload) < written))
      await reader.until((payload) => versionOf(payload) >= written);
    const versions = reader.payloads.map(versionOf);
    return { versions, bytes: reader.bytes(), seconds: reader.seconds(), written };
  } finally {
    await writing.stop();
    await reader.close();
  }
}

function versionOf({ data }: LivePayload): number {
  return (data as { noteChanged: { version: number } }).noteChanged.version;
}

/** Some writes a second, until it is stopped; gives the last version. */
function keepWriting(world: NotesLive, padding: string): { stop(): Promise<number> } {
  let isRunning = true;
  const writing = (async () => {
    while (isRunning) {
      await world.writeTo(world.version() + 2, { padding, perTransaction: 2 });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return world.version();
  })();
  return {
    stop: () => {
      isRunning = false;
      return writing;
    },
  };
}
