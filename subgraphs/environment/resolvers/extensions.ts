import type { TypeResolvers } from '../../kit/resolvers.ts';
import { requireDegrees, requireKey } from '../errors.ts';
import { showAir } from './AirNow.ts';
import type { Context } from './context.ts';

/** A thing of another area with the place that the gateway brings along. */
interface Placed {
  readonly lat: unknown;
  readonly lon: unknown;
}

/** Everything but its air is for its own area to say, whether it is there at all too: what is told here depends on the place alone. */
const placed = (key: string): TypeResolvers<Context> => ({
  __resolveReference: (reference: Readonly<Record<string, unknown>>) => ({
    ...reference,
    [key]: requireKey(key, reference[key]),
  }),
  airNow: ({ lat, lon }: Placed, _: unknown, context) =>
    showAir({ lat: requireDegrees('lat', lat), lon: requireDegrees('lon', lon) }, context),
});

export const Ward = placed('code');
export const Report = placed('id');
export const PublicReport = placed('id');
