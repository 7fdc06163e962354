import type { Box } from '../kit/box.ts';
import type { AqiHour } from './aqi.rules.ts';
import { hourMs } from './hour.rules.ts';
import type { AqiReason } from './vn-aqi/hourly.ts';

/** How far from a place a station still says something about its air, metres. */
export const maxDistanceM = 25_000;
/** The same of a private person's sensor: nobody has checked where and how it hangs. */
export const maxSensorDistanceM = 5_000;
/** An index older than this, counted from the end of its hour, is not the air of now. */
export const maxAgeMs = 2 * hourMs;

export interface AirCandidate<Station> {
  readonly station: Station & { readonly lat: number; readonly lon: number };
  /** The latest hour that the station has an index or a reason for; null for one that never measured. */
  readonly latest: AqiHour | null;
}

/** `STALE` and `NO_STATION` beside the reasons of the index itself. */
export type AirReason = AqiReason | 'STALE' | 'NO_STATION';

export interface AirNow<Station> {
  readonly station: Station | null;
  readonly distanceM: number | null;
  /** The hour that is shown, also where it has no index. */
  readonly hour: AqiHour | null;
  readonly reason: AirReason | null;
}

/**
 * The air at a place: that of the nearest station within 25 km which has an index of now. Where none has, the nearest
 * one and its reason. Nothing is mixed of several stations: what is shown was measured somewhere.
 */
export function airAt<Station>(
  place: { readonly lat: number; readonly lon: number },
  candidates: readonly AirCandidate<Station>[],
  now: Date,
): AirNow<Station> {
  const near = candidates
    .map((candidate) => ({ ...candidate, distanceM: Math.round(distanceM(place, candidate.station)) }))
    .filter((candidate) => candidate.distanceM <= maxDistanceM)
    .sort((a, b) => a.distanceM - b.distanceM);
  const shown = near.find(({ latest }) => latest?.aqi !== null && isFresh(latest, now)) ?? near[0];
  if (!shown) return { station: null, distanceM: null, hour: null, reason: 'NO_STATION' };
  const { station, distanceM: away, latest: hour } = shown;
  const reason = isFresh(hour, now) ? (hour?.reason ?? null) : 'STALE';
  return { station, distanceM: away, hour: reason === 'STALE' ? null : hour, reason };
}

/** A box that holds all that is within `maxSensorDistanceM` of a place, degrees. */
export function sensorBox({ lat, lon }: { readonly lat: number; readonly lon: number }): Box {
  const side = (maxSensorDistanceM / 111_000) * 1.1;
  return { south: lat - side, north: lat + side, west: lon - side * 1.1, east: lon + side * 1.1 };
}

/**
 * The air at a place where no station of an organisation has an index of now: that of the nearest sensor of a private person within
 * 5 km of its rounded place which has one; otherwise what the stations say stands.
 */
export function airBySensors<Station>(
  known: AirNow<Station>,
  {
    place,
    sensors,
    now,
  }: {
    readonly place: { readonly lat: number; readonly lon: number };
    readonly sensors: readonly AirCandidate<Station>[];
    readonly now: Date;
  },
): AirNow<Station> {
  const air = airAt(place, sensors, now);
  const isNear = air.distanceM !== null && air.distanceM <= maxSensorDistanceM;
  return isNear && air.reason === null ? air : known;
}

function isFresh(latest: AqiHour | null, now: Date): boolean {
  return latest !== null && now.getTime() - latest.hour.getTime() - hourMs <= maxAgeMs;
}

const earthRadiusM = 6_371_000;

/** Haversine, metres. */
export function distanceM(
  a: { readonly lat: number; readonly lon: number },
  b: { readonly lat: number; readonly lon: number },
): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [north, east] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const half =
    Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(half)));
}
