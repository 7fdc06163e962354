import type { FeedMetrics } from './feed.ts';
import type { Following } from './follow.ts';
import type { Projecting } from './projection.ts';
import type { TimersFiring } from './timers.ts';

/** What of a running subgraph is counted, since its start. */
export interface MetricsParts {
  readonly feed: { metrics(): FeedMetrics };
  readonly follows: readonly Following[];
  readonly timers: TimersFiring;
  readonly projections: readonly Projecting[];
}

/** The counters of one process as Prometheus reads them. A leaseholder's are those of the process that holds the lease. */
export function metricsText({ feed, follows, timers, projections }: MetricsParts): string {
  const { given, ...rest } = feed.metrics();
  const { held, fired, failed } = timers.metrics();
  return [
    ...Object.entries(rest).map(([name, value]) => `hub_feed_${snakeCase(name)} ${value}`),
    ...Object.entries(given).map(([tier, value]) => `hub_feed_given{tier="${tier}"} ${value}`),
    ...follows.flatMap(followLines),
    ...projections.flatMap(projectionLines),
    `hub_timers_held ${Number(held)}`,
    `hub_timers_fired ${fired}`,
    `hub_timers_failed ${failed}`,
    '',
  ].join('\n');
}

function followLines(following: Following): string[] {
  const { name, held, applied, failures, behindMs } = following.metrics();
  const label = `{name="${name}"}`;
  return [
    `hub_follow_ready${label} ${Number(following.ready())}`,
    `hub_follow_held${label} ${Number(held)}`,
    `hub_follow_applied${label} ${applied}`,
    `hub_follow_failures${label} ${failures}`,
    `hub_follow_behind_seconds${label} ${behindMs / 1_000}`,
  ];
}

function projectionLines(projecting: Projecting): string[] {
  const { name, held, applied, batches, failures } = projecting.metrics();
  const label = `{name="${name}"}`;
  return [
    `hub_projection_held${label} ${Number(held)}`,
    `hub_projection_applied${label} ${applied}`,
    `hub_projection_batches${label} ${batches}`,
    `hub_projection_failures${label} ${failures}`,
  ];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
