import fc from 'fast-check';
import type { Role, Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { CommentFacts, CommentState, CommentStep } from '../../../subgraphs/reports/comment.rules.ts';
import {
  checkCommentText,
  commentSteps,
  maxCommentVersions,
  maySeeComment,
  mayTakeStep,
  takeCommentStep,
  writtenComment,
} from '../../../subgraphs/reports/comment.rules.ts';

const steps = Object.keys(commentSteps) as CommentStep[];
const states: CommentState[] = ['PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN'];
const start = new Date('2026-03-02T02:00:00Z');
const person = (id: string, ...roles: Role[]): Viewer => ({
  kind: 'person',
  id,
  roles,
  vneidLevel: 1,
  scopes: [],
});
const author = person('author', 'citizen');
const moderator = person('moderator', 'moderator');
const ioc = person('ioc', 'ioc');
const moderatingAuthor = person('author', 'moderator');

describe('the life of a comment', () => {
  test('random walks take no step outside the table, count by one, and are public only when a moderator says so', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 80 }), (walk) => {
        let facts: CommentFacts = writtenComment(start);
        walk.forEach((step, index) => {
          const now = new Date(start.getTime() + index * 1000);
          const verdict = takeCommentStep(facts, step, { reason: 'Lý do', now });
          const legal = commentSteps[step].from.includes(facts.state as never);
          expect('value' in verdict).toBe(legal && facts.version < maxCommentVersions);
          if (!('value' in verdict)) return;
          const next = verdict.value;
          expect(next).toMatchObject({
            version: facts.version + 1,
            state: commentSteps[step].to,
            changedAt: now,
          });
          expect(next.publishedAt !== null).toBe(next.state === 'APPROVED');
          expect(next.reason !== null).toBe(next.state === 'REJECTED');
          facts = next;
        });
        expect(facts.version).toBeLessThanOrEqual(maxCommentVersions);
      }),
    );
  });

  test('what is withdrawn stays so, and a refusal names what would be allowed', () => {
    const facts: CommentFacts = { ...writtenComment(start), state: 'WITHDRAWN' };
    for (const step of steps)
      expect(takeCommentStep(facts, step, { now: start })).toMatchObject({
        problem: { code: 'ILLEGAL_TRANSITION', extra: { from: 'WITHDRAWN', allowed: [] } },
      });
    const again = takeCommentStep({ ...facts, state: 'APPROVED' }, 'APPROVE', { now: start });
    expect(again).toMatchObject({ problem: { extra: { allowed: ['PENDING', 'WITHDRAWN', 'REJECTED'] } } });
  });

  test.each([null, '', ' \u200b\n'])('a rejection with the reason %j is refused', (reason) => {
    expect(takeCommentStep(writtenComment(start), 'REJECT', { reason, now: start })).toMatchObject({
      problem: { code: 'BAD_USER_INPUT', extra: { field: 'reason', rule: 'required' } },
    });
  });
});

describe('who sees and does what with a comment', () => {
  test.each(states)('one that is %s', (state) => {
    const comment = { state, authorId: 'author' };
    const seen = [anonymous, person('other', 'citizen'), author, moderator, ioc].map((who) =>
      maySeeComment(comment, who),
    );
    expect(seen).toEqual([state === 'APPROVED', state === 'APPROVED', true, true, true]);
  });

  test('its author edits and withdraws, moderators decide, and nobody decides on a comment of their own', () => {
    const comment = { state: 'PENDING', authorId: 'author' } as const;
    const table = [anonymous, author, moderator, ioc, moderatingAuthor].map((who) =>
      steps.filter((step) => mayTakeStep(comment, step, who)),
    );
    expect(table).toEqual([
      [],
      ['EDIT', 'WITHDRAW'],
      ['APPROVE', 'REJECT'],
      ['APPROVE', 'REJECT'],
      ['EDIT', 'WITHDRAW'],
    ]);
    expect(mayTakeStep({ ...comment, authorId: null }, 'EDIT', anonymous)).toBe(false);
  });

  test('its text is kept without what reaches a person', () => {
    expect(checkCommentText('Gọi 0914 123 456 hoặc ba@hue.vn', 'text')).toEqual({
      value: 'Gọi [đã ẩn] hoặc [đã ẩn]',
    });
    expect(checkCommentText('x'.repeat(2001), 'text')).toMatchObject({
      problem: { extra: { rule: 'max_length' } },
    });
  });
});
