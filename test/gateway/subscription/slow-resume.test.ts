import { fetchText } from '../../kit/fetch-text.ts';
import { upTo } from '../../kit/live-world.ts';
import { startNotesLive } from '../../kit/notes-live.ts';
import { runSlowResume } from '../../kit/slow-resume.ts';
import { testUri } from '../../kit/subgraph-parts.ts';

// At full size: npm run bench:resume.
test('one subscriber resumes over 3,000 missed events at its own slow pace while writes go on, and is never cut', async () => {
  const world = await startNotesLive({
    mongoUri: testUri(),
    feed: { ringEntries: 100, segmentEntries: 200 },
    // A queue that holds a small part of what was missed.
    gateway: { sockets: { queue: { maxItems: 64, maxBytes: 256 * 1024, whenFull: 'refuse' } } },
  });
  try {
    const padding = 'x'.repeat(3_000);
    const bytesPerSecond = 3 * 1024 * 1024;
    const resume = { missed: 3_000, bytesPerSecond, padding };
    const { versions, written, bytes, seconds } = await runSlowResume(world, resume);
    // It was the reader that was slow: never ahead of its pace by more than what two reads bring.
    expect(bytes).toBeGreaterThan(3_000 * padding.length);
    expect(bytes).toBeLessThanOrEqual(seconds * bytesPerSecond + 128 * 1024);
    expect(written).toBeGreaterThan(3_001);
    expect(versions).toEqual(upTo(versions.at(-1)!, 2));
    expect(versions.at(-1)).toBeGreaterThanOrEqual(written);
    const metrics = await fetchText(new URL('/metrics', world.gateway.url));
    expect(metrics).not.toContain('hub_streams_ended_total{reason="SLOW_CONSUMER"}');
    expect(metrics).toMatch(/hub_streams_resumed_total\{by="stream"\} 1/);
  } finally {
    await world.close();
  }
}, 180_000);
