export type { Refusal, Verdict } from '../kit/verdict.ts';
export { refuse, refuseInput } from '../kit/verdict.ts';
