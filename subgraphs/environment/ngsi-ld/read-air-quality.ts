/** One property of an AirQualityObserved entity; `name` and `value` are as they were sent. */
export interface NgsiReading {
  readonly station: string;
  readonly name: string;
  readonly value: unknown;
  /** UN/CEFACT code, `GQ` for µg/m³ say. */
  readonly unitCode: string | null;
  readonly at: string;
}

/** Members that are no reading. */
const others: ReadonlySet<string> = new Set([
  'id',
  'type',
  '@context',
  'location',
  'address',
  'dateObserved',
  'observedAt',
  'refDevice',
  'refPointOfInterest',
  'stationCode',
  'stationName',
  'name',
  'source',
  'dataProvider',
  'typeOfLocation',
  'areaServed',
  'airQualityIndex',
  'airQualityLevel',
  'reliability',
]);

/**
 * The readings of an NGSI-LD entity AirQualityObserved (Smart Data Models), normalised (`{ type: 'Property', value }`) or
 * simplified (`keyValues`). The station is named by `stationCode`, or else by the end of `refDevice` or of the entity's own id. Null for
 * what is no such entity. A property's own `observedAt` counts before the entity's `dateObserved`.
 */
export function readAirQuality(document: unknown): readonly NgsiReading[] | null {
  if (Array.isArray(document)) {
    const parts = document.map(readAirQuality);
    return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
  }
  if (!isRecord(document) || !isAirQuality(document['type'])) return null;
  const station = stationOf(document);
  if (station === null) return null;
  const observedAt = momentOf(document['dateObserved']) ?? momentOf(document['observedAt']);
  return Object.entries(document).flatMap(([name, member]) => {
    if (others.has(name)) return [];
    const own = isRecord(member) ? momentOf(member['observedAt']) : null;
    const unitCode = isRecord(member) && typeof member['unitCode'] === 'string' ? member['unitCode'] : null;
    return [{ station, name, value: valueOf(member), unitCode, at: own ?? observedAt ?? '' }];
  });
}

function isAirQuality(type: unknown): boolean {
  const types: unknown[] = Array.isArray(type) ? type : [type];
  return types.some((one) => typeof one === 'string' && /(^|[/#])AirQualityObserved$/.test(one));
}

function stationOf(entity: Readonly<Record<string, unknown>>): string | null {
  const code = valueOf(entity['stationCode']);
  if (typeof code === 'string') return code;
  const device = entity['refDevice'];
  const name = (isRecord(device) ? device['object'] : device) ?? entity['id'];
  return typeof name === 'string' ? (name.split(':').at(-1) ?? null) : null;
}

/** A moment may be a bare text, a Property, or `{ '@type': 'DateTime', '@value' }`. */
function momentOf(member: unknown): string | null {
  const value = valueOf(member);
  if (typeof value === 'string') return value.split('/')[0] ?? null;
  return isRecord(value) && typeof value['@value'] === 'string' ? value['@value'] : null;
}

function valueOf(member: unknown): unknown {
  return isRecord(member) && 'value' in member ? member['value'] : member;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
