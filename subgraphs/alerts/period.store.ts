import type { QueryFilter } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts, Tx } from '../kit/index.ts';
import { findPage, openModel } from '../kit/index.ts';
import type { Whereabouts } from './area.rules.ts';
import type { MessageRow } from './message.model.ts';
import type { PeriodRow } from './period.model.ts';
import { periodSchema } from './period.model.ts';
import type { ThreadRow } from './thread.model.ts';
import type { ThreadFact } from './thread.rules.ts';
import { isOpen } from './thread.rules.ts';
import { gravestFirst, placeFilter } from './where.store.ts';

export interface PeriodStore {
  /** Public threads that hold at a moment, each as it was then, the gravest first; at a place or in a ward, or all of them. */
  heldAt(at: Date, where: Whereabouts | null, args: PageArgs): Promise<Connection<PeriodRow>>;
  /** Notes that a message was issued: it ends the time of the heads before it, and its own begins. */
  note(issued: IssuedMessage, tx: Tx): Promise<void>;
}

export interface IssuedMessage {
  readonly message: MessageRow;
  /** The threads as they were, and as they are with the message. */
  readonly before: readonly ThreadRow[];
  readonly after: readonly ThreadRow[];
}

export async function openPeriodStore({ db }: Pick<SubgraphParts, 'db'>): Promise<PeriodStore> {
  const periods = await openModel(db, 'Period', periodSchema());
  return {
    heldAt: (at, where, args) => {
      const held: QueryFilter<PeriodRow> = { from: trusted({ $lte: at }), until: trusted({ $gt: at }) };
      return findPage(periods, {
        args,
        order: gravestFirst,
        filter: where ? { ...held, ...placeFilter(where) } : held,
        hint: where ? 'wardHeld' : 'held',
      });
    },
    note: async ({ message: { isPublic, sent }, before, after }, { session }) => {
      if (!isPublic || sent === null) return;
      for (const { headId } of before)
        await periods.updateOne({ _id: headId }, { $min: { until: sent } }, { session });
      const headed = after.filter(isOpen).map(periodOf);
      await periods.create(headed, { session, ordered: true });
    },
  };
}

function periodOf(row: ThreadRow): PeriodRow {
  const { id, version, state, headId, sentAt, startedAt, from, expires, endedAt, mergedInto } = row;
  const { severityRank, urgencyRank, named, wardCodes, shape } = row;
  const thread: ThreadFact = {
    id,
    version,
    state,
    headId,
    sentAt,
    startedAt,
    from,
    expires,
    endedAt,
    mergedInto,
  };
  return { _id: headId, ...thread, until: expires, severityRank, urgencyRank, named, wardCodes, shape };
}
