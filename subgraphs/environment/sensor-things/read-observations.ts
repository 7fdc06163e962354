/** An Observation of OGC SensorThings 1.1 as far as it matters here; members are as they were sent. */
export interface SensorThingsObservation {
  /** Id of the Datastream. */
  readonly datastream: string;
  readonly phenomenonTime: string;
  readonly resultTime: string | null;
  readonly result: unknown;
}

/**
 * The observations of one JSON document: an Observation, a page (`value`), or the data-array extension (one or a list of
 * `{ Datastream, components, dataArray }`). Null where a member that is needed is missing: the document then is none.
 */
export function readObservations(document: unknown): readonly SensorThingsObservation[] | null {
  if (Array.isArray(document)) return all(document.map(readObservations));
  if (!isRecord(document)) return null;
  if (Array.isArray(document['value'])) return all(document['value'].map(readObservations));
  const datastream = idOf(document['Datastream']) ?? idOf({ '@iot.id': document['Datastream@iot.id'] });
  if (datastream === null) return null;
  if (Array.isArray(document['dataArray'])) return readDataArray(datastream, document);
  const one = toObservation(datastream, document);
  return one && [one];
}

function readDataArray(
  datastream: string,
  { components, dataArray }: Readonly<Record<string, unknown>>,
): readonly SensorThingsObservation[] | null {
  if (!Array.isArray(components) || !Array.isArray(dataArray)) return null;
  const rows = dataArray.map((row: unknown) => {
    if (!Array.isArray(row)) return null;
    const members = Object.fromEntries(components.map((name, index) => [String(name), row[index]]));
    const one = toObservation(datastream, members);
    return one && [one];
  });
  return all(rows);
}

function toObservation(
  datastream: string,
  { phenomenonTime, resultTime, result }: Readonly<Record<string, unknown>>,
): SensorThingsObservation | null {
  if (typeof phenomenonTime !== 'string' || result === undefined) return null;
  return {
    datastream,
    // Of an interval its beginning: the averaging time is the datastream's.
    phenomenonTime: phenomenonTime.split('/')[0] ?? '',
    resultTime: typeof resultTime === 'string' ? resultTime : null,
    result,
  };
}

function idOf(datastream: unknown): string | null {
  const id = isRecord(datastream) ? datastream['@iot.id'] : null;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

function all(
  parts: readonly (readonly SensorThingsObservation[] | null)[],
): readonly SensorThingsObservation[] | null {
  return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
