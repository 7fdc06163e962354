import mongoose from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { readFileSync } from 'node:fs';
import { nearestArea } from '../../../subgraphs/kit/nearest-area.ts';
import type { Boundary } from '../../../subgraphs/agencies/ward.rules.ts';
import { pointInside } from '../../../subgraphs/agencies/ward.rules.ts';

interface Area {
  readonly _id: string;
  readonly boundary: Boundary;
}

const wards: { properties: { code: string }; geometry: Boundary }[] = JSON.parse(
  readFileSync(new URL('../../../subgraphs/agencies/data/hue-wards.geojson', import.meta.url), 'utf8'),
).features;

let db: Connection;
let areas: Model<Area>;

beforeAll(async () => {
  db = await mongoose
    .createConnection(process.env['TEST_MONGODB_URI'] ?? '', { dbName: `nearest_area_${process.pid}` })
    .asPromise();
  const schema = new mongoose.Schema<Area>({ _id: String, boundary: mongoose.Schema.Types.Mixed });
  areas = db.model<Area>('Area', schema.index({ boundary: '2dsphere' }), 'areas');
  await areas.init();
  await areas.insertMany(wards.map((ward) => ({ _id: ward.properties.code, boundary: ward.geometry })));
});

afterAll(async () => {
  await db.dropDatabase();
  await db.close();
});

/** About so many metres north of a latitude. */
const north = (metres: number): number => metres / 111_195;
const refusal = async (lat: number, lon: number): Promise<unknown> =>
  nearestArea(areas, { lat, lon }).then(
    (area) => `accepted: ${area._id}`,
    (error) => error.extensions,
  );

// The southern wall of a square area of one's own, to measure distances on.
const square: Boundary = {
  type: 'Polygon',
  coordinates: [
    [
      [10, 0],
      [11, 0],
      [11, 0.5],
      [10, 0.5],
      [10, 0],
    ],
  ],
};

describe('the place check', () => {
  test.each(wards.map((ward) => [ward.properties.code, ward.geometry] as const))(
    'finds ward %s from a point inside it',
    async (code, boundary) => {
      expect((await nearestArea(areas, pointInside(boundary)))._id).toBe(code);
    },
  );

  test('accepts a point up to 300 m outside every area and takes the nearest', async () => {
    await areas.create({ _id: 'square', boundary: square });
    expect((await nearestArea(areas, { lat: -north(290), lon: 10.5 }))._id).toBe('square');
    expect(await refusal(-north(310), 10.5)).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'lat',
      rule: 'outside_city',
    });
    await areas.deleteOne({ _id: 'square' });
  });

  test('takes the lower id on a common border', async () => {
    const twin: Boundary = {
      type: 'Polygon',
      coordinates: [square.coordinates[0]!.map(([x, y]) => [x, -y] as const)],
    };
    await areas.create([
      { _id: 'twin-b', boundary: square },
      { _id: 'twin-a', boundary: twin },
    ]);
    expect((await nearestArea(areas, { lat: 0, lon: 10.5 }))._id).toBe('twin-a');
    await areas.deleteMany({ _id: { $in: ['twin-a', 'twin-b'] } });
  });

  test('hints at swapped coordinates, only when the swapped point is in the city', async () => {
    expect(await refusal(107.59, 16.46)).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'lat',
      rule: 'outside_city',
      hint: 'swapped?',
    });
    expect(await refusal(106.7, 10.77)).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'lat',
      rule: 'outside_city',
    });
  });

  test.each([
    [21.03, 105.85],
    [16.07, 108.9],
    [0, 0],
    [91, 181],
    [-90, 180],
    [1e308, -1e308],
  ])('refuses %p, %p as outside the city', async (lat, lon) => {
    expect(await refusal(lat, lon)).toMatchObject({ code: 'BAD_USER_INPUT', rule: 'outside_city' });
  });

  test.each([
    [Number.NaN, 107.6, 'lat'],
    [16.4, Number.POSITIVE_INFINITY, 'lon'],
    [Number.NEGATIVE_INFINITY, Number.NaN, 'lat'],
  ])('refuses %p, %p as no place', async (lat, lon, field) => {
    expect(await refusal(lat, lon)).toEqual({ code: 'BAD_USER_INPUT', field, rule: 'location' });
  });

  test('returns the row as it is stored', async () => {
    const area = await nearestArea(areas, { lat: 16.4637, lon: 107.5909 });
    expect(Object.keys(area).filter((key) => key !== '__v')).toEqual(['_id', 'boundary']);
  });
});
