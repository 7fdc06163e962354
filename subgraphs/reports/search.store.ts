import type { ClientSession, Model, mongo, QueryFilter } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, JournalEntry, PageArgs, Projection, Tx } from '../kit/index.ts';
import { nativeDb, openModel } from '../kit/mongo.ts';
import { findPage } from '../kit/page.ts';
import { searchTooBroad } from './errors.ts';
import type { Listing, NearQuery } from './listing.rules.ts';
import { filterOf, listNear, newestFirst } from './listing.store.ts';
import type { Wordbook } from './gone-word.store.ts';
import { forgetGone, noteGone } from './gone-word.store.ts';
import { reportIdsOf } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { ReportState } from './report.rules.ts';
import type { SearchRow, WordRow } from './search.model.ts';
import { searchSchema, wordSchema } from './search.model.ts';
import type { SearchWords } from './search.rules.ts';
import { wordsOf } from './search.rules.ts';
import type { Desk } from './step.store.ts';

/** A search, checked. */
export interface SearchQuery {
  readonly words: SearchWords;
  readonly listing: Listing;
  /** Only what lies around it. */
  readonly near: NearQuery | null;
  readonly order: 'NEWEST' | 'NEAREST';
}

/** The search over reports, and how it is kept up. */
export interface SearchStore {
  /** One page of what is found, in the order asked for; whether each may be seen is for the caller to check again. */
  find(query: SearchQuery, args: PageArgs): Promise<Connection<Pick<SearchRow, '_id'>>>;
  indexEntries(entries: readonly JournalEntry[], tx: Tx): Promise<void>;
  indexAll(after: string, tx: Tx): Promise<string | null>;
  /** Takes a person's link out, and the words of what never became public; in the transaction of the erasure. */
  erase(personId: string, session: ClientSession): Promise<void>;
}

interface Index extends Wordbook {
  readonly native: { readonly texts: mongo.Collection<SearchRow>; readonly words: mongo.Collection<WordRow> };
  readonly reports: Model<ReportRow>;
}

export async function openSearchStore({ parts: { db }, reports }: Desk): Promise<SearchStore> {
  const index: Index = {
    texts: await openModel(db, 'SearchText', searchSchema()),
    words: await openModel(db, 'SearchWord', wordSchema('searchWords')),
    gone: await openModel(db, 'SearchWordGone', wordSchema('searchWordsGone')),
    native: {
      texts: nativeDb(db).collection<SearchRow>('searchTexts'),
      words: nativeDb(db).collection<WordRow>('searchWords'),
    },
    reports,
  };
  return {
    find: (query, args) => find(index, query, args),
    indexEntries: (entries, tx) => indexEntries(index, entries, tx),
    indexAll: (after, tx) => indexAll(index, after, tx),
    erase: (personId, session) => erase(index, personId, session),
  };
}

/** Raise it when words are made otherwise: then everything is indexed anew at the next start. */
const searchVersion = 1;

/** The name of the projection that keeps the search. */
export const searchName = 'search';

/** Keeps the search up behind the writes: some fifty words of a report are nothing that its sender should wait for. */
export const searchProjection: Projection<{ readonly search: SearchStore }> = {
  version: searchVersion,
  apply: (entries, tx, { search }) => search.indexEntries(entries, tx),
  rebuild: (after, tx, { search }) => search.indexAll(after, tx),
};

async function indexEntries(index: Index, entries: readonly JournalEntry[], { session }: Tx): Promise<void> {
  // Behind the erasure itself, where words are added: see `forgetGone`.
  if (entries.some(({ entity }) => entity === 'Person')) await forgetGone(index, session);
  const ids = reportIdsOf(entries);
  if (ids.length === 0) return;
  const rows = await index.reports
    .find({ _id: trusted({ $in: ids }) })
    .session(session)
    .lean<ReportRow[]>();
  await indexRows(index, rows, session);
}

const batchSize = 500;

async function indexAll(index: Index, after: string, { session }: Tx): Promise<string | null> {
  const rows = await index.reports
    .find({ _id: trusted({ $gt: after }) })
    .sort({ _id: 1 })
    .limit(batchSize)
    .session(session)
    .lean<ReportRow[]>();
  await indexRows(index, rows, session);
  if (rows.length < batchSize) await forgetGone(index, session);
  return rows.length < batchSize ? null : (rows.at(-1)?._id ?? null);
}

async function indexRows(
  { native }: Index,
  rows: readonly ReportRow[],
  session: ClientSession,
): Promise<void> {
  if (rows.length === 0) return;
  const texts = rows.map(textOf);
  await native.texts.bulkWrite(
    texts.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
    { session, ordered: false },
  );
  const words = [...new Set(texts.flatMap((row) => row.words))];
  const known = await native.words.find({ _id: { $in: words } }, { session }).toArray();
  const isKnown = new Set(known.map(({ _id }) => _id));
  const fresh = words.filter((word) => !isKnown.has(word)).map((_id) => ({ _id }));
  if (fresh.length > 0) await native.words.insertMany(fresh, { session });
}

function textOf(row: ReportRow): SearchRow {
  const { _id, isPublic, state, wardCode, agencyId, categoryCode, reporterId, receivedAt, position } = row;
  const words = wordsOf(row.code, row.title, row.description, row.address);
  return { _id, words, isPublic, state, wardCode, agencyId, categoryCode, reporterId, receivedAt, position };
}

const neverPublic: ReportState[] = ['REJECTED', 'DUPLICATE', 'WITHDRAWN'];

/** What is not indexed yet, or is behind, is indexed later from the report as the erasure leaves it. */
async function erase(index: Index, personId: string, session: ClientSession): Promise<void> {
  const { texts } = index;
  const unseen: QueryFilter<SearchRow> = { reporterId: personId, state: trusted({ $in: neverPublic }) };
  const rows = await texts.find(unseen, { words: 1 }, { session }).lean<SearchRow[]>();
  const lost = rows.flatMap(({ words }) => words);
  await noteGone(index, lost, session);
  await texts.updateMany(unseen, { $set: { words: [] } }, { session });
  await texts.updateMany({ reporterId: personId }, { $set: { reporterId: null } }, { session });
}

/** A search is a thing of a moment; a longer one is refused (threats.md D06). */
const searchLimitMs = 500;

async function find(
  index: Index,
  query: SearchQuery,
  args: PageArgs,
): Promise<Connection<Pick<SearchRow, '_id'>>> {
  try {
    const terms = await termsOf(index, query.words);
    if (terms === null) return await findPage(index.texts, { args, order: newestFirst, filter: { _id: '' } });
    return query.order === 'NEAREST' && query.near
      ? await listNear(
          index.texts,
          { ...query.near, where: whereOf(query, terms), maxTimeMS: searchLimitMs },
          args,
        )
      : await findNewest(index, query, { terms, args });
  } catch (error) {
    throw isOverTime(error) ? searchTooBroad() : error;
  }
}

/** One thing that a report must have: one of these words, or any word that begins so where there are too many of them. */
type Term = { readonly words: readonly string[] } | { readonly from: string };

/** So many words are looked up one by one, and their reports merged in order. */
const maxExpansion = 60;

/** Null when a word stands in no report. */
async function termsOf({ words }: Index, { whole, beginning }: SearchWords): Promise<readonly Term[] | null> {
  const range = { $gte: beginning, $lt: `${beginning}\u{10ffff}` };
  const found = await words
    .find({ _id: trusted(range) })
    .sort({ _id: 1 })
    .limit(maxExpansion + 1)
    .maxTimeMS(searchLimitMs)
    .lean<WordRow[]>();
  if (found.length === 0) return null;
  const last: Term =
    found.length > maxExpansion ? { from: beginning } : { words: found.map(({ _id }) => _id) };
  return [...whole.map((word) => ({ words: [word] })), last];
}

/** What a report must have, as the index does not read it: negations are no bounds, so the leading term alone is. */
function having(term: Term): Record<string, unknown> {
  return 'words' in term
    ? { $nor: [{ words: trusted({ $nin: [...term.words] }) }] }
    : { words: trusted({ $elemMatch: { $gte: term.from, $lt: `${term.from}\u{10ffff}` } }) };
}

interface Finding {
  readonly terms: readonly Term[];
  readonly args: PageArgs;
}

/** Newest first: read in order from the rarest word's part of the index, the other words checked on each report. */
async function findNewest(index: Index, query: SearchQuery, { terms, args }: Finding) {
  const filter = searchFilter(query);
  const isMine = 'reporterId' in filter;
  const lead = isMine ? null : await leadOf(index, filter, terms);
  const others = terms.filter((term) => term !== lead).map(having);
  const first = lead ? { words: trusted({ $in: [...lead.words] }) } : {};
  return findPage(index.texts, {
    args,
    order: newestFirst,
    filter: { $and: [{ ...filter, ...first }, ...others] },
    hint: isMine ? 'mine' : lead ? 'words' : 'newest',
    maxTimeMS: searchLimitMs,
  });
}

type WordsTerm = Extract<Term, { words: readonly string[] }>;

/** More reports than this are many: which of two common words leads makes little difference. */
const probeLimit = 300;

async function leadOf(
  { texts }: Index,
  { isPublic }: QueryFilter<SearchRow>,
  terms: readonly Term[],
): Promise<WordsTerm | null> {
  const candidates = terms.filter((term): term is WordsTerm => 'words' in term);
  if (candidates.length <= 1) return candidates[0] ?? null;
  const counts = await Promise.all(
    candidates.map(({ words }) =>
      texts
        .countDocuments({ isPublic, words: trusted({ $in: [...words] }) })
        .hint('words')
        .limit(probeLimit)
        .maxTimeMS(searchLimitMs),
    ),
  );
  return candidates[counts.indexOf(Math.min(...counts))] ?? null;
}

/** What of a listing can be asked of a search row; a box is checked on its position. */
function searchFilter({ listing, near }: SearchQuery): QueryFilter<SearchRow> {
  const { cells: _, ...oneOf } = listing.oneOf;
  const around = near && {
    position: trusted({
      $geoWithin: { $centerSphere: [[near.lon, near.lat], near.radiusM / earthRadiusM] },
    }),
  };
  return { ...filterOf({ ...listing, oneOf }), ...around };
}

const earthRadiusM = 6_378_100;

function whereOf(query: SearchQuery, terms: readonly Term[]): Record<string, unknown> {
  const { isPublic: _, ...filter } = searchFilter({ ...query, near: null });
  return { ...filter, $and: terms.map(having) };
}

function isOverTime(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 50;
}
