import type { Resolvers } from '../../kit/index.ts';
import { listEventType } from '../../kit/index.ts';
import { AlertDraft } from './AlertDraft.ts';
import { AlertReceipt, AlertReply, AlertSource } from './AlertReceipt.ts';
import { AlertThread } from './AlertThread.ts';
import { AlertArea, CapAlert } from './CapAlert.ts';
import type { Context } from './context.ts';
import { Ward } from './extensions.ts';
import { Mutation } from './Mutation.ts';
import { Query } from './Query.ts';
import { ActiveAlertListLeft, Subscription } from './Subscription.ts';

export const resolvers: Resolvers<Context> = {
  Query,
  Mutation,
  Subscription,
  ActiveAlertListEvent: listEventType('ActiveAlertList'),
  ActiveAlertListLeft,
  AlertArea,
  AlertDraft,
  AlertReceipt,
  AlertReply,
  AlertSource,
  AlertThread,
  CapAlert,
  Ward,
};
