import type { Pollutant } from './vn-aqi/breakpoints.ts';
import { pollutants } from './vn-aqi/breakpoints.ts';

/** What is measured. */
export const observedProperties = [
  ...pollutants,
  'TEMPERATURE',
  'HUMIDITY',
  'WATER_LEVEL',
  'RAIN',
  'INFLOW',
  'OUTFLOW',
] as const;
export type ObservedProperty = (typeof observedProperties)[number];

/** One canonical unit for each property: what is stored and given out. */
export const units = ['µg/m³', '°C', '%', 'm', 'mm/h', 'm³/s'] as const;
export type Unit = (typeof units)[number];

interface PropertyRule {
  readonly unit: Unit;
  /** Outside of these a reading cannot be true. */
  readonly possible: readonly [number, number];
  /** Outside of these somebody has to look at it. */
  readonly plausible: readonly [number, number];
}

const gas = { unit: 'µg/m³', possible: [-20, 20_000], plausible: [-20, 2_000] } as const;

/** The ranges are ours: wide enough for what was ever measured in the city, narrow enough for a broken instrument. */
export const propertyRules: Readonly<Record<ObservedProperty, PropertyRule>> = {
  PM25: { unit: 'µg/m³', possible: [-10, 5_000], plausible: [-5, 800] },
  PM10: { unit: 'µg/m³', possible: [-10, 8_000], plausible: [-5, 1_500] },
  O3: gas,
  NO2: gas,
  SO2: gas,
  CO: { unit: 'µg/m³', possible: [-500, 500_000], plausible: [-200, 100_000] },
  TEMPERATURE: { unit: '°C', possible: [-30, 60], plausible: [4, 44] },
  HUMIDITY: { unit: '%', possible: [0, 105], plausible: [10, 101] },
  WATER_LEVEL: { unit: 'm', possible: [-20, 200], plausible: [-5, 120] },
  RAIN: { unit: 'mm/h', possible: [0, 500], plausible: [0, 200] },
  INFLOW: { unit: 'm³/s', possible: [0, 50_000], plausible: [0, 9_000] },
  OUTFLOW: { unit: 'm³/s', possible: [0, 50_000], plausible: [0, 9_000] },
};

/** Factor from a unit as feeds write it (in lower case, without spaces) to the canonical one. UN/CEFACT codes as NGSI-LD has them. */
const factors: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  'µg/m³': {
    'µg/m³': 1,
    'µg/m3': 1,
    'ug/m3': 1,
    'ug/m³': 1,
    'µg/m^3': 1,
    'ug/m^3': 1,
    'µgm-3': 1,
    'ugm-3': 1,
    // A norm cubic metre is that of QCVN 05, which VN_AQI is laid down in: 25 °C, one atmosphere.
    'µg/nm3': 1,
    'µg/nm³': 1,
    'ug/nm3': 1,
    gq: 1,
    'mg/m³': 1_000,
    'mg/m3': 1_000,
    'mg/m^3': 1_000,
    'mg/nm3': 1_000,
    gp: 1_000,
  },
  '°C': { '°c': 1, c: 1, cel: 1, degc: 1, celsius: 1 },
  '%': { '%': 1, p1: 1, '%rh': 1, percent: 1 },
  m: { m: 1, mtr: 1, cm: 0.01, cmt: 0.01, mm: 0.001, mmt: 0.001 },
  'mm/h': { 'mm/h': 1, 'mm/hr': 1, mm: 1, h67: 1 },
  'm³/s': { 'm³/s': 1, 'm3/s': 1, mqs: 1 },
};

/** What a reading in `written` is to be multiplied by; null for a unit that does not fit the property (ppb, say). */
export function unitFactor(property: ObservedProperty, written: string): number | null {
  const text = written.normalize('NFC').replaceAll('μ', 'µ').replaceAll(/\s/g, '').toLowerCase();
  const known = factors[propertyRules[property].unit];
  return Object.hasOwn(known, text) ? (known[text] ?? null) : null;
}

export function isPollutant(property: ObservedProperty): property is Pollutant {
  return pollutants.some((pollutant) => pollutant === property);
}

const spellings: Readonly<Record<string, ObservedProperty>> = {
  'pm2.5': 'PM25',
  pm2_5: 'PM25',
  'pm2,5': 'PM25',
  'pm-10': 'PM10',
  ozone: 'O3',
  temp: 'TEMPERATURE',
  relativehumidity: 'HUMIDITY',
  waterlevel: 'WATER_LEVEL',
  level: 'WATER_LEVEL',
  precipitation: 'RAIN',
};

/** The property that a feed names in its own spelling; null for none of ours. */
export function propertyNamed(text: string): ObservedProperty | null {
  const lower = text.trim().toLowerCase();
  const own = observedProperties.find((property) => property.toLowerCase() === lower);
  return own ?? (Object.hasOwn(spellings, lower) ? (spellings[lower] ?? null) : null);
}

/** The end of a datastream's id: `pm25`, `water-level`. */
export function propertySlug(property: ObservedProperty): string {
  return slugs.get(property) ?? '';
}

const slugs: ReadonlyMap<ObservedProperty, string> = new Map(
  observedProperties.map((property) => [property, property.toLowerCase().replaceAll('_', '-')]),
);
