import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { SearchRow, WordRow } from './search.model.ts';

/** Where words of reports are kept. */
export interface Wordbook {
  readonly texts: Model<SearchRow>;
  /** Every word that a report has. */
  readonly words: Model<WordRow>;
  /** Those that an erasure took out of a report. */
  readonly gone: Model<WordRow>;
}

/** Notes words of texts that are about to lose them; in the transaction of the erasure. */
export async function noteGone(
  { gone }: Wordbook,
  lost: readonly string[],
  session: ClientSession,
): Promise<void> {
  const words = [...new Set(lost)];
  if (words.length === 0) return;
  const known = await gone.find({ _id: trusted({ $in: words }) }, null, { session }).lean<WordRow[]>();
  const isKnown = new Set(known.map(({ _id }) => _id));
  await gone.insertMany(
    words.filter((word) => !isKnown.has(word)).map((_id) => ({ _id })),
    { session },
  );
}

/** Words that are looked at with one reading: an erasure may take those of thousands of reports. */
const pageSize = 500;

/**
 * Takes out of the list of words those which stood in erased texts only: a name that nobody else has written is somebody's, too. Where words are
 * added and nowhere else, one after the other: a word that another report has just come to have is never missing.
 */
export async function forgetGone(wordbook: Wordbook, session: ClientSession): Promise<void> {
  const { words, gone } = wordbook;
  for (let after = ''; ; ) {
    const page = await gone
      .find({ _id: trusted({ $gt: after }) }, null, { session })
      .sort({ _id: 1 })
      .limit(pageSize)
      .lean<WordRow[]>();
    const last = page.at(-1);
    if (!last) return;
    const unused: string[] = [];
    for (const { _id } of page) if (!(await isWritten(wordbook, _id, session))) unused.push(_id);
    if (unused.length > 0) await words.deleteMany({ _id: trusted({ $in: unused }) }, { session });
    await gone.deleteMany({ _id: trusted({ $in: page.map(({ _id }) => _id) }) }, { session });
    after = last._id;
  }
}

async function isWritten({ texts }: Wordbook, word: string, session: ClientSession): Promise<boolean> {
  const everywhere = { isPublic: trusted({ $in: [true, false] }), words: word };
  return (await texts.countDocuments(everywhere).hint('words').limit(1).session(session)) > 0;
}
