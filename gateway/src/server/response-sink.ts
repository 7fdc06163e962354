import type { ServerResponse } from 'node:http';
import type { Sink } from './sink.ts';

/**
 * The sink of an HTTP answer.
 * @param begin called before each write: sends the head unless it has been sent
 */
export function responseSink(response: ServerResponse, begin: () => void): Sink {
  return {
    get isOpen() {
      return !response.destroyed && !response.writableEnded;
    },
    get unsent() {
      return response.writableLength;
    },
    write: (bytes) => {
      begin();
      response.write(bytes);
    },
    onDrain: (listener) => void response.on('drain', listener),
    onClose: (listener) => void response.once('close', listener),
  };
}
