import { randomBytes } from 'node:crypto';
import type { Session } from '../identity/session.ts';
import type { Area } from './move-area.ts';

export interface NamedStream {
  /** URL-safe. Names the gateway that has the stream, and cannot be guessed. */
  readonly id: string;
  readonly forget: () => void;
}

/** What commands may do to a stream. */
export interface ControlledStream {
  /** Whose stream it is. */
  readonly session: Session;
  /**
   * Follows another area from its next event on, which is the present state there. Resolves when that has been given.
   * @throws what the new stream is refused with; the old one then goes on as it was
   */
  moveArea(area: Area): Promise<void>;
}

/** The streams of this gateway by the ids that clients are told, for commands. */
export class StreamRegistry {
  /** Of this process; new with each start. */
  readonly gateway = randomBytes(9).toString('base64url');
  readonly #streams = new Map<string, ControlledStream>();

  add(stream: ControlledStream): NamedStream {
    const id = `${this.gateway}.${randomBytes(16).toString('base64url')}`;
    this.#streams.set(id, stream);
    return { id, forget: () => void this.#streams.delete(id) };
  }

  find(id: string): ControlledStream | undefined {
    return this.#streams.get(id);
  }

  get size(): number {
    return this.#streams.size;
  }
}

/** The gateway that has the stream of this id; undefined for what is no id. */
export function gatewayOf(id: string): string | undefined {
  return /^([\w-]{12})\.[\w-]{22}$/.exec(id)?.[1];
}
