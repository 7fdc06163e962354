export type Env = Readonly<Record<string, string | undefined>>;

/** A setting with a wrong value: the message is one clear sentence that names it. */
export class SettingError extends Error {}

export function readInteger(
  env: Env,
  name: string,
  range: { readonly fallback: number; readonly min: number; readonly max: number },
): number {
  const text = env[name];
  if (text === undefined || text === '') return range.fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < range.min || value > range.max) {
    throw new SettingError(
      `${name} must be a whole number from ${range.min} to ${range.max}, but it is "${text}".`,
    );
  }
  return value;
}

export function readChoice<T extends string>(env: Env, name: string, choices: readonly [T, ...T[]]): T {
  const text = env[name];
  if (text === undefined || text === '') return choices[0];
  const found = choices.find((choice) => choice === text);
  if (!found) throw new SettingError(`${name} must be one of ${choices.join(', ')}, but it is "${text}".`);
  return found;
}
