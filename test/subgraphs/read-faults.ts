import type { Db, Document } from 'mongodb';

/** Read whole on purpose: a handful of rows, all of them wanted. */
const readWhole: readonly string[] = [
  'calendars',
  'wards',
  'agencies',
  'committees',
  'jurisdictions',
  'categories',
  'projections',
  'follows',
  'leases',
];

/**
 * Of all that a database does, only what may be a fault is written down, so that nothing of it is overwritten: the
 * collection that profiles are written to is small and goes round.
 */
export const watchReads = {
  profile: 1,
  slowms: 0,
  filter: { $or: [{ planSummary: { $regex: 'COLLSCAN' } }, { hasSortStage: true }] },
};

export interface ReadFaults {
  readonly faults: readonly {
    readonly fault: string;
    readonly collection: string;
    readonly command: string | undefined;
  }[];
  /** How much was written down, also of what is no fault. */
  readonly looks: number;
}

/**
 * What reads and writes did since `watchReads` that none may do: looked at every document, or sorted in memory.
 */
export async function readFaults(db: Db): Promise<ReadFaults> {
  const looks = await db
    .collection('system.profile')
    .find({ ns: { $not: /system\.profile/ } })
    .toArray();
  const faults = looks.flatMap((look) => {
    const fault = faultOf(look);
    const collection = String(look['ns']).split('.').slice(1).join('.');
    // The few areas within 300 m of a point are put in order by distance and id.
    const isFine = fault === 'sort in memory' ? collection === 'wards' : readWhole.includes(collection);
    return fault === null || isFine
      ? []
      : [{ fault, collection, command: JSON.stringify(look['command'])?.slice(0, 400) }];
  });
  return { faults, looks: looks.length };
}

/** Any one document is no search. */
function faultOf({ planSummary, hasSortStage, command }: Document): string | null {
  const isAnyOne = command?.['limit'] === 1 && Object.keys(command['filter'] ?? {}).length === 0;
  if (String(planSummary).includes('COLLSCAN') && !isAnyOne) return 'collection scan';
  return hasSortStage ? 'sort in memory' : null;
}
