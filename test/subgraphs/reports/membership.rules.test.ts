import fc from 'fast-check';
import type { JournalEntry, NewEntry } from '../../../subgraphs/kit/index.ts';
import { cellsOf } from '../../../subgraphs/kit/grid-cells.ts';
import { areaMove, queueMove } from '../../../subgraphs/reports/list.events.ts';
import type { ListStanding, ReportArea } from '../../../subgraphs/reports/membership.rules.ts';
import {
  areaTopics,
  isInArea,
  listTopics,
  queueOf,
  queueTopic,
} from '../../../subgraphs/reports/membership.rules.ts';
import { internalNoteEntry, reportEntry } from '../../../subgraphs/reports/report.events.ts';
import type { ReportRow } from '../../../subgraphs/reports/report.model.ts';
import { isPublicState, reportStates } from '../../../subgraphs/reports/report.rules.ts';
import { withFacts } from '../../../subgraphs/reports/step.store.ts';
import { agencies, fresh, walk, walks } from './walks.ts';

const place = { wardCode: '19753', lat: 16.4637, lon: 107.591 };
const standings: fc.Arbitrary<ListStanding> = fc.record({
  state: fc.constantFrom(...reportStates),
  agencyId: fc.constantFrom(null, ...agencies),
});
const areas: fc.Arbitrary<ReportArea> = fc.oneof(
  fc.constantFrom({ ward: place.wardCode }, { ward: '19900' }),
  fc
    .tuple(...Array.from({ length: 4 }, () => fc.double({ min: 0.00001, max: 0.7, noNaN: true })))
    .map(([south, west, north, east]) => ({
      bbox: {
        south: place.lat - (south ?? 0),
        west: place.lon - (west ?? 0) + 0.1,
        north: place.lat + (north ?? 0),
        east: place.lon + (east ?? 0) + 0.1,
      },
    })),
);
const meet = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((topic) => other.includes(topic));

test('a change is published under every list that it brings a report into, alters it in or takes it out of', () => {
  fc.assert(
    fc.property(fc.option(standings), standings, areas, (was, now, area) => {
      const topics = listTopics(place, { was, now });
      const both = was ? [was, now] : [now];
      for (const standing of both) {
        if (isInArea(area, standing, place)) expect(meet(topics, areaTopics(area))).toBe(true);
        const queue = queueOf(standing);
        if (queue !== null) expect(topics).toContain(queueTopic(queue));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a change of what nobody else may see is under no list, and says no position', () => {
  fc.assert(
    fc.property(fc.option(standings), standings, (was, now) => {
      fc.pre(!isPublicState(now.state) && (was === null || !isPublicState(was.state)));
      expect(listTopics(place, { was, now })).toEqual([]);
      const row = rowOf({ ...fresh(), ...now });
      const { payload, topics } = reportEntry(row, { role: 'ioc' }, was);
      expect(topics).toEqual(['Report:r1']);
      expect(payload).not.toHaveProperty('lat');
    }),
  );
});

test('what entries tell of lists along any walk is what the report itself is in, each time and without a break', () => {
  fc.assert(
    fc.property(walks, areas, (moves, area) => {
      let row = rowOf(fresh());
      const entries = [reportEntry(row, { role: 'reporter' }, null)];
      for (const { after, step, before, now } of walk(moves).seen) {
        const was = row;
        const lastChange = { step, from: before.state, to: after.state, why: null, at: now };
        row = withFacts(row, after, lastChange);
        entries.push(reportEntry(row, { role: 'ioc' }, was));
        const note = { id: 'n', at: now, actor: { role: 'ioc' } };
        entries.push(internalNoteEntry(row, note));
        expect(row.queueOf).toBe(queueOf(after) ?? undefined);
        const told = stored(entries.at(-2));
        expect(areaMove(area, told).after).toBe(isInArea(area, row, place));
        for (const id of agencies) expect(queueMove(id, told).after).toBe(queueOf(row) === id);
      }
      for (const move of [
        (entry: JournalEntry) => areaMove(area, entry),
        ...agencies.map((id) => (entry: JournalEntry) => queueMove(id, entry)),
      ]) {
        const told = entries.map((entry) => move(stored(entry)));
        expect(told.map(({ before }) => before)).toEqual([
          false,
          ...told.slice(0, -1).map(({ after }) => after),
        ]);
        // Left does not come without Entered before, nor Entered twice: the chain above is all it needs.
        expect(told.map(({ version }) => version)).toEqual(entries.map(({ payload }) => payload['version']));
      }
    }),
    { numRuns: 200 },
  );
});

test('a note among the offices is told to the queue in which the report stands, and to no area', () => {
  for (const state of reportStates) {
    const row = rowOf({ ...fresh(), state, agencyId: 'hepco' });
    const { topics } = internalNoteEntry(row, { id: 'n', at: new Date(), actor: { role: 'ioc' } });
    expect(topics).toEqual(['Report:r1:offices', ...(queueOf(row) === null ? [] : [queueTopic('hepco')])]);
  }
});

function rowOf(facts: ReturnType<typeof fresh>): ReportRow {
  const at = facts.receivedAt;
  const lastChange = { step: 'CREATE', from: null, to: facts.state, why: null, at } as const;
  const row: ReportRow = {
    ...facts,
    _id: 'r1',
    code: 'PA-2026-000001',
    categoryCode: 'ENVIRONMENT_WASTE',
    title: 'Rác',
    description: 'Rác',
    address: null,
    source: 'WEB',
    wardCode: place.wardCode,
    position: { type: 'Point', coordinates: [place.lon, place.lat] },
    cells: cellsOf(place),
    exact: null,
    contact: null,
    alias: null,
    comments: 0,
    followers: 0,
    isPublic: false,
    followsCalendar: true,
    lastChange,
  };
  return withFacts(row, facts, lastChange);
}

function stored(entry: NewEntry | undefined): JournalEntry {
  if (!entry) throw new Error('expected an entry');
  const { sealed: _, ...open } = entry;
  return { _id: 'e', ordinal: 0, at: new Date(), ...open };
}
