import { checkRequiredText } from '../../kit/checked-text.ts';
import type { Viewer } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { writeCancellation } from '../cancel.store.ts';
import type { AlertInput, TextInput } from '../content.rules.ts';
import { checkReferences } from '../content.rules.ts';
import { orThrow, requireCentre } from '../errors.ts';
import { approveDraft, checkReferred } from '../issue.store.ts';
import type { WriteCall } from '../call.rules.ts';
import type { ReceivedInput } from '../received.rules.ts';
import { receiveMessage } from '../received.store.ts';
import type { ReplyInput } from '../reply.rules.ts';
import { replyTo } from '../ack.store.ts';
import type { SourceInput } from '../source.rules.ts';
import { checkSource } from '../source.rules.ts';
import { discardDraft, draftMessage, readContent, submitDraft } from '../message.store.ts';
import type { Context } from './context.ts';

export const Mutation: TypeResolvers<Context> = {
  receiveAlert: (_: unknown, args: Keyed & { input: ReceivedInput }, { store, viewer }) =>
    receiveMessage(store, keyed('receiveAlert', args, viewer), args.input),
  ackAlert: (_: unknown, args: Keyed & ReplyInput, context) => {
    const { kind, references, note } = args;
    return replyTo(context.store, callOf('ackAlert', args, context), { kind, references, note });
  },
  trustAlertSource: (_: unknown, args: Keyed & SourceInput, context) => {
    const call = callOf('trustAlertSource', args, context);
    return context.store.sources.trust(call, orThrow(checkSource(args)));
  },
  withdrawAlertSource: (_: unknown, args: Keyed & { sender: string }, context) =>
    context.store.sources.withdraw(callOf('withdrawAlertSource', args, context), args.sender),
  issueAlert: async (_: unknown, args: Keyed & { input: AlertInput }, context) => {
    const call = callOf('issueAlert', args, context);
    const written = await readContent(context.store, args.input, { messageType: 'ALERT', references: [] });
    return draftMessage(context.store, call, written);
  },
  updateAlert: async (_: unknown, args: Keyed & Referring & { input: AlertInput }, context) => {
    const call = callOf('updateAlert', args, context);
    const references = orThrow(checkReferences(args.references));
    const frame = { messageType: 'UPDATE', references } as const;
    const written = await readContent(context.store, args.input, frame);
    await checkReferred(context.store, written.content);
    return draftMessage(context.store, call, written);
  },
  cancelAlert: async (_: unknown, args: Keyed & Referring & { texts: readonly TextInput[] }, context) => {
    const call = callOf('cancelAlert', args, context);
    const references = orThrow(checkReferences(args.references));
    const { texts } = args;
    const written = await writeCancellation(context.store, { references, texts, now: context.now });
    return draftMessage(context.store, call, written);
  },
  submitAlert: (_: unknown, args: DraftArgs & { input?: AlertInput | null }, context) =>
    submitDraft(context.store, {
      ...callOf('submitAlert', args, context),
      ...draftOf(args),
      input: args.input ?? null,
    }),
  approveAlert: (_: unknown, args: DraftArgs, context) =>
    approveDraft(context.store, { ...callOf('approveAlert', args, context), ...draftOf(args) }),
  discardAlert: (_: unknown, args: DraftArgs & { reason: string }, context) => {
    const reason = orThrow(checkRequiredText(args.reason, { field: 'reason', max: 500 }));
    return discardDraft(context.store, {
      ...callOf('discardAlert', args, context),
      ...draftOf(args),
      reason,
    });
  },
};

interface Keyed {
  readonly clientMutationId?: string | null;
}

interface Referring {
  readonly references: readonly string[];
}

interface DraftArgs extends Keyed {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

const draftOf = ({ id, expectedVersion }: DraftArgs) => ({ id, expectedVersion });

/** Who calls what, under which key, and what the key stands for. @throws GraphQLError UNAUTHENTICATED, FORBIDDEN */
function callOf<Args extends Keyed>(operation: string, args: Args, { viewer }: Context): WriteCall {
  requireCentre(viewer);
  return keyed(operation, args, viewer);
}

function keyed<Args extends Keyed>(operation: string, args: Args, viewer: Viewer): WriteCall {
  const { clientMutationId, ...rest } = args;
  return { viewer, operation, clientMutationId, args: rest };
}
