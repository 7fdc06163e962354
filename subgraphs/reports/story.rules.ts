import type { CivilDate } from '../kit/working-days.ts';
import type { SampleAct } from './act.rules.ts';
import type { Contact, DraftInput, Position } from './draft.rules.ts';
import type { Random } from './random.rules.ts';
import { isFlood, isRainySeason, weightsOfCategories } from './season.rules.ts';

/** Texts that the sample is made of. */
export interface SampleTexts {
  /** Where in a ward something is. */
  readonly places: readonly string[];
  readonly names: readonly string[];
  /** What others write to a report. */
  readonly comments: readonly string[];
  readonly reasons: Readonly<Record<SampleReason, readonly string[]>>;
  readonly categories: Readonly<Record<string, readonly SampleStory[]>>;
}

/** One matter and what came of it; title and description have `{place}`. */
export interface SampleStory {
  readonly title: string;
  readonly description: string;
  readonly result: string;
  /** Happens in the months of rain and storms only, or only while the rivers are in the streets and just after. */
  readonly season?: 'rain' | 'flood';
}
type SampleReason = 'reject' | 'return' | 'unable' | 'question' | 'answer' | 'plan' | 'note' | 'internal';

export interface SampleWard {
  readonly fullName: string;
  /** A position inside the ward for two numbers from 0 to 1; null when these two miss it. */
  readonly positionAt: (x: number, y: number) => Position | null;
}

const reasonOf: Readonly<Partial<Record<SampleAct, SampleReason>>> = {
  reject: 'reject',
  return: 'return',
  unable: 'unable',
  ask: 'question',
  answer: 'answer',
  plan: 'plan',
  note: 'note',
  internalNote: 'internal',
};

/** An answer fits the question, a result the matter. */
export function textOf(
  act: SampleAct,
  { texts, kind, story }: { readonly texts: SampleTexts; readonly kind: number; readonly story: SampleStory },
): string {
  const reason = reasonOf[act];
  if (!reason) return story.result;
  const fitting = texts.reasons[reason];
  return fitting[kind % fitting.length] ?? '';
}

/** Where, when and of which kind a sample report is. */
export interface Occasion {
  readonly texts: SampleTexts;
  readonly wards: readonly SampleWard[];
  /** Chooses among the texts that fit. */
  readonly kind: number;
  readonly date: CivilDate;
}

export interface SampleDraft {
  readonly input: DraftInput & { readonly contact: Contact };
  readonly story: SampleStory;
}

export function draftOf({ texts, wards, kind, date }: Occasion, random: Random): SampleDraft {
  const towns = wards.filter(({ fullName }) => fullName.startsWith('Phường'));
  const ward = random.pick(random.below(4) === 0 ? wards : towns);
  const codes = Object.keys(texts.categories);
  const categoryCode = codes[random.weighted(weightsOfCategories(codes, date))] ?? 'OTHER';
  const story = storyOn(texts.categories[categoryCode] ?? [], date, kind);
  const place = random.pick(texts.places);
  const input = {
    categoryCode,
    title: story.title.replace('{place}', place),
    description: story.description.replace('{place}', place),
    ...positionIn(ward, random),
    address: `${place.charAt(0).toUpperCase()}${place.slice(1)}, ${ward.fullName}`,
    source: random.pick(['APP', 'APP', 'APP', 'WEB', 'WEB', 'ZALO', 'HOTLINE', 'FACEBOOK', 'EMAIL'] as const),
    contact: {
      name: random.pick(texts.names),
      // A number that no network gives out.
      phone: `0900000${String(random.below(1000)).padStart(3, '0')}`,
      email: null,
    },
  };
  return { input, story };
}

/** While there is a flood, people report it. */
function storyOn(stories: readonly SampleStory[], date: CivilDate, kind: number): SampleStory {
  const floods = isFlood(date) ? stories.filter(({ season }) => season === 'flood') : [];
  const fitting = stories.filter(
    ({ season }) => season === undefined || (season === 'rain' && isRainySeason(date)),
  );
  const choice = floods.length > 0 ? floods : fitting;
  const story = choice[kind % choice.length];
  if (!story) throw new Error(`expected a sample text that fits ${date}, found none`);
  return story;
}

function positionIn(ward: SampleWard, random: Random): Position {
  for (;;) {
    const position = ward.positionAt(random.next(), random.next());
    if (position) return position;
  }
}
