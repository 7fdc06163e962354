import { startCity } from '../test/kit/start-city.ts';

/** What a bench is told by the city's process, in one message. */
export interface CityReady {
  readonly url: string;
  readonly reportsDatabase: string;
  readonly alertsDatabase: string;
  readonly tokens: { readonly citizen: string; readonly ioc: string; readonly identityOfficer: string };
}

/** The city in a process of its own, so that neither writers nor readers of a bench take time from what it measures. */
const city = await startCity();
const ready: CityReady = {
  url: city.url,
  reportsDatabase: city.databaseOf('reports'),
  alertsDatabase: city.databaseOf('alerts'),
  tokens: {
    citizen: await city.token('citizen'),
    ioc: await city.token('ioc'),
    identityOfficer: await city.token('identity-officer'),
  },
};
process.send?.(ready);
process.once('disconnect', () => void city.close().finally(() => process.exit()));
