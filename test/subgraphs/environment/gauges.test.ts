import type { GraphQLResolveInfo } from 'graphql';
import mongoose from 'mongoose';
import type { Context } from '../../../subgraphs/environment/resolvers/context.ts';
import { Subscription } from '../../../subgraphs/environment/resolvers/Subscription.ts';
import type { StreamSpec } from '../../../subgraphs/kit/event-source.ts';
import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { readSnapshot } from '../../../subgraphs/kit/snapshot.ts';
import type { EnvironmentWorld } from './start-environment.ts';
import { hoursAgo, kimLong, register, send, startEnvironment } from './start-environment.ts';

describe('what falls and is held back', () => {
  let world: EnvironmentWorld;
  beforeAll(async () => {
    world = await startEnvironment();
  }, 120_000);
  afterAll(() => world?.close());

  test('shows rain and reservoirs by their last reading, and nothing where that is not VALID', async () => {
    const hourly = (property: string) => ({ property, averagingMinutes: 60 });
    await register(world.ask, { id: 'nam-dong', kind: 'RAIN', datastreams: [hourly('RAIN')] });
    const datastreams = ['WATER_LEVEL', 'INFLOW', 'OUTFLOW'].map(hourly);
    await register(world.ask, { id: 'ta-trach', kind: 'RESERVOIR', water: 'Tả Trạch', datastreams });
    await send(world.ask, [
      { datastream: 'nam-dong.rain', at: hoursAgo(0), value: 12.5 },
      { datastream: 'ta-trach.water-level', at: hoursAgo(0), value: 41.3 },
      { datastream: 'ta-trach.inflow', at: hoursAgo(0), value: -999 },
      { datastream: 'ta-trach.outflow', at: hoursAgo(0), value: 220 },
    ]);
    const { data } = await world.ask(
      '{ rainGauges { nodes { id rainMmPerHour measuredAt state } } reservoirs { nodes { id levelM inflowM3PerS outflowM3PerS measuredAt } } }',
    );
    expect(data).toEqual({
      rainGauges: {
        nodes: [{ id: 'nam-dong', rainMmPerHour: 12.5, measuredAt: hoursAgo(0), state: 'ONLINE' }],
      },
      reservoirs: {
        nodes: [
          { id: 'ta-trach', levelM: 41.3, inflowM3PerS: null, outflowM3PerS: 220, measuredAt: hoursAgo(0) },
        ],
      },
    });
  });

  test('tells, when a stream has to begin anew, also of a gauge that is there since its subscribe', async () => {
    const field = Subscription['gaugeCrossed'];
    if (!field || !('subscribe' in field)) throw new Error('expected a stream');
    let spec: StreamSpec<unknown> | undefined;
    const live = { stream: (given: StreamSpec<unknown>) => void (spec = given) };
    const context = { live, store: world.running.store } as unknown as Context;
    await field.subscribe(undefined, { level: 1 }, context, {} as GraphQLResolveInfo);
    await register(world.ask, kimLong);
    const read = spec?.snapshot ?? (() => Promise.resolve(null));
    // A session is good for the client only that it was begun with.
    const own = mongoose.connections.find(({ name }) => name === world.dbName);
    if (!own) throw new Error('expected the connection of the subgraph');
    const { value } = await readSnapshot(nativeDb(own), read as StreamSpec<unknown>['snapshot']);
    expect(value).toMatchObject({ alarms: [{ gaugeId: 'kim-long', alarm: 0 }] });
  });
});
