import type { Asked, Door, Rendered } from '../frame/index.ts';
import { doorError, json, loadOperations, route } from '../frame/index.ts';
import type { Answer, Question } from './answer.ts';
import { answerQuestion } from './answer.ts';
import { readOptions } from './read-options.ts';
import { readPath } from './read-path.ts';
import { renderAnswer, renderRoot } from './render.ts';

const operations = loadOperations(import.meta.url, ['stations', 'observations']);
const base = '/sta/';
const version = 'v1.1';

/**
 * OGC SensorThings API 1.1 (OGC 18-088), part 1, for reading: the stations of the city as Things with their Datastreams and Observations.
 */
export const sensorThingsDoor: Door = {
  name: 'sensor-things',
  base,
  formats: [json],
  renderProblem: ({ status, errors, requestId }) => {
    const { code: word, field, rule } = { ...errors[0]?.extensions };
    const message = errors[0]?.message;
    return { body: JSON.stringify({ code: status, type: 'error', message, word, field, rule, requestId }) };
  },
  routes: [
    route({
      method: 'GET',
      path: below,
      formats: [json],
      maxAgeS: 60,
      parse: readQuestion,
      answer: async (question, graph) => ({
        question,
        answer: question && (await answerQuestion(question, graph, operations)),
      }),
      render,
    }),
  ],
};

/** `v1.1`, with or without a slash, and all that is below it, decoded. */
function below(path: string): { readonly resource: string } | undefined {
  if (path !== version && !path.startsWith(`${version}/`)) return undefined;
  try {
    return { resource: decodeURIComponent(path.slice(version.length + 1)) };
  } catch {
    return undefined;
  }
}

/** Undefined for the service root. */
function readQuestion({ path, query }: Asked): Question | undefined {
  const resource = path['resource'] ?? '';
  if (resource === '') return undefined;
  const read = readPath(resource);
  return { path: read, options: readOptions(query, (read.steps.at(-1) ?? read.steps[0]).set) };
}

interface Answered {
  readonly question: Question | undefined;
  readonly answer: Answer | undefined;
}

function render({ question, answer }: Answered, { origin, path }: Asked): Rendered {
  const root = `${origin}${base}${version}`;
  if (!question || !answer) return { body: JSON.stringify(renderRoot(root)) };
  const address = `${root}/${encodeURI(path['resource'] ?? '').replace(/\/$/, '')}`;
  const shown = renderAnswer(answer, { root, address, path: question.path });
  if (shown === undefined) throw doorError('NOT_FOUND', 'It has no such member.');
  if (question.path.tail !== '$value') return { body: JSON.stringify(shown) };
  const value = Object.values(parseRecord(shown))[0];
  if (typeof value !== 'string') return { body: JSON.stringify(value ?? null) };
  return { body: value, mediaType: 'text/plain; charset=utf-8' };
}

function parseRecord(shown: unknown): Readonly<Record<string, unknown>> {
  return shown as Readonly<Record<string, unknown>>;
}
