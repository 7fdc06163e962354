import type { Door, Fields, Format } from '../frame/index.ts';
import {
  badInput,
  doorError,
  loadOperations,
  route,
  template,
  writeXml,
  xml,
  xmlFormat,
} from '../frame/index.ts';
import { readCap } from './read-cap.ts';
import type { Feed, FeedMessage } from './render-atom.ts';
import { renderAtom } from './render-atom.ts';
import type { CapMessage } from './render-cap.ts';
import { renderCap } from './render-cap.ts';

const atom: Format = {
  name: 'atom',
  mediaType: 'application/atom+xml; charset=utf-8',
  alsoAs: ['application/xml', 'text/xml'],
};
const capXml: Format = {
  name: 'xml',
  mediaType: 'application/cap+xml; charset=utf-8',
  alsoAs: ['application/xml', 'text/xml'],
};

const {
  'cap-alert': capAlert,
  'cap-feed': capFeed,
  'cap-receive': capReceive,
} = loadOperations(import.meta.url, ['cap-alert', 'cap-feed', 'cap-receive']);

/**
 * Common Alerting Protocol 1.2: what was issued for the public as documents and an Atom feed of them, and messages of other issuers in.
 * A message never changes, so its document may be kept for long; the feed is looked at often.
 */
export const capDoor: Door = {
  name: 'cap',
  base: '/cap/',
  formats: [xmlFormat],
  renderProblem: ({ errors, requestId }) => ({
    body: writeXml(
      xml(
        'problem',
        errors.map(({ message, extensions = {} }) =>
          xml('error', message, {
            code: wordIn(extensions['code']),
            field: wordIn(extensions['field']),
            rule: wordIn(extensions['rule']),
          }),
        ),
        { request: requestId },
      ),
    ),
  }),
  routes: [
    route({
      method: 'GET',
      path: template('feed{.format}'),
      formats: [atom],
      maxAgeS: 15,
      parse: ({ query, origin }) => ({ origin, language: languageIn(query) }),
      answer: async ({ origin, language }, graph): Promise<Feed> => {
        return { origin, language, ...parseFeed(await graph.run(capFeed, { language })) };
      },
      render: (feed) => ({ body: renderAtom(feed), lastModified: new Date(feed.updated) }),
    }),
    route({
      method: 'GET',
      path: template('alerts/{id}{.format}'),
      formats: [capXml],
      maxAgeS: 3_600,
      parse: ({ path }) => ({ id: path['id'] }),
      answer: async (question, graph) => {
        const found = parseAlert(await graph.run(capAlert, question));
        if (!found) throw doorError('NOT_FOUND', 'There is no such alert.');
        return found;
      },
      render: (message) => ({ body: renderCap(message), lastModified: new Date(message.sent) }),
    }),
    route({
      method: 'POST',
      path: template('alerts'),
      formats: [xmlFormat],
      takes: ['xml'],
      parse: ({ body }) => {
        if (body.kind !== 'xml')
          throw badInput({ field: 'body', rule: 'xml' }, 'Send a document of CAP 1.2.');
        return { input: readCap(body.root) };
      },
      answer: async (question, graph) => parseReceipt(await graph.run(capReceive, question)),
      render: ({ reference, state, receivedAt }) => ({
        status: 202,
        body: writeXml(
          xml('receipt', [
            xml('reference', reference),
            state && xml('state', state),
            xml('receivedAt', receivedAt),
          ]),
        ),
      }),
    }),
  ],
};

function languageIn(query: Fields): 'VI' | 'EN' {
  const language = query.one('lang') ?? 'vi';
  if (language === 'vi') return 'VI';
  if (language === 'en') return 'EN';
  throw badInput({ field: 'lang', rule: 'language' }, '"lang" is vi or en.');
}

function wordIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

interface Receipt {
  readonly reference: string;
  readonly state: string | null;
  readonly receivedAt: string;
}

interface FeedData {
  readonly alertFeedUpdatedAt: string;
  readonly alertFeed: { readonly nodes: readonly { readonly messages: readonly FeedMessage[] }[] };
}

/** Each message once: a cancellation is in the history of every alert that it ended. */
function parseFeed(data: unknown): Pick<Feed, 'updated' | 'messages'> {
  const { alertFeed, alertFeedUpdatedAt: updated } = data as FeedData;
  const messages = alertFeed.nodes.flatMap((thread) => thread.messages);
  return { updated, messages: [...new Map(messages.map((message) => [message.id, message])).values()] };
}

function parseAlert(data: unknown): CapMessage | null {
  return (data as { alert: CapMessage | null }).alert;
}

function parseReceipt(data: unknown): Receipt {
  return (data as { receiveAlert: Receipt }).receiveAlert;
}
