import type { TypeResolvers } from '../../kit/resolvers.ts';
import { checkRequiredText } from '../../kit/checked-text.ts';
import { hasRole } from '../../kit/index.ts';
import { orThrow, requireRole } from '../errors.ts';
import type { BatchInput } from '../batch.rules.ts';
import { readBatch } from '../batch.rules.ts';
import type { IntakeReport } from '../observation.events.ts';
import type { Quality, Refusal } from '../observation.rules.ts';
import { refusalMessages } from '../observation.rules.ts';
import type { StationDraft, StationFact } from '../station.rules.ts';
import type { Context } from './context.ts';
import { sensorMutations } from './OwnAirSensor.ts';

export const Mutation: TypeResolvers<Context> = {
  ingestObservations: (_: unknown, { input, clientMutationId }: IngestArgs, { viewer, store }) => {
    const actorId = requireRole(viewer, 'operator');
    const batch = orThrow(readBatch(input));
    const by = { viewer, actor: { role: 'operator', id: actorId }, operation: 'ingestObservations' };
    return store.ingest({ ...by, ...batch, clientMutationId, args: input });
  },
  registerStation: (_: unknown, { input, clientMutationId }: RegisterArgs, { viewer, store }) => {
    const id = requireRole(viewer, 'operator', 'ioc');
    const role = hasRole(viewer, 'operator') ? 'operator' : 'ioc';
    const { water = null, alarmLevels = null, warnedWards } = input;
    const draft = { ...input, water, alarmLevels, warnedWards: warnedWards ?? [] };
    return store.stations.register({ draft, viewer, actor: { role, id }, clientMutationId });
  },
  ...sensorMutations,
  setObservationQuality: (_: unknown, args: QualityArgs, { viewer, store }) => {
    const id = requireRole(viewer, 'operator', 'auditor');
    const isAuditor = hasRole(viewer, 'auditor');
    const reason = orThrow(checkRequiredText(args.reason, { field: 'reason', max: 500 }));
    const actor = { role: isAuditor ? 'auditor' : 'operator', id };
    return store.setQuality({ ...args, reason, isAuditor, actor, viewer });
  },
};

interface IngestArgs {
  readonly input: BatchInput;
  readonly clientMutationId?: string | null;
}

interface RegisterArgs {
  readonly input: Omit<StationDraft, 'water' | 'alarmLevels' | 'warnedWards'> &
    Partial<Pick<StationDraft, 'water' | 'alarmLevels'>> & {
      readonly warnedWards?: readonly string[] | null;
    };
  readonly clientMutationId?: string | null;
}

interface QualityArgs {
  readonly datastream: string;
  readonly at: Date;
  readonly quality: Quality;
  readonly reason: string;
  readonly clientMutationId?: string | null;
}

export const IngestReport: TypeResolvers<Context> = {
  refusals: ({ refusals }: IntakeReport) => refusals.slice(0, 100),
};

export const IngestRefusal: TypeResolvers<Context> = {
  row: ({ place }: Refusal) => place,
  rule: ({ rule }: Refusal) => rule.toUpperCase(),
  message: ({ rule }: Refusal) => refusalMessages[rule],
};

export const RegisteredStation: TypeResolvers<Context> = {
  ward: ({ wardCode }: StationFact) => wardCode && { code: wardCode },
  datastreams: ({ id, datastreams }: StationFact) =>
    datastreams.map((stream) => ({ ...stream, stationId: id })),
};
