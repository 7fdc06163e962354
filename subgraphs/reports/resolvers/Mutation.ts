import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { UploadCall } from '../../kit/uploads.ts';
import type { DraftInput } from '../draft.rules.ts';
import { orThrow } from '../errors.ts';
import type { Rectangle } from '../media.rules.ts';
import type { Marking } from '../redaction.store.ts';
import type { ReportRow } from '../report.model.ts';
import type { RatingLevel, ReportMode, StepPath, TriageDecision } from '../report.rules.ts';
import { mutationPaths, ratingPath, triagePaths } from '../report.rules.ts';
import type { ReportCall, Sent } from '../step.store.ts';
import type { NoteAudience } from '../update.rules.ts';
import type { Context } from './context.ts';

export const Mutation: TypeResolvers<Context> = {
  createReport: (_: unknown, call: CreateArgs, { store, viewer }): Promise<ReportRow> =>
    store.create({ ...call, viewer }),
  claimReport: (_: unknown, args: ClaimArgs, { store, viewer }): Promise<ReportRow> =>
    store.claims.claim({ ...args, viewer }),
  createUpload: (_: unknown, call: UploadArgs, { store, viewer }) =>
    store.media.createUpload({ ...call, viewer }),
  redactReportMedia: (_: unknown, args: RedactArgs, { store, viewer }): Promise<ReportRow> => {
    const { clientMutationId, ...sent } = args;
    return store.media.redact({
      viewer,
      operation: 'redactReportMedia',
      clientMutationId,
      args: sent,
      ...sent,
    });
  },
  triageReport: (_: unknown, args: TriageArgs, { store, viewer }): Promise<ReportRow> => {
    const { clientMutationId: _key, redactions, ...sent } = args;
    const path = triagePaths[args.decision][args.mode];
    return store.triage({ viewer, operation: 'triageReport', ...callOf(args), path, sent }, redactions ?? []);
  },
  rateReport: (_: unknown, args: RateArgs, context): Promise<ReportRow> =>
    rate(args, orThrow(ratingPath(args.level, args.reopen)), context),
  postReportUpdate: (
    _: unknown,
    { id, expectedVersion, clientMutationId, ...args }: NoteArgs,
    { store, viewer },
  ) =>
    store.note({
      viewer,
      operation: 'postReportUpdate',
      id,
      expectedVersion,
      clientMutationId,
      args: { id, expectedVersion, ...args },
      ...args,
    }),
  commentReport: (_: unknown, args: CommentArgs, { store, viewer }) => {
    const { text, alias = null } = args;
    return store.comments.write({ viewer, operation: 'commentReport', ...callOf(args), text, alias });
  },
  editReportComment: (_: unknown, args: CommentArgs, { store, viewer }) => {
    const { text, alias = null } = args;
    const words = { text, alias };
    return store.comments.change({
      viewer,
      operation: 'editReportComment',
      ...callOf(args),
      step: 'EDIT',
      words,
    });
  },
  withdrawReportComment: (_: unknown, args: StepArgs, { store, viewer }) =>
    store.comments.change({ viewer, operation: 'withdrawReportComment', ...callOf(args), step: 'WITHDRAW' }),
  moderateReportComment: (_: unknown, args: ModerateArgs, { store, viewer }) => {
    const { decision: step, reason } = args;
    return store.comments.change({
      viewer,
      operation: 'moderateReportComment',
      ...callOf(args),
      step,
      reason,
    });
  },
  followReport: (_: unknown, args: StepArgs, { store, viewer }) =>
    store.follows.begin({ viewer, operation: 'followReport', ...callOf(args) }),
  unfollowReport: (_: unknown, args: StepArgs, { store, viewer }) =>
    store.follows.end({ viewer, operation: 'unfollowReport', ...callOf(args) }),
  hideReporterName: (_: unknown, args: StepArgs, { store, viewer }): Promise<ReportRow> =>
    store.hideName({ viewer, operation: 'hideReporterName', ...callOf(args) }),
  ...Object.fromEntries(
    Object.entries(mutationPaths).map(([operation, path]) => [
      operation,
      (_: unknown, args: StepArgs, context: Context) => take(operation, { args, path }, context),
    ]),
  ),
};

interface CreateArgs {
  readonly input: DraftInput;
  readonly clientMutationId?: string | null;
}

interface ClaimArgs {
  readonly token: string;
  readonly clientMutationId?: string | null;
}

type UploadArgs = Omit<UploadCall, 'viewer'>;

interface RedactArgs extends StepArgs {
  readonly mediaId: string;
  readonly rectangles: readonly Rectangle[];
}

interface StepArgs extends Sent {
  readonly id: string;
  readonly expectedVersion?: number | null;
  readonly clientMutationId?: string | null;
}

interface TriageArgs extends StepArgs {
  readonly decision: TriageDecision;
  readonly mode: ReportMode;
  readonly redactions?: readonly Marking[] | null;
}

interface RateArgs extends StepArgs {
  readonly level: RatingLevel;
  readonly reopen: boolean;
  readonly comment?: string | null;
}

interface CommentArgs extends StepArgs {
  readonly text: string;
  readonly alias?: string | null;
}

interface ModerateArgs extends StepArgs {
  readonly decision: 'APPROVE' | 'REJECT';
  readonly reason?: string | null;
}

interface NoteArgs extends StepArgs {
  readonly text: string;
  readonly audience: NoteAudience;
}

function take(
  operation: string,
  { args, path }: { readonly args: StepArgs; readonly path: StepPath },
  { store, viewer }: Context,
): Promise<ReportRow> {
  const { clientMutationId: _key, ...sent } = args;
  return store.take({ viewer, operation, ...callOf(args), path, sent });
}

function rate(args: RateArgs, path: StepPath, { store, viewer }: Context): Promise<ReportRow> {
  const { clientMutationId: _key, comment, ...sent } = args;
  return store.rate({ viewer, operation: 'rateReport', ...callOf(args), path, sent }, comment);
}

/** Which report, as of which version, under which key, and what the key stands for. */
function callOf(call: StepArgs): Pick<ReportCall, 'id' | 'expectedVersion' | 'clientMutationId' | 'args'> {
  const { clientMutationId, ...args } = call;
  const { id, expectedVersion } = args;
  return { id, expectedVersion, clientMutationId, args };
}
