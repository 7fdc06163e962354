import type { AlertInput, TextInput } from './content.rules.ts';
import type { Category, Severity, Urgency } from './message.rules.ts';
import { polygonText, ringAround } from './polygon.rules.ts';
import { capTime } from './time.rules.ts';

/** What a message was drafted for. */
export type Origin = 'PERSON' | 'WATER_GAUGE' | 'AIR_STATION' | 'REPORT_CLUSTER' | 'OTHER_ISSUER';

/** A draft that nobody wrote: what was measured or reported, in the words of an alert. It waits for a person. */
export interface SelfDraft {
  readonly origin: Exclude<Origin, 'PERSON' | 'OTHER_ISSUER'>;
  /** What it is about: of one gauge, station or cluster there is one open draft at most, the latest. */
  readonly subject: string;
  /** What happened, once: the same never drafts twice. */
  readonly occurrence: string;
  readonly input: AlertInput;
}

/** What is older drafts nothing: a journal that is read from its beginning, or a load of the past. */
const freshMs = 6 * 60 * 60 * 1000;
const lifeMs = 12 * 60 * 60 * 1000;

export interface RiverCrossing {
  readonly gaugeId: string;
  readonly name: string;
  readonly water: string | null;
  readonly from: number;
  readonly to: number;
  readonly at: Date;
  readonly text: string;
  readonly wardCode: string;
  readonly warnedWards: readonly string[];
}

/** From the second level of alarm on water leaves the river bed; the first is watched only. */
const warnedFrom = 2;

/** A river that rises to flood alarm II or III. */
export function draftForRiver(crossing: RiverCrossing, now: Date): SelfDraft | null {
  const { gaugeId, name, water, from, to, at, text } = crossing;
  if (to <= from || to < warnedFrom || !isFresh(at, now)) return null;
  const river = water ?? name;
  const wards = crossing.warnedWards.length > 0 ? crossing.warnedWards : [crossing.wardCode];
  const alarm = to === 3 ? 'III' : 'II';
  return {
    origin: 'WATER_GAUGE',
    subject: `gauge:${gaugeId}`,
    occurrence: `gauge:${gaugeId}@${at.toISOString()}`,
    input: inputOf({
      grade: { categories: ['MET', 'GEO'], severity: to === 3 ? 'SEVERE' : 'MODERATE', urgency: 'IMMEDIATE' },
      riskLevel: to === 3 ? 2 : 1,
      now,
      texts: [
        {
          language: 'VI',
          event: 'Lũ',
          headline: `Lũ trên ${river} vượt báo động ${alarm} tại ${name}`,
          description: `Mực nước tại trạm ${name}: ${text}. Đo lúc ${capTime(at)}.`,
          instruction: 'Người dân vùng trũng thấp ven sông chủ động kê cao đồ đạc, sẵn sàng sơ tán.',
        },
        {
          language: 'EN',
          event: 'Flood',
          headline: `Flood on ${river} above alarm ${alarm} at ${name}`,
          description: `Water level at ${name}: ${text}. Measured ${capTime(at)}.`,
          instruction: 'In low places by the river lift belongings and be ready to leave.',
        },
      ],
      area: { description: `Ven ${river}, trạm ${name}`, wards },
    }),
  };
}

export interface AirChange {
  readonly stationId: string;
  readonly wardCode: string | null;
  /** Of a private person's sensor. */
  readonly isPrivate?: boolean;
  readonly hour: { readonly hour: Date; readonly aqi: number | null };
  readonly wasAqi: number | null;
}

/** Above this the air is bad (Xấu) for everybody. */
const airWarnedAbove = 150;

/** Air that comes to the level Xấu or a worse one. A private person's sensor, which nobody has checked, drafts nothing. */
export function draftForAir(change: AirChange, now: Date): SelfDraft | null {
  const { stationId, wardCode, isPrivate, hour, wasAqi } = change;
  const { aqi, hour: at } = hour;
  const rose = aqi !== null && aqi > airWarnedAbove && (wasAqi === null || wasAqi <= airWarnedAbove);
  if (!rose || !isFresh(at, now) || isPrivate || wardCode === null) return null;
  const isHazard = aqi > 300;
  return {
    origin: 'AIR_STATION',
    subject: `air:${stationId}`,
    occurrence: `air:${stationId}@${at.toISOString()}`,
    input: inputOf({
      grade: {
        categories: ['ENV', 'HEALTH'],
        severity: isHazard ? 'SEVERE' : 'MODERATE',
        urgency: 'IMMEDIATE',
      },
      riskLevel: null,
      now,
      texts: [
        {
          language: 'VI',
          event: 'Ô nhiễm không khí',
          headline: `Không khí ở mức xấu: VN_AQI ${aqi}`,
          description: `Chỉ số VN_AQI giờ tại trạm ${stationId} là ${aqi}, giờ bắt đầu lúc ${capTime(at)}.`,
          instruction:
            'Hạn chế hoạt động ngoài trời; người già, trẻ em và người bệnh nên ở trong nhà, đeo khẩu trang khi ra ngoài.',
        },
        {
          language: 'EN',
          event: 'Air pollution',
          headline: `Unhealthy air: VN_AQI ${aqi}`,
          description: `The hourly VN_AQI at ${stationId} is ${aqi}, for the hour from ${capTime(at)}.`,
          instruction: 'Stay indoors where you can; wear a mask outside.',
        },
      ],
      area: { description: `Quanh trạm ${stationId}`, wards: [wardCode] },
    }),
  };
}

export interface FoundCluster {
  readonly id: string;
  readonly categoryCode: string;
  readonly lat: number;
  readonly lon: number;
  readonly radiusM: number;
  readonly count: number;
  readonly lastAt: Date;
}

/** Many reports of one kind at one place and time. */
export function draftForCluster(cluster: FoundCluster, now: Date): SelfDraft | null {
  const { id, categoryCode, lat, lon, radiusM, count, lastAt } = cluster;
  if (!isFresh(lastAt, now)) return null;
  return {
    origin: 'REPORT_CLUSTER',
    subject: `cluster:${id}`,
    occurrence: `cluster:${id}`,
    input: inputOf({
      grade: { categories: ['SAFETY'], severity: 'MINOR', urgency: 'EXPECTED' },
      riskLevel: null,
      now,
      texts: [
        {
          language: 'VI',
          event: 'Cụm phản ánh hiện trường',
          headline: `${count} phản ánh cùng lĩnh vực trong bán kính ${radiusM} m`,
          description: `Lĩnh vực ${categoryCode}: ${count} phản ánh đang mở gần ${lat}, ${lon}; phản ánh cuối lúc ${capTime(lastAt)}.`,
          instruction: null,
        },
        {
          language: 'EN',
          event: 'Cluster of field reports',
          headline: `${count} reports of one kind within ${radiusM} m`,
          description: `Category ${categoryCode}: ${count} open reports near ${lat}, ${lon}; the last at ${capTime(lastAt)}.`,
          instruction: null,
        },
      ],
      area: { description: `Quanh ${lat}, ${lon}`, polygons: [polygonText(ringAround([lat, lon], radiusM))] },
    }),
  };
}

function isFresh(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= freshMs;
}

interface DraftWords {
  readonly grade: {
    readonly categories: readonly Category[];
    readonly severity: Severity;
    readonly urgency: Urgency;
  };
  readonly riskLevel: number | null;
  readonly now: Date;
  readonly texts: readonly TextInput[];
  readonly area: AlertInput['areas'][number];
}

function inputOf({ grade, riskLevel, now, texts, area }: DraftWords): AlertInput {
  return {
    status: 'ACTUAL',
    scope: 'PUBLIC',
    ...grade,
    certainty: 'OBSERVED',
    risk: riskLevel === null ? null : { level: riskLevel, simultaneousHazards: false, graveThreat: false },
    expires: capTime(new Date(now.getTime() + lifeMs)),
    texts,
    areas: [area],
  };
}
