import type { Target } from './target.ts';

/** `lost`: it does what ours must not. `none`: it was not asked, because nothing was given to do it with. */
export interface Verdict {
  readonly result: 'held' | 'lost' | 'none';
  readonly text: string;
}

export interface Case {
  readonly name: string;
  readonly run: (target: Target) => Promise<Verdict>;
}

export const held = (text: string): Verdict => ({ result: 'held', text });
export const lost = (text: string): Verdict => ({ result: 'lost', text });
export const none = (text: string): Verdict => ({ result: 'none', text });
export const verdict = (isHeld: boolean, text: string): Verdict => (isHeld ? held(text) : lost(text));
