import type { Bucket, Observation, Refusal, RowDraft } from './observation.rules.ts';
import {
  bucketId,
  judgeRow,
  mergeObservation,
  rememberBuckets,
  rememberMoments,
} from './observation.rules.ts';
import { hourOf } from './hour.rules.ts';
import type { DatastreamFact } from './station.rules.ts';

/** A reading that was accepted, with what it belongs to. */
export interface Judged<Station> {
  readonly place: number;
  readonly station: Station;
  readonly stream: DatastreamFact;
  readonly observation: Observation;
  /** Key of the bucket it belongs to. */
  readonly bucket: string;
}

/** Datastream → station and stream. */
export type Directory<Station> = ReadonlyMap<
  string,
  { readonly station: Station; readonly stream: DatastreamFact }
>;

export function directoryOf<Station extends { readonly datastreams: readonly DatastreamFact[] }>(
  stations: readonly Station[],
): Directory<Station> {
  return new Map(
    stations.flatMap((station) =>
      station.datastreams.map((stream) => [stream.id, { station, stream }] as const),
    ),
  );
}

/** A private person's sensor sends for its own station only, and nobody else for that. */
export function maySend(
  sensor: string | undefined,
  { id, isPrivate }: { readonly id: string; readonly isPrivate?: true },
): boolean {
  return isPrivate === true ? id === sensor : sensor === undefined;
}

/** Each row by itself: what is wrong with one costs no other. */
export function judgeAll<Station>(
  drafts: readonly RowDraft[],
  directory: Directory<Station>,
  now: Date,
): { readonly judged: readonly Judged<Station>[]; readonly refusals: readonly Refusal[] } {
  const judging = { now, momentOf: rememberMoments() };
  const keyOf = rememberBuckets();
  const judged: Judged<Station>[] = [];
  const refusals: Refusal[] = [];
  for (const draft of drafts) {
    const known = directory.get(draft.datastream);
    if (!known) {
      refusals.push({ place: draft.place, field: 'datastream', rule: 'unknown_datastream' });
      continue;
    }
    const verdict = judgeRow(draft, known.stream, judging);
    if ('refusal' in verdict) {
      refusals.push(verdict.refusal);
      continue;
    }
    const { station, stream } = known;
    const { observation } = verdict;
    judged.push({
      place: draft.place,
      station,
      stream,
      observation,
      bucket: keyOf(stream.id, observation.at),
    });
  }
  return { judged, refusals };
}

/** A reading in its place. */
export function judgedOf<Station>(
  place: number,
  { station, stream }: { readonly station: Station; readonly stream: DatastreamFact },
  observation: Observation,
): Judged<Station> {
  return { place, station, stream, observation, bucket: bucketId(stream.id, hourOf(observation.at)) };
}

export interface Merged<Station> {
  /** What is to be written, by the bucket's id. */
  readonly buckets: ReadonlyMap<string, { readonly bucket: Bucket; readonly stream: DatastreamFact }>;
  /** Readings that are new or replaced one. */
  readonly changes: readonly Judged<Station>[];
  readonly added: number;
  readonly replaced: number;
  readonly repeated: number;
  readonly refusals: readonly Refusal[];
}

/** Puts readings into their hours, one after the other, so that a batch may hold a correction of its own rows. */
export function mergeAll<Station>(
  judged: readonly Judged<Station>[],
  stored: ReadonlyMap<string, Bucket>,
): Merged<Station> {
  const buckets = new Map<string, { bucket: Bucket; stream: DatastreamFact }>();
  const changes: Judged<Station>[] = [];
  const refusals: Refusal[] = [];
  const counts = { ADDED: 0, REPLACED: 0, REPEATED: 0 };
  for (const row of judged) {
    const { stream, observation, place, bucket: id } = row;
    const merge = mergeObservation(buckets.get(id)?.bucket ?? stored.get(id) ?? null, observation);
    if (merge.effect === 'REFUSED') {
      refusals.push({ place, field: 'resultAt', rule: merge.rule });
      continue;
    }
    counts[merge.effect] += 1;
    if (merge.effect === 'REPEATED') continue;
    buckets.set(id, { bucket: merge.bucket, stream });
    changes.push(row);
  }
  const { ADDED: added, REPLACED: replaced, REPEATED: repeated } = counts;
  return { buckets, changes, added, replaced, repeated, refusals };
}

/** The changes of each station. */
export function byStation<Station extends { readonly id: string }>(
  changes: readonly Judged<Station>[],
): readonly { readonly station: Station; readonly changes: readonly Judged<Station>[] }[] {
  const groups = new Map<string, { station: Station; changes: Judged<Station>[] }>();
  for (const change of changes) {
    const group = groups.get(change.station.id);
    if (group) group.changes.push(change);
    else groups.set(change.station.id, { station: change.station, changes: [change] });
  }
  return [...groups.values()];
}
