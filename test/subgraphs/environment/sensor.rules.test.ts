import fc from 'fast-check';
import { airAt, airBySensors, distanceM } from '../../../subgraphs/environment/air.rules.ts';
import { entityOf } from '../../../doors/ngsi-ld/entity.ts';
import { checkSensor, publicPlace, sensorSight } from '../../../subgraphs/environment/sensor.rules.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { person } from '../agencies/signed-client.ts';
import { now } from './start-environment.ts';

/** An index of now. */
const hour = (aqi: number | null) => ({
  hour: new Date('2026-11-25T07:00:00Z'),
  aqi,
  dominant: aqi === null ? null : ('PM25' as const),
  parts: [],
  reason: aqi === null ? ('PM_HOURS_MISSING' as const) : null,
  version: 1,
});
const datastreams = [{ property: 'PM25', averagingMinutes: 60 }] as const;
const place = fc.record({
  lat: fc.double({ min: 15.9, max: 16.8, noNaN: true }),
  lon: fc.double({ min: 107, max: 108.3, noNaN: true }),
});
/** Any place that is rounded to the same one. */
const twin = fc
  .record({
    cell: fc.record({
      lat: fc.integer({ min: 1590, max: 1680 }),
      lon: fc.integer({ min: 10_700, max: 10_830 }),
    }),
    a: fc.record({
      lat: fc.double({ min: -0.0049, max: 0.0049, noNaN: true }),
      lon: fc.double({ min: -0.0049, max: 0.0049, noNaN: true }),
    }),
    b: fc.record({
      lat: fc.double({ min: -0.0049, max: 0.0049, noNaN: true }),
      lon: fc.double({ min: -0.0049, max: 0.0049, noNaN: true }),
    }),
  })
  .map(({ cell, a, b }) =>
    [a, b].map((off) => ({ lat: cell.lat / 100 + off.lat, lon: cell.lon / 100 + off.lon })),
  );

const stationAt = (at: { lat: number; lon: number } | undefined) => {
  const checked = checkSensor({ lat: 0, lon: 0, ...at, datastreams }, 'sensor-1');
  if ('problem' in checked) throw new Error(checked.problem.message);
  return checked.value.station;
};

describe("what others get to know of a private person's sensor", () => {
  test('depends on nothing but the rounded place, whatever is made of it (P3)', () => {
    fc.assert(
      fc.property(twin, place, ([a, b], asker) => {
        const [one, other] = [stationAt(a), stationAt(b)];
        expect(one).toEqual(other);
        // The air, its distance, the entity of a door, a box: all of them take the station and nothing else.
        const told = [one, other].map((station) => {
          const sensors = [{ station, latest: hour(75) }];
          const air = airBySensors(airAt(asker, [], now), { place: asker, sensors, now });
          const entity = entityOf({ ...station, owner: '', ward: null, aqi: null, datastreams: [] });
          return [air.distanceM, air.hour, entity, station.lat > asker.lat];
        });
        expect(told[0]).toEqual(told[1]);
      }),
    );
  });

  test('is a place about 1 km from the sensor at most, the same each time', () => {
    fc.assert(
      fc.property(place, (at) => {
        const shown = publicPlace(at);
        expect(distanceM(at, shown)).toBeLessThan(800);
        expect(publicPlace(shown)).toEqual(shown);
        for (const degrees of [shown.lat, shown.lon]) expect(String(degrees)).toMatch(/^\d+(\.\d\d?)?$/);
      }),
    );
  });

  test('is a low-cost station without an owner, under a name that nobody wrote', () => {
    const station = stationAt({ lat: 16.463712, lon: 107.590987 });
    expect(station).toMatchObject({
      lat: 16.46,
      lon: 107.59,
      owner: null,
      stationClass: 'LOW_COST',
      isPrivate: true,
    });
    expect(station.name).toBe('Cảm biến của người dân 1');
  });
});

test('the owner sees all of it, an identity officer whose it is, and nobody else either', () => {
  const sensor = { ownerId: 'an' };
  expect(sensorSight(sensor, person('an', 'citizen'))).toBe('own');
  expect(sensorSight(sensor, person('iris', 'ioc', 'identityOfficer'))).toBe('identity');
  const others = [person('binh', 'citizen'), person('ioc', 'ioc'), person('feed', 'operator'), anonymous];
  for (const viewer of [...others, { ...anonymous, kind: 'app', id: 'an' } as const])
    expect(sensorSight(sensor, viewer)).toBe('none');
});

describe('the air by sensors of private persons', () => {
  const middle = { lat: 16.4637, lon: 107.5909 };
  const sensor = stationAt(middle);
  const official = (aqi: number | null) => ({
    station: { ...sensor, id: 'official', lat: 16.5 },
    latest: hour(aqi),
  });

  test('counts only where no station of an organisation knows', () => {
    const sensors = [{ station: sensor, latest: hour(75) }];
    const silent = airAt(middle, [official(null)], now);
    expect(airBySensors(silent, { place: middle, sensors, now })).toMatchObject({
      reason: null,
      hour: { aqi: 75 },
    });
    expect(
      airBySensors(silent, { place: middle, sensors: [{ station: sensor, latest: hour(null) }], now }),
    ).toBe(silent);
  });

  test('counts up to 5 km', () => {
    const far = { station: { ...sensor, lat: middle.lat + 0.05 }, latest: hour(75) };
    const silent = airAt(middle, [official(null)], now);
    expect(airBySensors(silent, { place: middle, sensors: [far], now })).toBe(silent);
  });
});

test.each([
  [
    'what no station of the air measures',
    { datastreams: [{ property: 'RAIN', averagingMinutes: 60 }] },
    'station_properties',
  ],
  [
    'a time that is no averaging time',
    { datastreams: [{ property: 'PM25', averagingMinutes: 7 }] },
    'averaging_time',
  ],
  ['a label of 101 characters', { label: 'x'.repeat(101) }, 'max_length'],
  ['a contact with control characters', { contact: 'a\u0000b' }, 'control_characters'],
] as const)('refuses %s', (_, wrong, rule) => {
  const checked = checkSensor({ lat: 16.46, lon: 107.59, datastreams, ...wrong }, 'sensor-1');
  expect('problem' in checked && checked.problem.extra).toMatchObject({ rule });
});
