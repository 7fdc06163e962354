import { pino } from 'pino';

export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(bindings: Record<string, unknown>): Logger;
}

/** Structured log on stderr. Secrets, tokens and personal members are cut out wherever they stand at the top two levels. */
export function createLogger(name: string, level = 'info'): Logger {
  const secret = [
    'authorization',
    'token',
    'password',
    'secret',
    'cookie',
    'apiKey',
    'phone',
    'email',
    'variables',
  ];
  return pino(
    { name, level, redact: { paths: secret.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' } },
    pino.destination({ dest: 2, sync: true }),
  );
}

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};
