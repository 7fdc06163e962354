import type { Door } from '../frame/index.ts';
import { discovery } from './discovery.ts';
import { oneRequest, requestList, requestOfToken } from './find-requests.ts';
import { formats } from './formats.ts';
import { renderProblem, statusOf } from './problems.ts';
import { sendRequest } from './send-request.ts';
import { serviceDefinition, serviceList } from './services.ts';

/** Open311 GeoReport v2: field reports for the apps and cities that speak it. */
export const open311: Door = {
  name: 'open311',
  base: '/open311/',
  formats,
  routes: [
    discovery,
    ...(['production', 'test'] as const).flatMap((type) => [
      serviceList(type),
      serviceDefinition(type),
      requestList(type),
      oneRequest(type),
      requestOfToken(type),
      sendRequest(type),
    ]),
  ],
  statusOf,
  renderProblem,
};
