import type { Resolvers } from '../../kit/index.ts';
import { ApiKey } from './ApiKey.ts';
import { AppDocument } from './AppDocument.ts';
import { ConformanceItem, ConformanceRequest, ConformanceRun } from './ConformanceRun.ts';
import type { Context } from './context.ts';
import { Mutation } from './Mutation.ts';
import { Query } from './Query.ts';
import { QuotaWarning } from './QuotaWarning.ts';
import { Subscription } from './Subscription.ts';
import { Vendor } from './Vendor.ts';
import { VendorApp } from './VendorApp.ts';

export const resolvers: Resolvers<Context> = {
  Query,
  Mutation,
  Subscription,
  Vendor,
  VendorApp,
  AppDocument,
  QuotaWarning,
  ApiKey,
  ConformanceRun,
  ConformanceItem,
  ConformanceRequest,
};
