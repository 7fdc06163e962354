import { draftForAir, draftForCluster, draftForRiver } from '../../../subgraphs/alerts/cause.rules.ts';
import { checkContent } from '../../../subgraphs/alerts/content.rules.ts';

const now = new Date('2026-11-25T08:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const river = {
  gaugeId: 'kim-long',
  name: 'Kim Long',
  water: 'Sông Hương',
  from: 1,
  to: 2,
  at: ago(0),
  text: '2,05 m, trên BĐ2 0,05 m',
  wardCode: '19774',
  warnedWards: ['19789', '19777'],
};
const air = { stationId: 'le-loi', wardCode: '19900', hour: { hour: ago(1), aqi: 151 }, wasAqi: 140 };
const cluster = {
  id: 'c1',
  categoryCode: 'FLOODING',
  lat: 16.46,
  lon: 107.59,
  radiusM: 300,
  count: 5,
  lastAt: ago(1),
};

describe('a draft that is made by itself', () => {
  test('can be a message as it is, for every cause', () => {
    for (const draft of [draftForRiver(river, now), draftForAir(air, now), draftForCluster(cluster, now)]) {
      if (!draft) throw new Error('expected a draft');
      const frame = { messageType: 'ALERT', references: [], identifier: 'x', now } as const;
      expect(checkContent(draft.input, frame)).toHaveProperty('value');
    }
  });

  test('comes of a river that rises to alarm II or III, for the wards that the gauge warns (case 9)', () => {
    expect(draftForRiver(river, now)).toMatchObject({
      origin: 'WATER_GAUGE',
      input: { severity: 'MODERATE', areas: [{ wards: ['19789', '19777'] }] },
    });
    expect(draftForRiver({ ...river, from: 2, to: 3 }, now)?.input.severity).toBe('SEVERE');
    expect(draftForRiver({ ...river, warnedWards: [] }, now)?.input.areas[0]?.wards).toEqual(['19774']);
  });

  test('does not come of alarm I, nor of a fall', () => {
    expect(draftForRiver({ ...river, from: 0, to: 1 }, now)).toBeNull();
    expect(draftForRiver({ ...river, from: 3, to: 2 }, now)).toBeNull();
  });

  test('comes of air that gets above 150, once', () => {
    expect(draftForAir(air, now)?.origin).toBe('AIR_STATION');
    expect(draftForAir({ ...air, wasAqi: null }, now)).not.toBeNull();
    expect(draftForAir({ ...air, wasAqi: 160 }, now)).toBeNull();
    for (const aqi of [150, null])
      expect(draftForAir({ ...air, hour: { hour: ago(1), aqi } }, now)).toBeNull();
  });

  test('does not come of what is long gone', () => {
    expect(draftForRiver({ ...river, at: ago(7) }, now)).toBeNull();
    expect(draftForAir({ ...air, hour: { hour: ago(7), aqi: 200 } }, now)).toBeNull();
    expect(draftForCluster({ ...cluster, lastAt: ago(7) }, now)).toBeNull();
  });
});
