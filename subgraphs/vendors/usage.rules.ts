import { meets } from '../kit/process/policies.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { actsFor } from './vendor.rules.ts';

/** Parts of a day's units at which an app is warned, in percent, each once a day. */
export const warningPercents = [80, 95, 100] as const;

/** The marks that use has passed on its way from one figure to the next. */
export function marksPassed(before: number, after: number, unitsPerDay: number): readonly number[] {
  const at = (percent: number): number => Math.ceil((unitsPerDay * percent) / 100);
  return warningPercents.filter((percent) => before < at(percent) && after >= at(percent));
}

/** Whether an app's use is the viewer's business: one's own organisation's, or the app itself with the scope for it. */
export function seesUsage(
  viewer: Viewer,
  appId: string,
  vendor: { readonly ownerId: string | null } | null,
): boolean {
  return actsFor(viewer, vendor) || (meets(viewer, 'app:usage:read') && viewer.id === appId);
}
