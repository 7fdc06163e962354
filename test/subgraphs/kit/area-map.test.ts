import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import mongoose from 'mongoose';
import type { Connection, Model } from 'mongoose';
import type { AreaBoundary, Place } from '../../../subgraphs/kit/area-map.ts';
import { createAreaMap } from '../../../subgraphs/kit/area-map.ts';
import { nearestArea, nearestKnownArea } from '../../../subgraphs/kit/nearest-area.ts';

interface Area {
  readonly _id: string;
  readonly boundary: AreaBoundary;
}

const wards: { properties: { code: string }; geometry: AreaBoundary }[] = JSON.parse(
  readFileSync(new URL('../../../subgraphs/agencies/data/hue-wards.geojson', import.meta.url), 'utf8'),
).features;
const areas = wards.map(({ properties, geometry }): Area => ({ _id: properties.code, boundary: geometry }));
const vertices = areas.flatMap(({ boundary }) =>
  (boundary.type === 'Polygon' ? boundary.coordinates : boundary.coordinates.flat()).flat(),
);

describe('areas in memory', () => {
  let db: Connection;
  let stored: Model<Area>;
  const known = createAreaMap(areas);
  beforeAll(async () => {
    db = await mongoose
      .createConnection(process.env['TEST_MONGODB_URI'] ?? '', { dbName: `area_map_${process.pid}` })
      .asPromise();
    const schema = new mongoose.Schema<Area>({ _id: String, boundary: mongoose.Schema.Types.Mixed });
    stored = db.model<Area>('Area', schema.index({ boundary: '2dsphere' }), 'areas');
    await stored.init();
    await stored.insertMany(areas);
  });
  afterAll(async () => {
    await db.dropDatabase();
    await db.close();
  });

  const byDatabase = (place: Place): Promise<unknown> =>
    nearestArea(stored, place).then(
      ({ _id }) => _id,
      (error) => error.extensions,
    );
  const byMemory = (place: Place): unknown => {
    try {
      return nearestKnownArea(known, place)._id;
    } catch (error) {
      return (error as { extensions: unknown }).extensions;
    }
  };

  test('say of any place in and around the city what the database says', async () => {
    const anywhere = fc.record({
      lat: fc.double({ min: 15.95, max: 16.8, noNaN: true }),
      lon: fc.double({ min: 106.95, max: 108.3, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(anywhere, async (place) => {
        expect(byMemory(place)).toEqual(await byDatabase(place));
      }),
      { numRuns: 150 },
    );
  });

  test('say the same beside borders, up to and beyond 300 m', async () => {
    // Whole decimetres off, so that no point is on a border by less than both sides can tell.
    const beside = fc.record({
      vertex: fc.constantFrom(...vertices),
      north: fc.integer({ min: -4000, max: 4000 }),
      east: fc.integer({ min: -4000, max: 4000 }),
    });
    await fc.assert(
      fc.asyncProperty(beside, async ({ vertex: [lon, lat], north, east }) => {
        fc.pre(north !== 0 && east !== 0);
        const place = { lat: lat + north / 1_111_950, lon: lon + east / 1_068_000 };
        expect(byMemory(place)).toEqual(await byDatabase(place));
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['swapped', { lat: 107.59, lon: 16.46 }],
    ['off the globe', { lat: 91, lon: 181 }],
    ['at a pole', { lat: -90, lon: 180 }],
    ['on the other side of the earth', { lat: -16.46, lon: -72.41 }],
    ['no number', { lat: Number.NaN, lon: 107.6 }],
  ])('refuse what is %s as the database does', async (_, place) => {
    expect(byMemory(place)).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(byMemory(place)).toEqual(await byDatabase(place));
  });

  test('take the lower id on a common border, in whatever order they come, and respect holes', () => {
    const ring = (from: number, to: number) =>
      [
        [from, from],
        [to, from],
        [to, to],
        [from, to],
        [from, from],
      ] as const;
    const whole: AreaBoundary = { type: 'Polygon', coordinates: [ring(0, 0.3), ring(0.1, 0.2)] };
    const within: AreaBoundary = { type: 'MultiPolygon', coordinates: [[ring(0.1, 0.2)]] };
    const map = createAreaMap([
      { _id: 'b', boundary: whole },
      { _id: 'a', boundary: within },
    ]);
    expect(map.nearest({ lat: 0.15, lon: 0.15 }, 300)).toEqual({ _id: 'a' });
    expect(map.nearest({ lat: 0.05, lon: 0.15 }, 300)).toEqual({ _id: 'b' });
    expect(map.nearest({ lat: 0.1, lon: 0.1 }, 300)).toEqual({ _id: 'a' });
    expect(createAreaMap([]).nearest({ lat: 0, lon: 0 }, 300)).toBeNull();
  });
});
