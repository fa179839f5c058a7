/** The claims in one line each, in our words (FACTS, STR). */
import type { ClaimAnswer, Role } from './shapes.ts';

export const claimTexts = {
  'STR-02': 'weekly full + daily incremental: shorter windows, less collision with maintenance',
  'STR-03': 'its price: more sets to restore',
  'STR-04': 'one corrupt incremental harms the whole chain after it',
  'STR-05': 'daily full: any one of the latest fulls that exist suffices',
  'STR-06': 'daily full: longer nights; plan a reserve for mount errors and failed jobs',
  'STR-07': 'full + differential: two sets to restore, growing nightly volume',
  'STR-08': 'CCR commonly runs weekend fulls and weekday differentials',
} as const;

export type ClaimId = keyof typeof claimTexts;

const IN_WORDS: Readonly<Record<Role, string>> = {
  incremental: 'weekly fulls and nightly incrementals',
  daily: 'nightly fulls alone',
  differential: 'weekly fulls and nightly differentials',
};

export function answer(id: ClaimId, rest: Omit<ClaimAnswer, 'id' | 'claim'>): ClaimAnswer {
  return { id, claim: claimTexts[id], ...rest };
}

function bare(id: ClaimId, verdict: ClaimAnswer['verdict'], because: string): ClaimAnswer {
  return answer(id, { verdict, because, parts: [], tables: [] });
}

/** The scenario has no strategy of the kind that a claim speaks of. */
export function noStrategy(id: ClaimId, missing: readonly Role[]): ClaimAnswer {
  const kinds = missing.map((role) => IN_WORDS[role]).join(', and none with ');
  return bare(id, 'does not apply', `no strategy of this scenario has ${kinds}`);
}

export function notModelled(id: ClaimId, what: string): ClaimAnswer {
  return bare(id, 'does not apply', `${what} not modelled yet`);
}

/** Too rare for years: such a claim needs worlds in which the set is bad. */
export function notExposed(id: ClaimId): ClaimAnswer {
  const because = 'years meet too few bad sets: an exposure that injects incidents would decide it';
  return bare(id, 'not decided by this run', because);
}
