import { checkReads } from './check-reads.ts';
import { checkRights } from './check-rights.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import type { DeliverRecord, HistoryRecord, TruthRecord, WriteRecord } from './history.ts';

export interface CheckOptions {
  /** The state machine: the states that may follow each one, itself included where a change keeps it. */
  readonly mayFollow: (from: string | null, to: string) => boolean;
  /** Every report that somebody follows is followed to its end. */
  readonly subscribersReachTheEnd: boolean;
}

/** Everything that is wrong with a run, nothing when it held. A pure function of the log. */
export function checkHistory(records: readonly HistoryRecord[], options: CheckOptions): readonly Finding[] {
  const truth = new Map(
    records.flatMap((record) => (record.op === 'truth' ? [[record.key, record] as const] : [])),
  );
  return [
    ...checkWrites(records, truth),
    ...checkPaths(truth, options),
    ...checkSubscribers(records, truth, options),
    ...checkSecrets(records),
    ...checkRights(records),
    ...checkReads(records),
  ];
}

type Truth = ReadonlyMap<string, TruthRecord>;

function checkWrites(records: readonly HistoryRecord[], truth: Truth): Finding[] {
  const writes = records.filter((record): record is WriteRecord => record.op === 'write');
  const effects = countEffects(truth);
  const versions = new Map<string, number>();
  const failed = new Set(writes.filter(({ type }) => type === 'fail').map(({ idem }) => idem));
  const open = new Map<number, WriteRecord>();
  const findings: Finding[] = [];
  for (const write of writes) {
    if (write.type === 'invoke') open.set(write.opId, write);
    else open.delete(write.opId);
    if (write.type !== 'ok') continue;
    findings.push(...checkAcknowledged(write, truth));
    const before = versions.get(write.idem);
    if (before !== undefined && before !== write.ver)
      findings.push(finding('once', `${write.idem} was answered with version ${before} and ${write.ver}`));
    if (write.ver !== undefined) versions.set(write.idem, write.ver);
    failed.delete(write.idem);
  }
  for (const [idem, count] of effects)
    if (count > 1) findings.push(finding('once', `${idem} has ${count} effects`));
  for (const idem of failed)
    if (effects.has(idem)) findings.push(finding('no phantom', `${idem} was refused and is there`));
  for (const { opId, key } of open.values())
    findings.push(finding('answered', `attempt ${opId} at ${key} never ended`));
  return findings;
}

function countEffects(truth: Truth): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { idems } of truth.values())
    for (const idem of idems) counts.set(idem, (counts.get(idem) ?? 0) + 1);
  return counts;
}

function checkAcknowledged({ key, ver, idem }: WriteRecord, truth: Truth): Finding[] {
  const entries = truth.get(key)?.entries;
  if (!entries) return [finding('durable', `${key} was acknowledged and is not there`)];
  if (ver !== undefined && !entries.some((entry) => entry.ver === ver))
    return [finding('durable', `${key} version ${ver} (${idem}) was acknowledged and is not there`)];
  return [];
}

/** Versions 1, 2, 3… without a hole or a repeat, and only steps that the state machine has. */
function checkPaths(truth: Truth, { mayFollow }: CheckOptions): Finding[] {
  return [...truth.values()].flatMap(({ key, entries }) => {
    const sorted = [...entries].sort((a, b) => a.ver - b.ver);
    return sorted.flatMap(({ ver, from, to }, index) => {
      const before = sorted[index - 1]?.to ?? null;
      if (ver !== index + 1)
        return [finding('legal path', `${key} has version ${ver} where ${index + 1} belongs`)];
      if (from !== before || !mayFollow(from, to))
        return [finding('legal path', `${key} version ${ver} goes from ${before} by ${from} to ${to}`)];
      return [];
    });
  });
}

interface Following {
  /** The last version seen of each report; undefined: not known since a resync. */
  readonly seen: Map<string, number>;
  left: boolean;
  begun: boolean;
}

function checkSubscribers(
  records: readonly HistoryRecord[],
  truth: Truth,
  { subscribersReachTheEnd }: CheckOptions,
): Finding[] {
  const subscribers = new Map<string, Following>();
  const findings: Finding[] = [];
  for (const record of records) {
    if (record.op !== 'deliver' && record.op !== 'leave') continue;
    const following = subscribers.get(record.subscriber) ?? { seen: new Map(), left: false, begun: false };
    subscribers.set(record.subscriber, following);
    if (record.op === 'leave') following.left = true;
    else findings.push(...checkEvent(record, following), ...checkTruth(record, truth));
  }
  if (!subscribersReachTheEnd) return findings;
  for (const [subscriber, { seen, left }] of subscribers)
    if (!left) findings.push(...checkEnd(subscriber, seen, truth));
  return findings;
}

/** In order, each once, none missing: or a mark that says so. */
function checkEvent(event: DeliverRecord, following: Following): Finding[] {
  const { seen } = following;
  const { subscriber, mark } = event;
  const who = (key: string): string => `${subscriber} of ${key}`;
  const findings: Finding[] = [];
  if (mark === 'start' && following.begun)
    findings.push(finding('delivered', `${subscriber} was given a second beginning`));
  following.begun = true;
  for (const { key, ver } of event.reports) {
    const last = seen.get(key);
    if (mark === 'change' && last !== undefined) {
      if (ver === last) findings.push(finding('delivered', `${who(key)}: version ${ver} came twice`));
      if (ver < last) findings.push(finding('order', `${who(key)}: version ${ver} came after ${last}`));
      if (ver > last + 1)
        findings.push(finding('delivered', `${who(key)}: versions ${last + 1} to ${ver - 1} are missing`));
    }
    if (mark === 'resync' && last !== undefined && ver < last)
      findings.push(finding('order', `${who(key)}: a resync went back from version ${last} to ${ver}`));
    seen.set(key, Math.max(ver, last ?? 0));
  }
  // What a page of the present state does not hold has changed unseen, and that was said.
  if (mark === 'resync') {
    const told = new Set(event.reports.map(({ key }) => key));
    for (const key of seen.keys()) if (!told.has(key)) seen.delete(key);
  }
  return findings;
}

/** Nothing that was rolled back, and each version as it was. */
function checkTruth({ subscriber, reports, mark }: DeliverRecord, truth: Truth): Finding[] {
  return reports.flatMap(({ key, ver, state }) => {
    const entry = truth.get(key)?.entries.find((each) => each.ver === ver);
    if (!entry) return [finding('no phantom', `${subscriber} saw ${key} version ${ver}, which is not there`)];
    if (entry.to !== state)
      return [
        finding(
          'no phantom',
          `${subscriber} saw ${key} version ${ver} as ${state} (${mark}), and it is ${entry.to}`,
        ),
      ];
    return [];
  });
}

function checkEnd(subscriber: string, seen: ReadonlyMap<string, number>, truth: Truth): Finding[] {
  return [...seen].flatMap(([key, ver]) => {
    const last = Math.max(0, ...(truth.get(key)?.entries ?? []).map((entry) => entry.ver));
    if (ver >= last) return [];
    return [finding('delivered', `${subscriber} of ${key}: versions ${ver + 1} to ${last} never came`)];
  });
}

function checkSecrets(records: readonly HistoryRecord[]): Finding[] {
  const secrets = records.flatMap((record) => (record.op === 'secret' ? [record] : []));
  return records.flatMap((record) => {
    if (record.op !== 'deliver') return [];
    return secrets
      .filter(({ value, readers }) => !readers.includes(record.actor) && record.text.includes(value))
      .map(({ value }) => finding('no leak', `${record.subscriber} as ${record.actor} was shown ${value}`));
  });
}
