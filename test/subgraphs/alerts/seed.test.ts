import { readCityData } from '../../../subgraphs/agencies/seed.ts';
import { readSampleAlerts } from '../../../subgraphs/alerts/seed.ts';
import { until } from '../../kit/live-client.ts';
import { seedTools } from '../agencies/start-agencies.ts';
import { startAlerts } from './start-alerts.ts';

test('the sample names wards that there are', async () => {
  const [alerts, { wards }] = await Promise.all([readSampleAlerts(), readCityData()]);
  const codes = new Set(wards.map(({ code }) => code));
  const named = alerts.flat().flatMap((message) => ('areas' in message.input ? message.input.areas : []));
  expect(named.flatMap(({ wards: some }) => some ?? []).filter((code) => !codes.has(code))).toEqual([]);
});

test('the sample is three alerts of the past with updates, the flood of October 2025 among them, the same when it is loaded twice', async () => {
  const world = await startAlerts();
  try {
    await world.running.seed(seedTools);
    await world.running.seed(seedTools);
    const history = async () =>
      (
        await world.ask(
          '{ alertHistory { nodes { state head { severity riskLevel riskColour } messages { messageType } } } }',
        )
      ).data.alertHistory.nodes;
    // They ran out long ago: the timers say so as soon as they are looked at.
    await until(
      async () => (await history()).every(({ state }: { state: string }) => state !== 'UPDATED'),
      30_000,
    );
    expect(await history()).toEqual([
      {
        state: 'EXPIRED',
        head: { severity: 'SEVERE', riskLevel: 2, riskColour: 'LIGHT_YELLOW' },
        messages: [{ messageType: 'ALERT' }, { messageType: 'UPDATE' }],
      },
      {
        state: 'CANCELLED',
        head: { severity: 'MODERATE', riskLevel: 3, riskColour: 'ORANGE' },
        messages: [{ messageType: 'ALERT' }, { messageType: 'UPDATE' }, { messageType: 'CANCEL' }],
      },
      {
        state: 'EXPIRED',
        head: { severity: 'EXTREME', riskLevel: 5, riskColour: 'PURPLE' },
        messages: [{ messageType: 'ALERT' }, { messageType: 'UPDATE' }, { messageType: 'UPDATE' }],
      },
    ]);
    expect((await world.ask('{ activeAlerts { nodes { id } } }')).data.activeAlerts.nodes).toEqual([]);
  } finally {
    await world.close();
  }
}, 180_000);
