import type { Viewer } from '../kit/process/viewer.ts';
import { hasRole } from '../kit/process/viewer.ts';
import { maskContacts } from './mask.rules.ts';
import type { Verdict } from './problem.rules.ts';
import { refuse, refuseInput } from './problem.rules.ts';
import { isPublicState } from './report.rules.ts';
import { checkRequiredText } from './text.rules.ts';
import type { ReportStanding } from './visibility.rules.ts';

export type CommentState = 'PENDING' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN';

/** The part of a comment that steps change. */
export interface CommentFacts {
  readonly state: CommentState;
  /** 1 after writing, one more with each change. */
  readonly version: number;
  /** Why it was rejected, for its author; null otherwise. */
  readonly reason: string | null;
  readonly changedAt: Date;
  readonly publishedAt: Date | null;
}

interface CommentRule {
  readonly who: 'author' | 'moderator';
  readonly from: readonly CommentState[];
  readonly to: CommentState;
}

/** The life of a comment, whole. Nothing is public that nobody has read: what its author changes waits again. */
export const commentSteps = {
  EDIT: { who: 'author', from: ['PENDING', 'APPROVED', 'REJECTED'], to: 'PENDING' },
  WITHDRAW: { who: 'author', from: ['PENDING', 'APPROVED', 'REJECTED'], to: 'WITHDRAWN' },
  APPROVE: { who: 'moderator', from: ['PENDING', 'REJECTED'], to: 'APPROVED' },
  REJECT: { who: 'moderator', from: ['PENDING', 'APPROVED'], to: 'REJECTED' },
} as const satisfies Record<string, CommentRule>;
export type CommentStep = keyof typeof commentSteps;

/** How many comments one person writes to one report, and how often one comment is changed. */
export const maxCommentsEach = 20;
export const maxCommentVersions = 50;

/** A comment in the moment of its writing. */
export function writtenComment(now: Date): CommentFacts {
  return { state: 'PENDING', version: 1, reason: null, changedAt: now, publishedAt: null };
}

/** What a step makes of a comment. Who may take it is decided before. */
export function takeCommentStep(
  facts: CommentFacts,
  step: CommentStep,
  given: { readonly reason?: string | null; readonly now: Date },
): Verdict<CommentFacts> {
  const { from, to }: CommentRule = commentSteps[step];
  if (!from.includes(facts.state))
    return refuse('ILLEGAL_TRANSITION', `A comment that is ${facts.state} cannot become ${to}.`, {
      from: facts.state,
      to,
      allowed: allowedFrom(facts.state),
    });
  if (facts.version >= maxCommentVersions)
    return refuseInput(
      { field: 'id', rule: 'max_changes', max: maxCommentVersions },
      'This comment has been changed too often.',
    );
  const reason = step === 'REJECT' ? checkReason(given.reason) : { value: null };
  if ('problem' in reason) return reason;
  const publishedAt = to === 'APPROVED' ? given.now : null;
  const version = facts.version + 1;
  return { value: { state: to, version, reason: reason.value, changedAt: given.now, publishedAt } };
}

/** The text as it is kept: without phone numbers and e-mail addresses, whoever reads it. */
export function checkCommentText(text: string | null | undefined, field: string): Verdict<string> {
  const checked = checkRequiredText(text, { field, max: 2000, lines: true });
  return 'problem' in checked ? checked : { value: maskContacts(checked.value) };
}

/** A comment belongs to what everybody sees, in whatever state that is: on a closed report too. */
export function checkCommented(report: Pick<ReportStanding, 'state'>): Verdict<null> {
  return isPublicState(report.state)
    ? { value: null }
    : refuseInput({ field: 'id', rule: 'not_public' }, 'A comment needs a report that is public.');
}

export function checkCommentCount(count: number): Verdict<null> {
  return count < maxCommentsEach
    ? { value: null }
    : refuseInput(
        { field: 'id', rule: 'max_comments', max: maxCommentsEach },
        `At most ${maxCommentsEach} comments of one person to one report.`,
      );
}

interface Authored extends Pick<CommentFacts, 'state'> {
  readonly authorId: string | null;
}

export function isAuthor({ authorId }: Pick<Authored, 'authorId'>, viewer: Viewer): boolean {
  return viewer.id !== null && viewer.id === authorId;
}

export function couldModerate(viewer: Viewer): boolean {
  return viewer.kind === 'person' && (hasRole(viewer, 'moderator') || hasRole(viewer, 'ioc'));
}

/** Everybody sees what is approved; the rest is its author's and the moderators'. */
export function maySeeComment(comment: Authored, viewer: Viewer): boolean {
  return comment.state === 'APPROVED' || isAuthor(comment, viewer) || couldModerate(viewer);
}

/** Nobody decides on a comment of their own. */
export function mayTakeStep(comment: Authored, step: CommentStep, viewer: Viewer): boolean {
  return commentSteps[step].who === 'author'
    ? isAuthor(comment, viewer)
    : couldModerate(viewer) && !isAuthor(comment, viewer);
}

/** P3, as with a reporter: `own` needs no access row, `identity` does. */
export function authorAccess(comment: Authored, viewer: Viewer): 'own' | 'identity' | 'none' {
  if (isAuthor(comment, viewer)) return 'own';
  return hasRole(viewer, 'identityOfficer') ? 'identity' : 'none';
}

function checkReason(reason: string | null | undefined): Verdict<string> {
  return checkRequiredText(reason, { field: 'reason', max: 2000, lines: true });
}

function allowedFrom(state: CommentState): CommentState[] {
  const rows: readonly CommentRule[] = Object.values(commentSteps);
  return [...new Set(rows.filter(({ from }) => from.includes(state)).map(({ to }) => to))];
}
