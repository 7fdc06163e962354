import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../kit/start-city.ts';
import type { LiveRun, RunReport } from './live-run.ts';
import { agency, pick } from './live-run.ts';

/** One write: a mutation with its variables, under a key that all attempts at it share. */
interface Write {
  readonly idem: string;
  readonly key: string;
  readonly actor: string;
  readonly mutation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Asked {
  readonly query: string;
  readonly actor: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A mutation's field with what it is given besides id and key. */
interface Step {
  readonly field: string;
  readonly more?: string;
}

interface Effect {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** After these the same write is sent again under the same key: it may or may not have happened. */
const passing = new Set([
  'UNAVAILABLE',
  'OVERLOADED',
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'SERVER_DRAINING',
  'INTERNAL_SERVER_ERROR',
]);
const attemptMs = 15_000;
const patienceMs = 90_000;

/** Sends writes through gateways that come and go, and logs every attempt. */
export class Writers {
  readonly #run: LiveRun;
  #attempts = 0;
  #writes = 0;

  constructor(run: LiveRun) {
    this.#run = run;
  }

  /** Creates and accepts; a hidden one is never accepted, so it and its title are its owner's and the offices'. */
  async createReport(owner: string, kind: 'public' | 'hidden'): Promise<RunReport> {
    const { history } = this.#run;
    const title = kind === 'hidden' ? `kín-${this.#next()}` : 'Ổ gà lớn';
    if (kind === 'hidden') history.add({ op: 'secret', value: title, readers: [owner, 'ioc', 'officer'] });
    const input = { ...draft, title };
    const made = await this.#write({
      idem: this.#next(),
      key: '',
      actor: owner,
      mutation: create,
      variables: { input },
    });
    if (!made) throw new Error('expected a report to be created, got a refusal');
    const report = { id: made.id, owner, state: made.state };
    if (kind === 'public')
      await this.#step(report, 'ioc', { field: 'triageReport', more: 'decision: ACCEPT' });
    return report;
  }

  /** Changes its reports, one after the other, until it is told to stop; `paceMs` between two changes. */
  async writeUntil(stop: AbortSignal, reports: readonly RunReport[], paceMs: number): Promise<void> {
    const { random } = this.#run;
    while (!stop.aborted) {
      await this.#change(pick(reports, random));
      await sleep(random() * 2 * paceMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  /** A step that the state allows, a note, or now and then a step that must be refused. */
  async #change(report: RunReport): Promise<void> {
    const choice = this.#run.random();
    if (choice < 0.08) return await this.#wrongStep(report);
    if (choice < 0.4)
      return await this.#step(report, 'ioc', { field: 'postReportUpdate', more: 'text: $text' });
    switch (report.state) {
      case 'ACCEPTED':
        return await this.#step(report, 'ioc', {
          field: 'assignReport',
          more: `agencyId: "${agency}"`,
        });
      case 'ASSIGNED':
        return await this.#step(report, 'officer', { field: 'startReport' });
      case 'IN_PROGRESS':
        return await this.#step(report, 'officer', {
          field: 'requestReportInfo',
          more: 'question: $text',
        });
      default:
        return await this.#step(report, report.owner, {
          field: 'answerReportInfo',
          more: 'answer: $text',
        });
    }
  }

  async #wrongStep(report: RunReport): Promise<void> {
    const { state } = report;
    if (state === 'IN_PROGRESS')
      await this.#step(report, 'ioc', { field: 'assignReport', more: `agencyId: "${agency}"` });
    else await this.#step(report, 'officer', { field: 'requestReportInfo', more: 'question: $text' });
    if (report.state !== state) throw new Error(`expected a refusal in ${state}, got ${report.state}`);
  }

  async #step(report: RunReport, actor: string, { field, more = '' }: Step): Promise<void> {
    const idem = this.#next();
    const text = more.includes('$text');
    const variables = { id: report.id, ...(text ? { text: idem } : {}) };
    const mutation = `mutation ($id: ID!, $key: String${text ? ', $text: String' : ''}) {
      done: ${field}(id: $id, clientMutationId: $key${more && `, ${more}`}) { id version state } }`;
    const effect = await this.#write({ idem, key: report.id, actor, mutation, variables });
    if (!effect) return;
    report.state = effect.state;
    if (this.#run.random() < 0.5) await this.#readBack(report, actor);
  }

  /** Whoever wrote looks at once, on whichever gateway. */
  async #readBack({ id: key }: RunReport, actor: string): Promise<void> {
    const { history, gateways, random } = this.#run;
    const attempt = { op: 'read', opId: (this.#attempts += 1), key, actor } as const;
    history.add({ ...attempt, type: 'invoke' });
    const query = `query { done: report(id: "${key}") { id version state } }`;
    const body = { query, actor, variables: {} };
    const effect = parseEffect(await this.#ask(body, pick(gateways, random)));
    history.add(effect ? { ...attempt, type: 'ok', ver: effect.version } : { ...attempt, type: 'info' });
  }

  /** Ends all sessions of somebody: until it is acknowledged, on whichever gateway. */
  async endSessions(actor: string): Promise<void> {
    const { history, gateways, random } = this.#run;
    history.add({ op: 'revocation', type: 'invoke', actor });
    const query = 'mutation { done: endMySessions { notBefore } }';
    for (const endMs = performance.now() + patienceMs; ; ) {
      const answer = await this.#ask({ query, actor, variables: {} }, pick(gateways, random));
      if ((answer?.data as { readonly done?: unknown } | undefined)?.done) break;
      if (performance.now() > endMs) throw new Error(`the sessions of ${actor} were not ended in time`);
      await sleep(50 + random() * 200);
    }
    history.add({ op: 'revocation', type: 'ok', actor });
  }

  /** Until it is answered. Undefined when it was refused for good. */
  async #write(write: Write): Promise<Effect | undefined> {
    const { history, gateways, random } = this.#run;
    const { idem, key, actor } = write;
    const endMs = performance.now() + patienceMs;
    for (;;) {
      const attempt = { op: 'write', opId: (this.#attempts += 1), idem, key, actor } as const;
      history.add({ ...attempt, type: 'invoke' });
      const { mutation: query, variables } = write;
      const asked = { query, actor, variables: { ...variables, key: idem } };
      const answer = await this.#ask(asked, pick(gateways, random));
      const effect = parseEffect(answer);
      if (effect) {
        history.add({ ...attempt, key: effect.id, type: 'ok', ver: effect.version });
        return effect;
      }
      const code = codeOf(answer);
      const isOpen = code === undefined || passing.has(code);
      history.add({ ...attempt, type: isOpen ? 'info' : 'fail', ...(code === undefined ? {} : { code }) });
      if (!isOpen) return undefined;
      if (performance.now() > endMs) throw new Error(`no answer to ${idem} within ${patienceMs} ms`);
      await sleep(50 + random() * 200);
    }
  }

  async #ask({ query, actor, variables }: Asked, url: string): Promise<Answer | undefined> {
    const body = JSON.stringify({ query, variables });
    const authorization = `Bearer ${await this.#run.city.token(actor)}`;
    const headers = { 'content-type': 'application/json', authorization };
    const signal = AbortSignal.timeout(attemptMs);
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal });
      return (await response.json()) as Answer;
    } catch {
      return undefined;
    }
  }

  #next(): string {
    this.#writes += 1;
    return `w${this.#writes}-${Math.floor(this.#run.random() * 1e9).toString(36)}`;
  }
}

const draft = {
  categoryCode: 'ROAD_DAMAGE',
  description: 'Ổ gà sâu trước cổng chợ, xe máy dễ ngã.',
  lat: 16.4637,
  lon: 107.5909,
};
const create =
  'mutation ($input: CreateReportInput!, $key: String) { done: createReport(input: $input, clientMutationId: $key) { id version state } }';

function parseEffect(answer: Answer | undefined): Effect | undefined {
  return (answer?.data as { readonly done?: Effect } | undefined)?.done ?? undefined;
}

function codeOf(answer: Answer | undefined): string | undefined {
  const code = answer?.errors?.[0]?.extensions['code'];
  return typeof code === 'string' ? code : undefined;
}
