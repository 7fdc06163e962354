import { generationFor } from '../supergraph/snapshot.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError } from '../errors.ts';
import type { Session, SessionChange } from '../identity/session.ts';
import { endedBy, lossOf } from './ended.ts';
import { withArea } from './move-area.ts';
import type { Area } from './move-area.ts';
import type { Streams } from './open-streams.ts';
import { prepareCurrent } from './prepare-current.ts';
import type { PreparedStream, StreamRequest } from './prepare-stream.ts';
import type { Use } from '../quota/metered.ts';
import { MeteredReader } from './metered-reader.ts';
import type { StreamReader } from './shared-event.ts';
import { ShapedReader } from './shaped-reader.ts';
import type { ControlledStream } from './stream-registry.ts';
import { Subscriber } from './subscriber.ts';
import { TrialReader } from './trial-reader.ts';

/** A stream that runs. */
export interface OpenedStream {
  /** Nothing in it depends on who asks: it may outlive the viewer's token. */
  readonly isPublic: boolean;
  /** The reader wants no more. Idempotent, also when the stream is over. */
  leave(): void;
}

export interface LiveStreamParts {
  readonly request: StreamRequest;
  readonly prepared: PreparedStream;
  readonly reader: StreamReader;
}

interface Trial {
  readonly reader: TrialReader;
  readonly subscriber: Subscriber;
}

/** How long another area may take to be there. */
const trialMs = 4_000;

/**
 * One stream of one client, from its subscribe to its end: what may change about it while it runs. Its rights follow its
 * session: rights that were taken back end it at once unless nothing in it depends on who asks, and rights that are others
 * now have it prepared anew, behind its last event, with all checks of a new stream.
 */
export class LiveStream implements OpenedStream, ControlledStream {
  readonly session: Session;
  readonly #streams: Streams;
  readonly #shaped: ShapedReader | undefined;
  readonly #metered: MeteredReader | undefined;
  readonly #reader: StreamReader;
  readonly #id: string | undefined;
  #subscriber: Subscriber;
  readonly #unlisten: () => void;
  readonly #forget: () => void;
  #request: StreamRequest;
  #prepared: PreparedStream;
  #viewer: Viewer;
  /** Counts preparations: of several under way the last one counts. */
  #preparation = 0;
  /** Another area that is being tried. */
  #trial: Trial | undefined;

  /** @throws the code of a session that has lost its rights meanwhile */
  constructor(streams: Streams, { request, prepared, reader }: LiveStreamParts) {
    const { context, session } = request;
    const { withdrawal } = session;
    if (withdrawal && !prepared.isPublic) throw clientError(withdrawal.code, withdrawal.message);
    const { shaping, after } = prepared;
    const onError = (error: unknown): void => this.#end(error);
    this.session = session;
    this.#streams = streams;
    this.#request = request;
    this.#prepared = prepared;
    this.#viewer = context.viewer;
    const metered = streams.engine.meter?.of(context.viewer);
    const use = (): Use => (this.isPublic ? 'public' : 'personal');
    // Behind the shaping: what it leaves out is not delivered.
    this.#metered = metered && new MeteredReader({ reader, metered, use, onError });
    const behind = this.#metered ?? reader;
    this.#shaped = shaping && new ShapedReader({ reader: behind, shaping, onError });
    this.#reader = this.#shaped ?? behind;
    const named = streams.registry?.add(this);
    this.#id = named?.id;
    this.#forget = named?.forget ?? (() => undefined);
    this.#subscriber = this.#subscriberFor(this.#reader, after);
    this.#unlisten = session.onChange((change) => this.#onSession(change));
    streams.topics.join(prepared, this.#subscriber);
    this.#followViewer();
  }

  get isPublic(): boolean {
    return this.#prepared.isPublic;
  }

  async moveArea(area: Area): Promise<void> {
    const later = clientError('CONFLICT', 'A later move took the place of this one.');
    this.#trial?.reader.abandon(later);
    const { engine } = this.#streams;
    const snapshot = generationFor(engine.snapshots.current(), this.session.identity.sandbox);
    const parsed = withArea(this.#request.parsed, area, { engine, snapshot });
    const context = { ...this.#request.context, viewer: this.#viewer };
    const request = { ...this.#request, snapshot, parsed, after: undefined, context };
    const preparation = (this.#preparation += 1);
    const prepared = await prepareCurrent(this.#streams, request);
    if (preparation !== this.#preparation) throw later;
    await this.#try(request, prepared);
  }

  /** Beside the stream that runs: only when the new one has given its first event does it take the place of that. */
  async #try(request: StreamRequest, prepared: PreparedStream): Promise<void> {
    const reader = new TrialReader(this.#reader, () => {
      this.#trial = undefined;
      this.#request = request;
      this.#prepared = prepared;
      this.#subscriber.leave();
      this.#subscriber = trial.subscriber;
    });
    const trial: Trial = { reader, subscriber: this.#subscriberFor(reader, undefined) };
    this.#trial = trial;
    const late = clientError('UNAVAILABLE', 'The new area was not there in time.');
    const timer = setTimeout(() => reader.abandon(late), trialMs);
    try {
      if (this.#subscriber.isOver) throw clientError('NOT_FOUND', 'The stream is over.');
      this.#streams.topics.join(prepared, trial.subscriber);
      await reader.begun;
    } catch (error) {
      trial.subscriber.leave();
      throw error;
    } finally {
      clearTimeout(timer);
      if (this.#trial === trial) this.#trial = undefined;
    }
  }

  #subscriberFor(reader: StreamReader, after: string | undefined): Subscriber {
    const { contract, context } = this.#request;
    const { requestId, log } = context;
    const { sandbox } = this.session.identity;
    const whose = { who: this.session, contract, sandbox };
    return new Subscriber({ reader, ...whose, requestId, log, after, id: this.#id });
  }

  leave(): void {
    this.#release();
    this.#subscriber.leave();
    this.#shaped?.stop();
    this.#metered?.stop();
  }

  #onSession(change: SessionChange): void {
    if (change.kind === 'withdrawn') {
      const { code, message } = change.withdrawal;
      if (!this.isPublic) this.#end(clientError(code, message));
    } else if (change.kind === 'recheck') {
      if (!this.isPublic) this.#prepareAgain();
    } else this.#followViewer();
  }

  /** Nothing changes with a token that says the same for longer. */
  #followViewer(): void {
    const { viewer } = this.session;
    const isSame = viewer === this.#viewer || encodeViewer(viewer) === encodeViewer(this.#viewer);
    this.#viewer = viewer;
    if (!isSame && !this.isPublic) this.#prepareAgain();
  }

  /** From now on it is given nothing until it has been prepared with the rights of now. */
  #prepareAgain(): void {
    const preparation = (this.#preparation += 1);
    const subscriber = this.#subscriber;
    this.#trial?.reader.abandon(clientError('CONFLICT', 'The rights of the stream changed meanwhile.'));
    if (subscriber.isOver) return;
    subscriber.detach();
    const context = { ...this.#request.context, viewer: this.#viewer };
    const request = { ...this.#request, context };
    const isLast = (): boolean => preparation === this.#preparation && !subscriber.isOver;
    prepareCurrent(this.#streams, request).then(
      (prepared) => {
        if (!isLast()) return;
        this.#prepared = prepared;
        this.#streams.topics.takeOver(prepared, subscriber);
      },
      (error: unknown) => {
        if (!isLast()) return;
        const { requestId, log } = this.#request.context;
        this.#end(lossOf(endedBy(error, { requestId, log }).errors));
      },
    );
  }

  #end(error: unknown): void {
    const { requestId, log } = this.#request.context;
    this.#release();
    this.#subscriber.end(endedBy(error, { requestId, log }));
  }

  #release(): void {
    this.#trial?.reader.abandon(clientError('NOT_FOUND', 'The stream is over.'));
    this.#unlisten();
    this.#forget();
  }
}
