import type { Rectangle } from '../kit/picture-rectangles.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { hasRole } from '../kit/process/viewer.ts';
import type { Evidence, ReportFacts } from './facts.rules.ts';
import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';
import { isPublicState } from './report.rules.ts';
import { couldAct, isReporter, mayView, mayViewInternal } from './visibility.rules.ts';

/** What a picture is to its report: what the reporter sent, or what proves an answer. */
export type MediaRole = 'PHOTO' | 'EVIDENCE';

export type { Rectangle } from '../kit/picture-rectangles.ts';

/** Pictures that a report is sent with. */
export const maxMedia = 10;
export const maxRectangles = 50;

/** The parts of a picture that decide who may see it. */
export interface MediaStanding {
  readonly _id: string;
  readonly role: MediaRole;
  /** Who sent it; null once erased. */
  readonly ownerId: string | null;
}

/** Evidence is sent by those who answer, photos by anybody who reports. */
export function mayUpload(role: MediaRole, viewer: Viewer): boolean {
  return role === 'PHOTO'
    ? couldAct(viewer, 'person')
    : couldAct(viewer, 'ioc') || couldAct(viewer, 'officer');
}

/** Ids of uploads as a report names them. */
export function checkMedia(ids: readonly string[] | null | undefined): Verdict<readonly string[]> {
  const named = ids ?? [];
  const field = 'media';
  if (named.length > maxMedia)
    return refuseInput({ field, rule: 'max_items', max: maxMedia }, `At most ${maxMedia} pictures.`);
  if (new Set(named).size < named.length)
    return refuseInput({ field, rule: 'unique' }, 'Each picture can be named once.');
  return { value: named };
}

/** Whether everybody may see the copy: a photo with its report, evidence with the answer that it proves. */
export function isOpen(media: MediaStanding, report: Pick<ReportFacts, 'state' | 'rounds'>): boolean {
  if (!isPublicState(report.state)) return false;
  return (
    media.role === 'PHOTO' ||
    report.rounds.some(({ answer }) => uploadsIn(answer.evidence).includes(media._id))
  );
}

/** The copy: for everybody once it is open, before that for those who see the report, or its answers, already. */
export function mayViewCopy(media: MediaStanding, report: ReportFacts, viewer: Viewer): boolean {
  if (isOpen(media, report)) return true;
  return media.role === 'PHOTO' ? mayView(report, viewer) : mayViewInternal(report, viewer);
}

/** P3, the picture as it was sent: `own` needs no access row, `identity` does. */
export function originalAccess(media: MediaStanding, viewer: Viewer): 'own' | 'identity' | 'none' {
  if (isReporter({ reporterId: media.ownerId }, viewer)) return 'own';
  return hasRole(viewer, 'identityOfficer') ? 'identity' : 'none';
}

/** Pictures that are marked in one call: each once. */
export function checkMarkings(markings: readonly { readonly mediaId: string }[]): Verdict<null> {
  const field = 'redactions';
  if (markings.length > maxMedia)
    return refuseInput({ field, rule: 'max_items', max: maxMedia }, `At most ${maxMedia} pictures.`);
  if (new Set(markings.map(({ mediaId }) => mediaId)).size < markings.length)
    return refuseInput({ field, rule: 'unique' }, 'Each picture can be named once.');
  return { value: null };
}

/** The rectangles of a redaction: within the picture, by fractions of its sides. */
export function checkRectangles(rectangles: readonly Rectangle[]): Verdict<readonly Rectangle[]> {
  const field = 'rectangles';
  if (rectangles.length > maxRectangles)
    return refuseInput(
      { field, rule: 'max_items', max: maxRectangles },
      `At most ${maxRectangles} rectangles.`,
    );
  const outside = rectangles.findIndex((rectangle) => !isWithin(rectangle));
  if (outside >= 0)
    return refuseInput(
      { field, rule: 'rectangle', index: outside },
      'x, y, width and height are fractions of the picture: from 0 to 1, and nothing reaches beyond its edge.',
    );
  return { value: rectangles.map(({ x, y, width, height }) => ({ x, y, width, height })) };
}

/** Sums of decimals such as 0.7 + 0.3 may be a hair above 1. */
const hair = 1e-9;

function isWithin({ x, y, width, height }: Rectangle): boolean {
  const spans = [
    [x, width],
    [y, height],
  ] as const;
  return spans.every(([from, length]) => from >= 0 && length > 0 && from < 1 && from + length <= 1 + hair);
}

/** Without the original there is nothing to show again of what is covered. */
export function checkCovers(
  next: readonly Rectangle[],
  media: { readonly rectangles: readonly Rectangle[]; readonly hasOriginal: boolean },
): Verdict<null> {
  const covers = (old: Rectangle): boolean => next.some((each) => isSame(each, old));
  if (media.hasOriginal || media.rectangles.every(covers)) return { value: null };
  return refuseInput(
    { field: 'rectangles', rule: 'original_erased' },
    'The original is erased: rectangles can be added, not taken away.',
  );
}

function isSame(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** The uploads among pieces of evidence, in their order. */
export function uploadsIn(evidence: readonly Evidence[]): readonly string[] {
  return evidence.flatMap(({ upload }) => upload ?? []);
}

export type MediaVariant = 'published' | 'thumbnail' | 'original';

/** The name of a file within an address. It holds the copy, so that a copy that was replaced has no address any more. */
export function nameOf(
  variant: MediaVariant,
  media: { readonly _id: string; readonly copy: string },
): string {
  return `${variant}.${media._id}.${media.copy}`;
}

/** Null for what `nameOf` never made. */
export function readName(
  name: string,
): { readonly variant: MediaVariant; readonly id: string; readonly copy: string } | null {
  const [variant, id, copy] = name.split('.');
  const isKnown = variant === 'published' || variant === 'thumbnail' || variant === 'original';
  return isKnown && id && copy ? { variant, id, copy } : null;
}
