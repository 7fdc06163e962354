import { Random } from './random.rules.ts';

/** What a moderator does with a comment; null for one that still waits. */
export type Moderation = 'APPROVE' | 'REJECT' | null;

/** What one of the sample people does about somebody else's report. */
export type Bystanding =
  | { readonly does: 'follow'; readonly person: number }
  | {
      readonly does: 'comment';
      readonly person: number;
      readonly text: string;
      readonly moderation: Moderation;
    };

export interface Crowd {
  /** How many sample people there are. */
  readonly people: number;
  readonly comments: readonly string[];
}

/** The same for the same report: one to four others follow it, and up to three write something. What is public comes last. */
export function bystandersOf(index: number, { people, comments }: Crowd): readonly Bystanding[] {
  const random = new Random(index + 1);
  const first = random.below(people);
  const others = Array.from({ length: 1 + random.below(4) }, (_, n) => (first + n) % people);
  const written = Array.from({ length: random.below(4) }, (): Bystanding => {
    const moderation = random.pick<Moderation>([null, 'REJECT', 'APPROVE', 'APPROVE', 'APPROVE', 'APPROVE']);
    return { does: 'comment', person: random.below(people), text: random.pick(comments), moderation };
  });
  const rank = ({ does, ...rest }: Bystanding): number =>
    does === 'follow' ? 0 : 'moderation' in rest && rest.moderation === 'APPROVE' ? 2 : 1;
  return [...others.map((person) => ({ does: 'follow', person }) as const), ...written].sort(
    (a, b) => rank(a) - rank(b),
  );
}
