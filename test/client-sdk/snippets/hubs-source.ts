/** What recipes call `hub`, as their page of the start makes it: of a citizen, of the vendor's account and of the vendor's app. */
export const hubsSource = `
import { agencies, alerts, citizens, createHub, documents, environment, reports, vendors } from '@hue-hub/client-sdk';
import { WebSocket } from 'ws';
import { tokenOf } from './city.ts';

const all = { url: 'http://localhost:4000/graphql', webSocket: WebSocket, areas: [agencies, alerts, citizens, documents, environment, reports, vendors] } as const;
export const citizenHub = createHub({ ...all, token: () => tokenOf('citizen') });
export const vendorHub = createHub({ ...all, token: () => tokenOf('vendor') });
export const appHub = createHub({ ...all, apiKey: process.env['HUB_API_KEY'] });
`;
