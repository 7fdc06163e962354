import type { ClientSession } from 'mongoose';
import type { JournalEntry, SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import { createWorkingCalendar } from '../kit/working-days.ts';
import { parseFact } from './fact.events.ts';
import type { CalendarRow, CommitteeRow } from './fact.model.ts';
import { calendarSchema, calendarUseSchema, committeeSchema } from './fact.model.ts';

/** Our own copy of what agencies says, kept by following its journal: days are counted while agencies is down. */
export interface FactStore {
  /** The calendars within a transaction that counts days: it runs again when one of them changes meanwhile. */
  calendarIn(tx: Tx): Promise<WorkingCalendar>;
  /** Whether an agency is a ward's own committee. */
  isCommittee(agencyId: string, session?: ClientSession): Promise<boolean>;
  /** Takes one fact over; says which calendar it changed, null when none. */
  follow(entry: JournalEntry, tx: Tx): Promise<number | null>;
}

const counting = 'counting';

export async function openFactStore({ db }: SubgraphParts): Promise<FactStore> {
  const calendars = await openModel(db, 'Calendar', calendarSchema());
  const committees = await openModel(db, 'Committee', committeeSchema());
  const uses = await openModel(db, 'CalendarUse', calendarUseSchema());
  await uses.updateOne({ _id: counting }, { $setOnInsert: { uses: 0 } }, { upsert: true });
  const conflictWithOthers = async ({ session }: Tx): Promise<void> => {
    await uses.updateOne({ _id: counting }, { $inc: { uses: 1 } }, { session });
  };
  return {
    async calendarIn(tx) {
      await conflictWithOthers(tx);
      const years = await calendars.find({}).session(tx.session).lean<CalendarRow[]>();
      return createWorkingCalendar(years);
    },
    isCommittee: async (agencyId, session) =>
      (await committees
        .findById(agencyId)
        .session(session ?? null)
        .lean<CommitteeRow>()) !== null,
    async follow(entry, tx) {
      const { session } = tx;
      const fact = parseFact(entry);
      if (!fact) return null;
      if (fact.kind === 'ward') {
        await committees.replaceOne({ _id: fact.row._id }, fact.row, { session, upsert: true });
        return null;
      }
      await conflictWithOthers(tx);
      await calendars.replaceOne({ _id: fact.row._id }, fact.row, { session, upsert: true });
      return fact.row.year;
    },
  };
}
