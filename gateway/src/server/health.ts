import type { Metrics } from '../metrics.ts';
import type { SupergraphState } from '../supergraph/watch.ts';
import type { Exchange, Route } from './http.ts';

export interface HealthSource {
  readonly supergraph: () => SupergraphState;
  readonly draining: () => boolean;
  readonly metrics: Metrics;
}

/**
 * `/health`: alive, with which schema, and why a newer one is not served. `/ready`: whether to send requests here; 503
 * from the moment on which it is told to stop. `/metrics`: Prometheus text.
 */
export function healthRoutes(source: HealthSource): [string, Route][] {
  return [
    [
      '/health',
      async (exchange) => {
        const { reloadError, ...schema } = source.supergraph();
        const status = reloadError === null ? 'ok' : 'degraded';
        sendJson(exchange, 200, { status, schema, reloadError, uptimeSeconds: Math.round(process.uptime()) });
      },
    ],
    [
      '/ready',
      async (exchange) => {
        const ready = !source.draining();
        sendJson(exchange, ready ? 200 : 503, ready ? { ready } : { ready, code: 'SERVER_DRAINING' });
      },
    ],
    [
      '/metrics',
      async ({ response }) => {
        const text = await source.metrics.text();
        response.writeHead(200, { 'content-type': source.metrics.registry.contentType }).end(text);
      },
    ],
  ];
}

function sendJson({ response }: Exchange, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}
