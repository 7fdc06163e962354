import { hourMs, localDateOf, localHourOf } from './hour.rules.ts';
import type { RowDraft } from './observation.rules.ts';
import type { ObservedProperty } from './property.rules.ts';
import { datastreamId } from './station.rules.ts';

/** A station of the sample. */
export interface SampleStation {
  readonly id: string;
  readonly properties: readonly ObservedProperty[];
}

/** What all readings of an hour have in common; made once for each hour. */
export interface SampleHour {
  readonly at: string;
  /** Since the epoch. */
  readonly number: number;
  readonly localHour: number;
  readonly dayOfYear: number;
  /** 0 in the dry months, 1 in October and November. */
  readonly wetness: number;
  readonly traffic: number;
  readonly daylight: number;
  /** To the height of this year's great flood: negative before it. */
  readonly hoursFromFlood: number;
}

export function sampleHour(hour: Date): SampleHour {
  const number = Math.floor(hour.getTime() / hourMs);
  const [date, localHour] = [localDateOf(hour), localHourOf(hour)];
  const year = date.slice(0, 4);
  const dayOfYear = (Date.parse(date) - Date.parse(`${year}-01-01`)) / (24 * hourMs);
  const bump = (middle: number): number => Math.exp(-(((localHour - middle) / 2.2) ** 2));
  return {
    at: hour.toISOString(),
    number,
    localHour,
    dayOfYear,
    wetness: Math.max(0, Math.cos(turn(dayOfYear - 305))) ** 2,
    traffic: bump(7) + bump(18),
    daylight: Math.max(0, Math.sin(((localHour - 6) / 13) * Math.PI)),
    hoursFromFlood: (hour.getTime() - Date.parse(`${year}-10-27T13:00:00Z`)) / hourMs,
  };
}

/**
 * The readings of a station in an hour, as its feed would send them: the same for the same hour, whenever it is asked for.
 * A year has its seasons, days their traffic and sun, rivers a tide and floods, one of them as great as that of October
 * 2025; instruments fail for a day, miss an hour, or write what means that they have nothing.
 */
export function sampleRows(station: SampleStation, hour: SampleHour): readonly RowDraft[] {
  if (isDown(station.id, hour)) return [];
  return station.properties.flatMap((property) => {
    const datastream = datastreamId(station.id, property);
    const luck = chance(`${datastream} luck`, hour.number);
    if (luck < 0.004) return [];
    const value = luck < 0.007 ? (sentinels[hour.number % 3] ?? -999) : reading(station.id, property, hour);
    return [{ place: 0, datastream, at: hour.at, resultAt: null, value, unit: null }];
  });
}

const sentinels = [-999, -9999, 9999] as const;

/** One day in a hundred or so, each station for itself; no gauge fails in the great flood. */
function isDown(id: string, hour: SampleHour): boolean {
  return floodShare(hour, 0) < 0.05 && chance(`${id} down`, Math.floor((hour.number + 7) / 24)) < 0.012;
}

function reading(id: string, property: ObservedProperty, hour: SampleHour): number {
  switch (property) {
    case 'WATER_LEVEL':
      return round(waterLevel(id, hour), 2);
    case 'RAIN':
      return round(rain(id, hour), 1);
    case 'INFLOW':
    case 'OUTFLOW':
      return round(
        40 + 180 * hour.wetness + 3_600 * floodShare(hour, 6) + 30 * swing(`${id} out`, hour, 12),
        0,
      );
    default:
      return round(Math.max(0, air(id, property, hour)), 1);
  }
}

function air(id: string, property: ObservedProperty, hour: SampleHour): number {
  const dust = fineDust(id, hour);
  const [roads, sun] = [hour.traffic, hour.daylight];
  const wobble = swing(`${id} ${property}`, hour, 3);
  switch (property) {
    case 'PM25':
      return dust;
    case 'PM10':
      return dust * 1.55 + 6 + 4 * wobble;
    case 'O3':
      return 32 + 70 * sun * (1 - 0.5 * hour.wetness) + 10 * wobble;
    case 'NO2':
      return 9 + 26 * roads + 5 * wobble;
    case 'SO2':
      return 6 + 5 * roads + 2 * wobble;
    case 'CO':
      return 420 + 520 * roads + 90 * wobble;
    default:
      return 20;
  }
}

/** Burning of fields and still air in the dry months, rain that washes the rest of the year. */
function fineDust(id: string, hour: SampleHour): number {
  const place = 0.75 + 0.5 * chance(id, 1);
  const spell = Math.max(0, swing('spell', hour, 72)) ** 2;
  const season = 17 + 11 * Math.cos(turn(hour.dayOfYear - 70));
  const base =
    season + 42 * spell * (1 - hour.wetness) + 11 * hour.traffic + 5 * swing(`${id} dust`, hour, 4);
  return base * place * (1 - 0.7 * floodShare(hour, 0));
}

interface River {
  readonly base: number;
  readonly tide: number;
  readonly flood: number;
  readonly peak: number;
  readonly lagHours: number;
}

const rivers: Readonly<Record<string, River>> = {
  'kim-long': { base: 0.35, tide: 0.18, flood: 2.3, peak: 5.05, lagHours: 0 },
  'phu-oc': { base: 0.6, tide: 0.1, flood: 2.6, peak: 5.2, lagHours: -2 },
  'thuong-nhat': { base: 56.4, tide: 0, flood: 3.5, peak: 63.8, lagHours: -9 },
  'binh-dien-gauge': { base: 8.2, tide: 0, flood: 5, peak: 18.4, lagHours: -6 },
  'ta-trach': { base: 34, tide: 0, flood: 5, peak: 46.2, lagHours: 8 },
  'huong-dien': { base: 52, tide: 0, flood: 3, peak: 57.9, lagHours: 6 },
};

function waterLevel(id: string, hour: SampleHour): number {
  const { base, tide, flood, peak, lagHours } = rivers[id] ?? {
    base: 1,
    tide: 0,
    flood: 1,
    peak: 2,
    lagHours: 0,
  };
  const spate = hour.wetness * Math.max(0, swing(`${id} spate`, hour, 36)) ** 2;
  const usual = base + tide * Math.sin((hour.number / 12.42) * 2 * Math.PI) + flood * spate;
  const share = floodShare(hour, lagHours);
  return usual * (1 - share) + peak * share;
}

function rain(id: string, hour: SampleHour): number {
  const shower = Math.max(0, swing(`${id} shower`, hour, 5) - 0.45 + 0.35 * hour.wetness);
  return 26 * shower ** 2 + 58 * floodShare(hour, -10) ** 3;
}

/** The great flood of each 27 October, at its height at 20:00 local time: it comes in a day and goes in three. */
function floodShare(hour: SampleHour, lagHours: number): number {
  const hours = hour.hoursFromFlood - lagHours;
  if (Math.abs(hours) > 240) return 0;
  return hours < 0 ? Math.exp(-((hours / 16) ** 2)) : Math.exp(-((hours / 40) ** 1.6));
}

function turn(days: number): number {
  return (days / 365) * 2 * Math.PI;
}

/** Between -1 and 1, smooth over so many hours. */
function swing(seed: string, hour: SampleHour, everyHours: number): number {
  const at = hour.number / everyHours;
  const [whole, part] = [Math.floor(at), at - Math.floor(at)];
  const eased = part * part * (3 - 2 * part);
  return 2 * (chance(seed, whole) * (1 - eased) + chance(seed, whole + 1) * eased) - 1;
}

/** From 0 up to but not 1, by a text and a number (FNV-1a, then a finaliser): no state, so any hour can be made alone. */
function chance(seed: string, number: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < seed.length; at += 1) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ number, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
