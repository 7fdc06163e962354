import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { AccountStep } from '../account.rules.ts';
import { stepAccount } from '../account.store.ts';
import type { ConsentInput } from '../consent.rules.ts';
import { grantConsent } from '../consent.store.ts';
import type { LinkInput, LinkStep } from '../link.rules.ts';
import { requestLink, stepLink } from '../link.store.ts';
import type { ProfileInput } from '../profile.rules.ts';
import { writeProfile } from '../profile.store.ts';
import type { RequestKind, RequestStep } from '../request.rules.ts';
import { receiveRequest, stepRequest } from '../request.store.ts';
import { withdrawWithRequest } from '../withdrawal.store.ts';
import type { Context } from './context.ts';

/** What a mutation is called with, besides its own arguments. */
interface Keyed {
  readonly clientMutationId?: string | null;
}

/** Who calls what, under which key, and what the key stands for. */
function callOf<Args extends Keyed>(operation: string, args: Args, { viewer }: Context) {
  const { clientMutationId, ...rest } = args;
  return { viewer, operation, clientMutationId, args: rest };
}

const accountStep =
  (operation: string, step: AccountStep) => (_: unknown, args: AccountArgs, context: Context) => {
    const { citizenId, reason } = args;
    return stepAccount(context.store.accounts, {
      ...callOf(operation, args, context),
      step,
      citizenId,
      reason,
    });
  };

const linkStep =
  (operation: string, step: Exclude<LinkStep, 'EXPIRE'>) =>
  (_: unknown, args: LinkStepArgs, context: Context) => {
    const { clientMutationId: _key, basis, reason, ...given } = args;
    const { links, dependents } = context.store;
    const call = { ...callOf(operation, args, context), ...given, step, words: basis ?? reason };
    return stepLink(links, call, dependents);
  };

const requestStep =
  (operation: string, step: Exclude<RequestStep, 'FINISH'>) =>
  (_: unknown, args: RequestStepArgs, context: Context) => {
    const { clientMutationId: _key, answer, reason, ...given } = args;
    const { requests, beginErasure } = context.store;
    const call = { ...callOf(operation, args, context), ...given, step, words: answer ?? reason };
    return stepRequest(requests, call, beginErasure);
  };

export const Mutation: TypeResolvers<Context> = {
  updateProfile: (_: unknown, args: ProfileArgs, context) => {
    const { input, expectedVersion } = args;
    const call = { ...callOf('updateProfile', args, context), input, expectedVersion };
    return writeProfile(context.store.profiles, call);
  },
  endMySessions: accountStep('endMySessions', 'END_SESSIONS'),
  suspendAccount: accountStep('suspendAccount', 'SUSPEND'),
  restoreAccount: accountStep('restoreAccount', 'RESTORE'),
  requestGuardianLink: (_: unknown, args: LinkArgs, context) =>
    requestLink(context.store.links, { ...callOf('requestGuardianLink', args, context), input: args.input }),
  verifyGuardianLink: linkStep('verifyGuardianLink', 'VERIFY'),
  refuseGuardianLink: linkStep('refuseGuardianLink', 'REFUSE'),
  withdrawGuardianLink: linkStep('withdrawGuardianLink', 'WITHDRAW'),
  endGuardianLink: linkStep('endGuardianLink', 'END'),
  grantConsent: (_: unknown, args: GrantArgs, context) => {
    const { input, childId } = args;
    return grantConsent(context.store.consents, { ...callOf('grantConsent', args, context), input, childId });
  },
  withdrawConsent: (_: unknown, args: WithdrawArgs, context) => {
    const { purpose, recipientId, childId } = args;
    const call = { ...callOf('withdrawConsent', args, context), purpose, recipientId, childId };
    return withdrawWithRequest(context.store, call);
  },
  requestData: (_: unknown, args: RequestArgs, context) => {
    const { kind, details } = args;
    const { requests, hasThirdParty } = context.store;
    const ask = { ...callOf('requestData', args, context), kind, details };
    return receiveRequest(requests, ask, hasThirdParty);
  },
  acknowledgeDataRequest: requestStep('acknowledgeDataRequest', 'ACKNOWLEDGE'),
  extendDataRequest: requestStep('extendDataRequest', 'EXTEND'),
  refuseDataRequest: requestStep('refuseDataRequest', 'REFUSE'),
  completeDataRequest: requestStep('completeDataRequest', 'COMPLETE'),
};

interface AccountArgs extends Keyed {
  readonly citizenId?: string;
  readonly reason?: string;
}

interface ProfileArgs extends Keyed {
  readonly input: ProfileInput;
  readonly expectedVersion: number;
}

interface LinkArgs extends Keyed {
  readonly input: LinkInput;
}

interface StepArgs extends Keyed {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

interface LinkStepArgs extends StepArgs {
  readonly basis?: string | null;
  readonly reason?: string | null;
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
}

interface RequestStepArgs extends StepArgs {
  readonly answer?: string | null;
  readonly reason?: string | null;
  readonly days?: number;
}

interface GrantArgs extends Keyed {
  readonly input: ConsentInput;
  readonly childId?: string | null;
}

interface WithdrawArgs extends Keyed {
  readonly purpose: string;
  readonly recipientId?: string | null;
  readonly childId?: string | null;
}

interface RequestArgs extends Keyed {
  readonly kind: RequestKind;
  readonly details?: string | null;
}
