import { abuseCases } from './abuse-cases.ts';
import { faultCases } from './fault-cases.ts';
import { streamCases } from './stream-cases.ts';
import type { Target } from './target.ts';
import type { Case, Verdict } from './verdict.ts';
import { lost } from './verdict.ts';

export const cases: readonly Case[] = [...streamCases, ...faultCases, ...abuseCases];

const caseMs = 90_000;

/** One case after the other; one that throws or hangs is lost with the reason. */
export async function runCases(
  target: Target,
  said: (name: string, verdict: Verdict) => void,
): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for (const { name, run } of cases) {
    const found = await Promise.race([run(target), tooLong()]).catch((error: unknown) =>
      lost(error instanceof Error ? error.message : String(error)),
    );
    verdicts.set(name, found);
    said(name, found);
  }
  return verdicts;
}

function tooLong(): Promise<Verdict> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(lost(`not over after ${caseMs / 1_000} s`)), caseMs).unref();
  });
}
