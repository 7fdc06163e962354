import type { Resolvers } from '../../kit/index.ts';
import { AccessLogEntry } from './AccessLogEntry.ts';
import { AccountStanding } from './AccountStanding.ts';
import { Citizen } from './Citizen.ts';
import { Consent } from './Consent.ts';
import type { Context } from './context.ts';
import { DataRequest, DataRequestArea } from './DataRequest.ts';
import { GuardianLink, GuardianLinkVerifier } from './GuardianLink.ts';
import { Mutation } from './Mutation.ts';
import { Query } from './Query.ts';
import { Subscription } from './Subscription.ts';

export const resolvers: Resolvers<Context> = {
  Query,
  Mutation,
  Subscription,
  Citizen,
  AccountStanding,
  AccessLogEntry,
  Consent,
  DataRequest,
  DataRequestArea,
  GuardianLink,
  GuardianLinkVerifier,
};
