import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { AccessLook } from '../look.model.ts';
import type { Context } from './context.ts';

export const AccessLogEntry: TypeResolvers<Context> = {
  id: ({ _id }: AccessLook) => _id,
  who: ({ role, readerId, agencyId }: AccessLook) => ({
    role,
    id: readerId,
    agency: agencyId === null ? null : { id: agencyId },
  }),
};
