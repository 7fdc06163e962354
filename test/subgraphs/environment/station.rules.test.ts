import { expiryOf } from '../../../subgraphs/environment/observation.rules.ts';
import type { StationDraft } from '../../../subgraphs/environment/station.rules.ts';
import { checkStation, stateOf } from '../../../subgraphs/environment/station.rules.ts';

const draft: StationDraft = {
  id: 'kim-long',
  kind: 'WATER_LEVEL',
  name: ' Kim Long ',
  nameEn: 'Kim Long',
  stationClass: 'REFERENCE',
  owner: 'Đài Khí tượng Thuỷ văn',
  lat: 16.46,
  lon: 107.55,
  water: 'Sông Hương',
  alarmLevels: { bd1: 1, bd2: 2, bd3: 3.5 },
  warnedWards: [],
  datastreams: [{ property: 'WATER_LEVEL', averagingMinutes: 10 }],
};

describe('a station', () => {
  test('has a datastream with id and unit for each property that it measures', () => {
    const reservoir: StationDraft = {
      ...draft,
      kind: 'RESERVOIR',
      alarmLevels: null,
      datastreams: (['WATER_LEVEL', 'INFLOW', 'OUTFLOW'] as const).map((property) => ({
        property,
        averagingMinutes: 60,
      })),
    };
    expect(checkStation(reservoir)).toMatchObject({
      value: {
        name: 'Kim Long',
        datastreams: [
          { id: 'kim-long.water-level', unit: 'm' },
          { id: 'kim-long.inflow', unit: 'm³/s' },
          { id: 'kim-long.outflow', unit: 'm³/s' },
        ],
      },
    });
  });

  test.each<[string, Partial<StationDraft>, string]>([
    ['an id of capitals', { id: 'Kim-Long' }, 'station_id'],
    ['an id with a dot', { id: 'kim.long' }, 'station_id'],
    ['an id that is too long', { id: 'a'.repeat(41) }, 'station_id'],
    ['nothing to measure', { datastreams: [] }, 'station_properties'],
    [
      'the air at a river',
      { datastreams: [{ property: 'PM25', averagingMinutes: 10 }] },
      'station_properties',
    ],
    ['a property twice', { datastreams: [...draft.datastreams, ...draft.datastreams] }, 'station_properties'],
    ['seven minutes', { datastreams: [{ property: 'WATER_LEVEL', averagingMinutes: 7 }] }, 'averaging_time'],
    ['alarm levels that fall', { alarmLevels: { bd1: 2, bd2: 1, bd3: 3 } }, 'alarm_levels'],
    [
      'alarm levels of rain',
      { kind: 'RAIN', datastreams: [{ property: 'RAIN', averagingMinutes: 60 }] },
      'alarm_levels',
    ],
  ])('with %s is refused', (...[, more, rule]) => {
    expect(checkStation({ ...draft, ...more })).toMatchObject({ problem: { extra: { rule } } });
  });

  test('is stale two hours after its last averaging time ended, and offline after 24', () => {
    const end = new Date('2026-11-25T08:00:00Z');
    const after = (hours: number): string => stateOf(end, new Date(end.getTime() + hours * 3_600_000));
    expect([0, 2, 2.001, 24, 24.001].map(after)).toEqual(['ONLINE', 'ONLINE', 'STALE', 'STALE', 'OFFLINE']);
    expect(stateOf(null, end)).toBe('OFFLINE');
  });

  test('has its readings kept for 400 days where they are of minutes, ten years where they are of hours', () => {
    const days = (averagingMinutes: number): number =>
      (expiryOf(new Date(0), { averagingMinutes }).getTime() - 0) / 86_400_000;
    expect([1, 30, 60, 1440].map(days)).toEqual([400, 400, 3_653, 3_653]);
  });
});
