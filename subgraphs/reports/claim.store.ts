import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { Sealed } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { hashClaimToken } from './claim.rules.ts';
import { noSuchReport, requireCapacity } from './errors.ts';
import { reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk } from './step.store.ts';
import { rowAsOf, runOnce, saveNext, withFacts } from './step.store.ts';
import { couldAct } from './visibility.rules.ts';

export interface ClaimCall {
  readonly viewer: Viewer;
  readonly token: string;
  readonly clientMutationId?: string | null | undefined;
}

/** Reports that apps sent, and whose they become. */
export interface ClaimStore {
  /** Without regard to the viewer: the token is the right. @throws GraphQLError NOT_FOUND, also for one that was used */
  byToken(token: string): Promise<ReportRow>;
  /**
   * Makes it the viewer's own, once: place and contact come under the person's key, and the token is good for nothing more.
   * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
   */
  claim(call: ClaimCall): Promise<ReportRow>;
}

/** What an app is given with a report that it sent: whoever has it may read the report, and a person claim it. */
export function makeClaimToken(): string {
  return randomBytes(32).toString('base64url');
}

export function createClaimStore(desk: Desk): ClaimStore {
  return {
    byToken: (token) => unclaimed(desk, token),
    claim: (call) => claim(desk, call),
  };
}

async function unclaimed({ reports }: Desk, token: string, session?: ClientSession): Promise<ReportRow> {
  const claimHash = hashClaimToken(token);
  if (claimHash === null) throw noSuchReport();
  const row = await reports
    .findOne({ claimHash })
    .session(session ?? null)
    .lean<ReportRow>();
  if (!row) throw noSuchReport();
  return row;
}

async function claim(desk: Desk, { viewer, token, clientMutationId }: ClaimCall): Promise<ReportRow> {
  requireCapacity(couldAct(viewer, 'person'), viewer);
  const personId = viewer.id;
  if (personId === null) throw new Error('expected a person, got a stranger');
  const claimHash = hashClaimToken(token);
  // The queue is that of the token: of the report it is not known yet, and a repeat of the call no longer finds it.
  const call = {
    viewer,
    operation: 'claimReport',
    clientMutationId,
    args: { claimHash },
    id: `claim:${claimHash}`,
  };
  const entry = await runOnce(desk, call, async (tx) => {
    const row = await unclaimed(desk, token, tx.session);
    const key = await desk.parts.personKeys.keyOf(personId);
    const move = async (sealed: Sealed | null | undefined): Promise<Sealed | null> =>
      sealed ? key.seal(await desk.parts.personKeys.open(sealed)) : null;
    const lastChange = { step: 'CLAIM', from: row.state, to: row.state, why: null, at: tx.now } as const;
    const { claimHash: _used, claim: _token, ...rest } = row;
    const owned: ReportRow = {
      ...rest,
      reporterId: personId,
      exact: await move(row.exact),
      contact: await move(row.contact),
      link: await move(row.link),
      version: row.version + 1,
    };
    const next = withFacts(owned, owned, lastChange);
    await saveNext(desk, next, { version: row.version, session: tx.session });
    const told = reportEntry(next, { role: 'reporter' }, row);
    return tx.append({ ...told, topics: [...told.topics, key.topic] });
  });
  return rowAsOf(desk, entry);
}
