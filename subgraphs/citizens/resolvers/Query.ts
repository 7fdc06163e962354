import type { PageArgs } from '../../kit/index.ts';
import { hasRole } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { citizenOf, identityLevels } from '../citizen.rules.ts';
import { consentPurposes } from '../consent.rules.ts';
import { listConsents } from '../consent.store.ts';
import { noSuchChild, noSuchRequest, requirePerson, requireRight } from '../errors.ts';
import { couldVerify, verifierOf } from '../link.rules.ts';
import { isGuardianNow, listLinks, listToVerify, visibleLink } from '../link.store.ts';
import type { RequestState } from '../request.rules.ts';
import { listByState, listOwn, visibleRequest } from '../request.store.ts';
import type { Context } from './context.ts';

export const Query: TypeResolvers<Context> = {
  me: (_: unknown, _args: unknown, { viewer }) => {
    requirePerson(viewer);
    return citizenOf(viewer);
  },
  accessLog: (_: unknown, args: PageArgs, { viewer, store }) =>
    store.looks.looksAt(requirePerson(viewer), args),
  identityLevels: () => identityLevels,
  consentPurposes: () => consentPurposes,
  myConsents: async (_: unknown, { childId, ...args }: ConsentArgs, { viewer, store }) => {
    const guardianId = requirePerson(viewer);
    if (typeof childId !== 'string') return listConsents(store.consents, guardianId, args);
    if (!(await isGuardianNow(store.links, { guardianId, childId }))) throw noSuchChild();
    return listConsents(store.consents, childId, args);
  },
  myGuardianLinks: (_: unknown, { as, ...args }: LinkArgs, { viewer, store }) => {
    const id = requirePerson(viewer);
    return listLinks(store.links, as === 'CHILD' ? { childId: id } : { guardianId: id }, args);
  },
  guardianLink: (_: unknown, { id }: ById, { viewer, store }) => visibleLink(store.links, id, viewer),
  guardianLinkQueue: (_: unknown, args: PageArgs, { viewer, store }) => {
    const verifier = verifierOf(viewer);
    requireRight(couldVerify(viewer), viewer);
    return verifier && listToVerify(store.links, verifier, args);
  },
  myDataRequests: (_: unknown, args: PageArgs, { viewer, store }) =>
    listOwn(store.requests, requirePerson(viewer), args),
  dataRequest: async (_: unknown, { id }: ById, { viewer, store }) => {
    requirePerson(viewer);
    const row = await visibleRequest(store.requests, { id, viewer });
    if (!row) throw noSuchRequest();
    return row;
  },
  dataRequestQueue: (_: unknown, { state, ...args }: QueueArgs, { viewer, store }) => {
    requireRight(hasRole(viewer, 'identityOfficer') || hasRole(viewer, 'auditor'), viewer);
    return listByState(store.requests, state, args);
  },
};

interface ById {
  readonly id: string;
}

interface ConsentArgs extends PageArgs {
  readonly childId?: string | null;
}

interface LinkArgs extends PageArgs {
  readonly as: 'GUARDIAN' | 'CHILD';
}

interface QueueArgs extends PageArgs {
  readonly state: RequestState;
}
