/** Where cursors outlive the program: a page that is loaded anew, or tomorrow's run, goes on where this one stopped. */
export interface CursorStore {
  load(key: string): string | undefined | Promise<string | undefined>;
  /** Settles when it is kept. */
  save(key: string, cursor: string): void | Promise<void>;
}

/** As long as this object lives. */
export function memoryCursors(): CursorStore {
  const cursors = new Map<string, string>();
  return { load: (key) => cursors.get(key), save: (key, cursor) => void cursors.set(key, cursor) };
}

/** The part of the Web Storage API that is used. */
export interface KeyedStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/**
 * In the browser: `storageCursors(localStorage)` lasts over reloads, with `sessionStorage` as long as the tab. A
 * storage that is full or forbidden keeps nothing and breaks nothing: the stream then begins with the present state.
 */
export function storageCursors(storage: KeyedStorage, prefix = 'hue-hub:'): CursorStore {
  return {
    load: (key) => attempt(() => storage.getItem(prefix + key) ?? undefined),
    save: (key, cursor) => attempt(() => storage.setItem(prefix + key, cursor)),
  };
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
