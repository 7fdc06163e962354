import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import follow from './examples/4-follow.graphql';
import me from './examples/5-me.graphql';
import place from './examples/1-place.graphql';
import reports from './examples/2-reports.graphql';
import send from './examples/3-send.graphql';

// Before the first editor: esbuild does not follow `new Worker(new URL(…))`, so the workers are files of their own.
globalThis.MonacoEnvironment = {
  getWorker: (_, label) =>
    new Worker(`/explorer/${label === 'json' || label === 'graphql' ? label : 'editor'}.worker.js`),
};

const graph = new URL('/graphql', location.href);
const socket = new URL(graph);
socket.protocol = graph.protocol === 'https:' ? 'wss:' : 'ws:';

// What stands in the editor of headers goes with each request, and into connection_init of a subscription.
const fetcher = createGraphiQLFetcher({ url: graph.href, subscriptionUrl: socket.href });
const token = JSON.stringify({ Authorization: 'Bearer PUT-A-TOKEN-HERE' }, null, 2);

createRoot(document.getElementById('explorer')).render(
  createElement(GraphiQL, {
    fetcher,
    defaultEditorToolsVisibility: true,
    // A token is never written to the browser's storage.
    shouldPersistHeaders: false,
    defaultTabs: [
      { query: place },
      { query: reports, variables: JSON.stringify({ first: 10 }, null, 2) },
      { query: send, headers: token },
      { query: follow, variables: JSON.stringify({ id: '' }, null, 2), headers: token },
      { query: me, headers: token },
    ],
  }),
);
