import type { Viewer } from '../kit/process/viewer.ts';
import { hasRole } from '../kit/process/viewer.ts';
import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';
import type { StepName } from './report.rules.ts';
import { isPublicState } from './report.rules.ts';
import { checkRequiredText } from './text.rules.ts';
import type { ReportStanding } from './visibility.rules.ts';
import { mayAct } from './visibility.rules.ts';

/** Who reads a line of the history: all who see the report; reporter and offices; offices. */
export type Audience = 'open' | 'private' | 'internal';

/** Who reads the words that come with a step. An answer is not here: it shows as the report's answer once published. */
const wordsOf: Readonly<Partial<Record<StepName, Audience>>> = {
  REJECT: 'open',
  PLAN: 'open',
  RETURN: 'internal',
  REQUEST_INFO: 'private',
  ANSWER_INFO: 'private',
};

export function audienceOf(step: StepName): Audience | null {
  return wordsOf[step] ?? null;
}

export type NoteAudience = 'PUBLIC' | 'INTERNAL';

/** A note may be written by the operations centre and by officers of the agency that has the report now. */
export function mayNote(report: ReportStanding, viewer: Viewer): boolean {
  return hasRole(viewer, 'ioc') || mayAct(report, viewer, 'officer');
}

/** The text of a note, or why it is refused. */
export function checkNote(
  report: Pick<ReportStanding, 'state'>,
  note: { readonly text: string; readonly audience: NoteAudience },
): Verdict<string> {
  if (note.audience === 'PUBLIC' && !isPublicState(report.state))
    return refuseInput(
      { field: 'audience', rule: 'not_public' },
      'A public note needs a report that is public.',
    );
  return checkRequiredText(note.text, { field: 'text', max: 2000, lines: true });
}
