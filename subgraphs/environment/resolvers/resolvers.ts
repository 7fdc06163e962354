import type { Resolvers } from '../../kit/index.ts';
import { AirNow } from './AirNow.ts';
import { AirStation, AqiDay, AqiHour } from './AirStation.ts';
import type { Context } from './context.ts';
import { Datastream, Observation } from './Datastream.ts';
import { PublicReport, Report, Ward } from './extensions.ts';
import { IngestRefusal, IngestReport, Mutation, RegisteredStation } from './Mutation.ts';
import { OwnAirSensor } from './OwnAirSensor.ts';
import { Query } from './Query.ts';
import { GaugeAlarm, Subscription } from './Subscription.ts';
import { RainGauge, Reservoir, WaterGauge } from './WaterGauge.ts';

export const resolvers: Resolvers<Context> = {
  Query,
  Mutation,
  Subscription,
  AirNow,
  AirStation,
  AqiDay,
  AqiHour,
  Datastream,
  GaugeAlarm,
  IngestRefusal,
  IngestReport,
  Observation,
  OwnAirSensor,
  PublicReport,
  RainGauge,
  RegisteredStation,
  Report,
  Reservoir,
  Ward,
  WaterGauge,
};
