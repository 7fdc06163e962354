import { checkRequiredText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import type { AlarmLevels } from './gauge.rules.ts';
import { areRising } from './gauge.rules.ts';
import type { ObservedProperty, Unit } from './property.rules.ts';
import { propertyRules, propertySlug } from './property.rules.ts';

export const stationKinds = ['AIR', 'WATER_LEVEL', 'RAIN', 'RESERVOIR'] as const;
export type StationKind = (typeof stationKinds)[number];

/** A reference instrument, or a low-cost sensor whose readings are indicative. */
export const stationClasses = ['REFERENCE', 'LOW_COST'] as const;
export type StationClass = (typeof stationClasses)[number];

/**
 * What is known of a station; all of it is public. Of a private person's sensor there is nothing here that would lead to the person: the place
 * is the rounded one, and what is private stands apart (`sensor.model.ts`).
 */
export interface StationFact {
  readonly id: string;
  readonly kind: StationKind;
  readonly name: string;
  readonly nameEn: string;
  readonly stationClass: StationClass;
  /** The organisation that answers for it; null for a sensor of a private person. */
  readonly owner: string | null;
  /** Whether it is a private person's; absent on stations of organisations. */
  readonly isPrivate?: true;
  readonly lat: number;
  readonly lon: number;
  /** Null where the rounded place of a private person's sensor lies outside the city. */
  readonly wardCode: string | null;
  /** The river or lake of a gauge or a reservoir. */
  readonly water: string | null;
  readonly alarmLevels: AlarmLevels | null;
  /** Wards to be warned when a gauge crosses an alarm level. */
  readonly warnedWards: readonly string[];
  readonly datastreams: readonly DatastreamFact[];
}

export interface DatastreamFact {
  readonly id: string;
  readonly property: ObservedProperty;
  readonly unit: Unit;
  readonly averagingMinutes: number;
}

/** A station as somebody registers it. */
export interface StationDraft extends Omit<StationFact, 'wardCode' | 'datastreams' | 'owner' | 'isPrivate'> {
  readonly owner: string;
  readonly datastreams: readonly DatastreamDraft[];
}

export type DatastreamDraft = Pick<DatastreamFact, 'property' | 'averagingMinutes'>;

const measured: Readonly<Record<StationKind, readonly ObservedProperty[]>> = {
  AIR: ['PM25', 'PM10', 'O3', 'NO2', 'SO2', 'CO', 'TEMPERATURE', 'HUMIDITY'],
  WATER_LEVEL: ['WATER_LEVEL'],
  RAIN: ['RAIN'],
  RESERVOIR: ['WATER_LEVEL', 'INFLOW', 'OUTFLOW'],
};

/** Whole parts and multiples of an hour, so that an hour holds whole averages or lies within one. */
export const averagingTimes: readonly number[] = [1, 5, 10, 15, 20, 30, 60, 180, 480, 1440];

const idShape = /^[a-z0-9]+(-[a-z0-9]+){0,9}$/;
const maxIdLength = 40;

export function datastreamId(stationId: string, property: ObservedProperty): string {
  return `${stationId}.${propertySlug(property)}`;
}

/** The station as it is stored but for its ward, or the first thing that is wrong with it. */
export function checkStation(draft: StationDraft): Verdict<Omit<StationFact, 'wardCode' | 'isPrivate'>> {
  const { id, kind, alarmLevels, datastreams } = draft;
  if (!idShape.test(id) || id.length > maxIdLength)
    return refuseInput(
      { field: 'id', rule: 'station_id' },
      `id: small letters, digits and single hyphens, at most ${maxIdLength}.`,
    );
  const texts = checkTexts(draft);
  if ('problem' in texts) return texts;
  const streams = checkDatastreams({ id, kind }, datastreams);
  if ('problem' in streams) return streams;
  if (alarmLevels && (kind !== 'WATER_LEVEL' || !areRising(alarmLevels)))
    return refuseInput(
      { field: 'alarmLevels', rule: 'alarm_levels' },
      'Alarm levels belong to a water gauge and rise from the first to the third.',
    );
  return { value: { ...draft, ...texts.value, datastreams: streams.value } };
}

/** What a station of this kind measures, as it is stored. */
export function checkDatastreams(
  { id, kind }: Pick<StationFact, 'id' | 'kind'>,
  datastreams: readonly DatastreamDraft[],
): Verdict<readonly DatastreamFact[]> {
  const properties = datastreams.map(({ property }) => property);
  const wrong = properties.findIndex((property) => !measured[kind].includes(property));
  if (wrong !== -1 || properties.length === 0 || new Set(properties).size < properties.length)
    return refuseInput(
      { field: wrong === -1 ? 'datastreams' : `datastreams.${wrong}.property`, rule: 'station_properties' },
      `A station of kind ${kind} measures one or more of ${measured[kind].join(', ')}, each once.`,
    );
  const odd = datastreams.findIndex(({ averagingMinutes }) => !averagingTimes.includes(averagingMinutes));
  if (odd !== -1)
    return refuseInput(
      { field: `datastreams.${odd}.averagingMinutes`, rule: 'averaging_time' },
      `averagingMinutes is one of ${averagingTimes.join(', ')}.`,
    );
  return {
    value: datastreams.map(({ property, averagingMinutes }) => ({
      id: datastreamId(id, property),
      property,
      unit: propertyRules[property].unit,
      averagingMinutes,
    })),
  };
}

function checkTexts({
  name,
  nameEn,
  owner,
}: StationDraft): Verdict<Pick<StationDraft, 'name' | 'nameEn' | 'owner'>> {
  const checked = Object.entries({ name, nameEn, owner }).map(
    ([field, value]) => [field, checkRequiredText(value, { field, max: 150 })] as const,
  );
  const texts: Record<string, string> = {};
  for (const [field, verdict] of checked) {
    if ('problem' in verdict) return verdict;
    texts[field] = verdict.value;
  }
  return { value: { name, nameEn, owner, ...texts } };
}

export type StationState = 'ONLINE' | 'STALE' | 'OFFLINE';

export const staleAfterMs = 2 * 60 * 60 * 1000;
export const offlineAfterMs = 24 * 60 * 60 * 1000;

/** By the end of the averaging time of the last reading: an hourly mean is not old when its hour has just ended. */
export function stateOf(lastEndAt: Date | null, now: Date): StationState {
  const ageMs = lastEndAt === null ? Number.POSITIVE_INFINITY : now.getTime() - lastEndAt.getTime();
  if (ageMs > offlineAfterMs) return 'OFFLINE';
  return ageMs > staleAfterMs ? 'STALE' : 'ONLINE';
}
