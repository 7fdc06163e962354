import { errorCodes } from '../client-sdk/src/error-codes.ts';
import type { ErrorCode } from '../subgraphs/kit/process/error-table.ts';
import { errorTable } from '../subgraphs/kit/process/error-table.ts';

/** What a vendor's developer is told of each code: what has happened, and what an app makes of it. A code of the table without words is a fault of types. */
const meanings: Readonly<Record<ErrorCode, string>> = {
  BAD_USER_INPUT: 'An argument breaks a rule. Show it at its field: `field` and `rule` name both.',
  UNAUTHENTICATED: 'There is no token or key, or it is not good (any more). Sign in.',
  FORBIDDEN: 'Who asks may not do that; `rule` says why where there is a choice. Do not offer it.',
  NOT_FOUND: 'There is no such thing, or not for who asks: both look the same.',
  CONFLICT: 'It has changed since `expectedVersion` was read. Read it again and let the user decide.',
  ILLEGAL_TRANSITION: 'This step cannot be taken from the state `from`; `allowed` names those that can.',
  RATE_LIMITED: 'Too many at once. Try after `retryAfter` seconds.',
  QUOTA_EXCEEDED:
    'The units of the day are used up, or too many things wait. `retryAfter` says for how long.',
  COST_LIMIT: 'The operation may cost more than one operation may. Ask for smaller pages or fewer fields.',
  PLAN_TOO_COMPLEX: 'The operation takes too long to plan. Ask for less in one operation.',
  PLAN_NOT_POSSIBLE: 'The parts of the graph cannot answer this together. Report it with the request id.',
  IDEMPOTENCY_KEY_REUSED: 'The key was used for another call within 24 hours. One key belongs to one call.',
  TOO_MANY_SUBSCRIPTIONS: 'Too many live streams are open. End some.',
  SLOW_CONSUMER: 'The app read a stream too slowly and was let go. The SDK comes back behind its last event.',
  SUBSCRIPTION_JWT_EXPIRED: 'The token of a stream has ended. The SDK asks for another one and goes on.',
  SUBSCRIPTION_RIGHTS_ENDED: 'Who watches may not see this any more.',
  SUBSCRIPTION_SCHEMA_RELOAD: 'The graph was changed. The SDK comes back behind its last event.',
  SERVER_DRAINING: 'This gateway is being replaced. The SDK goes on at another one.',
  OVERLOADED: 'The hub takes no more at the moment.',
  UNAVAILABLE: 'What is needed is away for a moment.',
  SUBGRAPH_UNAVAILABLE: 'A part of the city is away. The rest of the answer is there (`data`).',
  SUBGRAPH_TIMEOUT: 'A part of the city did not answer in time. The rest of the answer is there (`data`).',
  SUBGRAPH_RESPONSE_TOO_LARGE: 'A part of the answer is too large. Ask for smaller pages.',
  SUBGRAPH_BAD_RESPONSE: 'A part of the city gave what it must not. Report it with the request id.',
  INTERNAL_SERVER_ERROR: 'A fault of the hub. Its message is kept in; report it with the request id.',
  GRAPHQL_PARSE_FAILED: 'The text is no GraphQL.',
  GRAPHQL_VALIDATION_FAILED:
    'The operation does not fit the contract. `hue-hub-sdk generate` finds that before you ship.',
  OPERATION_RESOLUTION_FAILURE:
    'There is no operation of that name in the document, or several without a name.',
  PERSISTED_QUERY_NOT_FOUND: 'The hub does not know the document by its hash; the SDK sends the text.',
  BAD_REQUEST: 'The request is none that GraphQL over HTTP knows.',
};

const dispositions: Readonly<Record<(typeof errorCodes)[keyof typeof errorCodes], string>> = {
  final: 'no: it is the answer',
  again: 'yes, after a wait',
  later: 'yes, where `retryAfter` is short enough',
  token: 'once, with a new token',
  text: 'yes, as text',
};

const [begin, end] = ['<!-- the table: made by `npm run sdk` -->', '<!-- the end of the table -->'] as const;

/** The page with the table of all codes between its two marks. @throws Error for a page without them */
export function withErrorTable(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`expected "${begin}" and "${end}" in the page of errors`);
  return `${page.slice(0, from)}${begin}\n\n${errorRows()}\n\n${page.slice(to)}`;
}

function errorRows(): string {
  const rows = parseCodes(Object.keys(errorTable)).map((code) => {
    const again = dispositions[errorCodes[code]];
    return `| \`${code}\` | ${errorTable[code].status} | ${meanings[code]} | ${again} |`;
  });
  return ['| Code | HTTP | What it means | Does the SDK try again? |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
}

/** The keys of a literal are its codes. */
function parseCodes(keys: readonly string[]): readonly ErrorCode[] {
  return keys as readonly ErrorCode[];
}
