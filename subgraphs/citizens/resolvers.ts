import { notFound, unauthenticated } from '../kit/errors.ts';
import type { PageArgs, Resolvers, SubgraphContext } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { AccessLook } from './citizen.model.ts';
import type { Citizen } from './citizen.rules.ts';
import { citizenFor, citizenOf } from './citizen.rules.ts';
import type { CitizensStore } from './citizen.store.ts';
import { badKey } from './errors.ts';

type Context = SubgraphContext<CitizensStore, object>;

export const resolvers: Resolvers<Context> = {
  Query: {
    me: (_: unknown, _args: unknown, { viewer }) => requireCitizen(viewer),
    accessLog: (_: unknown, args: PageArgs, { viewer, store }) =>
      store.looksAt(requireCitizen(viewer).id, args),
  },
  Citizen: {
    __resolveReference: ({ id }: { id: unknown }, { viewer }: Context) => {
      if (typeof id !== 'string') throw badKey('id');
      const citizen = citizenFor(viewer, id);
      if (!citizen) throw notFound('citizen');
      return citizen;
    },
  },
  AccessLogEntry: {
    id: ({ _id }: AccessLook) => _id,
    who: ({ role, readerId, agencyId }: AccessLook) => ({
      role,
      id: readerId,
      agency: agencyId === null ? null : { id: agencyId },
    }),
  },
};

function requireCitizen(viewer: Viewer): Citizen {
  const citizen = citizenOf(viewer);
  if (!citizen) throw unauthenticated();
  return citizen;
}
