import { meets } from '../kit/process/policies.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { hasRole } from '../kit/process/viewer.ts';
import type { Actor, ReportState } from './report.rules.ts';
import { isPublicState } from './report.rules.ts';
import type { Verdict } from './problem.rules.ts';
import { checkText } from './text.rules.ts';

/** What decides who may see and do what with a report. */
export interface ReportStanding {
  readonly state: ReportState;
  readonly reporterId: string | null;
  /** The app that sent it. */
  readonly appId?: string | null;
  /** Responsible now. */
  readonly agencyId: string | null;
  /** Every agency that it was ever assigned to. */
  readonly assignedAgencies: readonly string[];
}

/** Before ACCEPTED the reporter, the app that sent it and the operations centre only; from then on everybody. */
export function mayView(report: ReportStanding, viewer: Viewer): boolean {
  return (
    isPublicState(report.state) ||
    isReporter(report, viewer) ||
    isSender(report, viewer) ||
    hasRole(viewer, 'ioc')
  );
}

/** The app that sent it sees what everybody will see of it, and nothing that is private: nobody owns it until it is claimed. */
export function isSender({ appId }: Pick<ReportStanding, 'appId'>, viewer: Viewer): boolean {
  return viewer.kind === 'app' && viewer.id !== null && viewer.id === appId;
}

/** A person, or an app that may write. */
export function maySend(viewer: Viewer): boolean {
  return couldAct(viewer, 'person') || meets(viewer, 'app:reports:write');
}

/** P2 of the report itself (exact position, questions to the reporter and their answers): reporter, IOC, and officers of an agency that has or had it. */
export function mayViewPrivate(report: ReportStanding, viewer: Viewer): boolean {
  return isReporter(report, viewer) || mayViewInternal(report, viewer);
}

/** P2 of the offices (internal notes, answers before their publication): the same without the reporter. */
export function mayViewInternal(report: ReportStanding, viewer: Viewer): boolean {
  return hasRole(viewer, 'ioc') || isOfficerOf(report.assignedAgencies, viewer);
}

/** Whether the viewer could ever see such on any report; a "no" says nothing about a particular one. */
export function couldViewInternal(viewer: Viewer): boolean {
  return couldAct(viewer, 'ioc') || couldAct(viewer, 'officer');
}

/** The queue of an agency: its own officers and IOC. */
export function mayViewQueue(agencyId: string, viewer: Viewer): boolean {
  return hasRole(viewer, 'ioc') || isOfficerOf([agencyId], viewer);
}

/** P3, the reporter's identity: `own` needs no access row, `identity` does. The handling agency never sees it. */
export function identityAccess(report: ReportStanding, viewer: Viewer): 'own' | 'identity' | 'none' {
  if (isReporter(report, viewer)) return 'own';
  return hasRole(viewer, 'identityOfficer') ? 'identity' : 'none';
}

/** What an identity officer who gives no reason is written down with. */
export const ordinaryPurpose = 'Xác minh người gửi phản ánh';

export function checkPurpose(purpose: string | null | undefined): Verdict<string> {
  const checked = checkText(purpose, { field: 'purpose', max: 200 });
  return 'problem' in checked ? checked : { value: checked.value ?? ordinaryPurpose };
}

export function isReporter(report: Pick<ReportStanding, 'reporterId'>, viewer: Viewer): boolean {
  return viewer.id !== null && viewer.id === report.reporterId;
}

/** Whether the viewer could take such a step on any report; a "no" says nothing about a particular one. */
export function couldAct(viewer: Viewer, actor: Actor): boolean {
  switch (actor) {
    case 'ioc':
      return hasRole(viewer, 'ioc');
    case 'officer':
      return hasRole(viewer, 'officer') && viewer.agencyId !== undefined;
    case 'reporter':
    case 'person':
      return viewer.kind === 'person';
    case 'system':
      return false;
  }
}

/** Whether the viewer stands to this report as the step demands. */
export function mayAct(report: ReportStanding, viewer: Viewer, actor: Actor): boolean {
  if (!couldAct(viewer, actor)) return false;
  if (actor === 'reporter') return isReporter(report, viewer);
  // Until it is assigned, `agencyId` is only the agency that was found for the place.
  if (actor === 'officer')
    return isOfficerOf(
      report.assignedAgencies.filter((id) => id === report.agencyId),
      viewer,
    );
  return true;
}

function isOfficerOf(agencies: readonly string[], viewer: Viewer): boolean {
  return hasRole(viewer, 'officer') && viewer.agencyId !== undefined && agencies.includes(viewer.agencyId);
}
