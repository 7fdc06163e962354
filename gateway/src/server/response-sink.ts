import type { ServerResponse } from 'node:http';
import type { Sink } from './sink.ts';

/** The sink of an HTTP answer whose head has been sent. */
export function responseSink(response: ServerResponse): Sink {
  return {
    get isOpen() {
      return !response.destroyed && !response.writableEnded;
    },
    get unsent() {
      return response.writableLength;
    },
    write: (bytes) => void response.write(bytes),
    onDrain: (listener) => void response.on('drain', listener),
    onClose: (listener) => void response.once('close', listener),
  };
}
