/** What an app may take of the hub. There is one for each tier, the same for every app of the tier, and everybody may read it. */
export interface VendorPlan {
  readonly code: PlanCode;
  readonly name: string;
  readonly about: string;
  /** Units a day, Huế time: a request takes its cost, a live event one. */
  readonly unitsPerDay: number;
  /** Requests a second, ten seconds' worth at once. */
  readonly requestsPerSecond: number;
}

export type PlanCode = 'OPEN' | 'CITY';

export const vendorPlans: readonly [VendorPlan, VendorPlan] = [
  {
    code: 'OPEN',
    name: 'Gói mở',
    about: 'Every app begins with it.',
    unitsPerDay: 200_000,
    requestsPerSecond: 20,
  },
  {
    code: 'CITY',
    name: 'Gói thành phố',
    about: 'Apps that the city itself has ordered or that serve a whole ward.',
    unitsPerDay: 5_000_000,
    requestsPerSecond: 200,
  },
];

export function planOf(code: PlanCode): VendorPlan {
  return code === 'CITY' ? vendorPlans[1] : vendorPlans[0];
}

/** What an app may ask for: what of the hub it needs rights to. Public things need none. */
export const appScopes = ['usage:read', 'reports:read', 'reports:write', 'alerts:send'] as const;
