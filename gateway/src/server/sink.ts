/** What an outbox writes to: a client's connection, behind whichever protocol it speaks. */
export interface Sink {
  /** False from the moment on at which nothing may be written any more. */
  readonly isOpen: boolean;
  /** Bytes that were written and that the connection has not taken yet. */
  readonly unsent: number;
  write(bytes: Buffer): void;
  /** Called whenever it has taken all that was written. */
  onDrain(listener: () => void): void;
  /** Called once, when it is gone. */
  onClose(listener: () => void): void;
}
