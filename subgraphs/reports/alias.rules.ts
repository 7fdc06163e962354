import type { Viewer } from '../kit/process/viewer.ts';
import { hasRole } from '../kit/process/viewer.ts';
import { maskContacts } from './mask.rules.ts';
import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';
import { checkText } from './text.rules.ts';
import type { ReportStanding } from './visibility.rules.ts';
import { isReporter } from './visibility.rules.ts';

/**
 * A name that a person chose to show to everybody (P0, opt-in); null for who stays unnamed. It is kept in its document only,
 * never in the journal: so whoever reads an old event after it was taken back does not find it.
 */
export function checkAlias(value: string | null | undefined, field: string): Verdict<string | null> {
  const checked = checkText(value, { field, max: 60 });
  if ('problem' in checked || checked.value === null) return checked;
  return maskContacts(checked.value) === checked.value
    ? checked
    : refuseInput(
        { field, rule: 'contact' },
        `${field}: a name for everybody holds no phone number and no e-mail address.`,
      );
}

/** The reporter at any time; the operations centre where a name is not fit to be shown. */
export function mayHideName(report: Pick<ReportStanding, 'reporterId'>, viewer: Viewer): boolean {
  return isReporter(report, viewer) || hasRole(viewer, 'ioc');
}
