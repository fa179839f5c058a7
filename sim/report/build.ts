/** Everything that the page shows, from a scenario and what was measured. */
import type { ExperimentResult } from '../experiment/analyse.ts';
import type { Assumptions } from '../experiment/assumptions/shapes.ts';

import type { Plan } from '../org/plan.ts';
import type { Scenario } from '../scenario/index.ts';
import type { IncidentStory, ReportData } from './data.ts';
import { unavailableMetrics } from './metric-notes.ts';
import { parametersOf } from './parameters.ts';

export interface ReportInput {
  readonly scenario: Scenario;
  /** Replications that were simulated. */
  readonly replications: number;
  readonly experiment: ExperimentResult;
  readonly stories: readonly IncidentStory[];
  /** Null where nobody asked for them. */
  readonly assumptions: Assumptions | null;
}

export function reportOf(input: ReportInput): ReportData {
  const { scenario, experiment, stories, replications, assumptions } = input;
  const { name, digest, path, seed, baseline, horizonMs } = scenario;
  const base = scenario.strategies.find((each) => each.name === baseline) ?? scenario.strategies[0];
  return {
    schema: 'dialtone/report/1',
    scenario: { name, digest, path },
    ...{ seed, replications, horizonMs },
    organization: organizationOf(base.plan),
    verdict: experiment.verdict,
    baseline,
    strategies: experiment.strategies,
    differences: experiment.differences,
    causes: experiment.causes,
    expectations: experiment.expectations,
    exposure: experiment.exposure,
    sequential: experiment.sequential,
    scorecard: experiment.scorecard,
    ...(experiment.claims === undefined ? {} : { claims: experiment.claims }),
    stories,
    assumptions,
    parameters: parametersOf(base.plan),
    notModelled: notModelledOf(scenario),
  };
}

function organizationOf(plan: Plan): ReportData['organization'] {
  const { servers, databases, drives, libraries, operations, groups, version } = plan;
  const mailboxes = databases.reduce((sum, { mailboxCount }) => sum + mailboxCount, 0);
  // The streams of a disk target are drives of the model, not of the world.
  const ofTape = (library: number): boolean => libraries[library].kind !== 'disk';
  const tapes = drives.filter(({ library }) => ofTape(library)).length;
  const targets = libraries.filter(({ id }) => !ofTape(id)).length;
  const people = operations.teams.reduce((sum, team) => sum + team.people, 0);
  const parts = [
    many(servers.length, 'server'),
    many(groups.length, 'storage group'),
    many(databases.length, 'database'),
    many(mailboxes, 'mailbox', 'mailboxes'),
    ...(targets > 0 ? [many(targets, 'disk target')] : []),
    ...(tapes > 0 || targets === 0 ? [many(tapes, 'tape drive')] : []),
    many(people, 'operator'),
  ];
  return {
    ...{ servers: servers.length, databases: databases.length, mailboxes, version },
    summary: parts.join(', '),
  };
}

function many(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** What was written but has no effect, causes that no code simulates, metrics that cannot be given yet. */
function notModelledOf(scenario: Scenario): ReportData['notModelled'] {
  const causes = scenario.causes
    .filter((cause) => cause.why === 'not modelled')
    .map(({ key }) => ({ what: `cause ${key}`, why: 'not modelled yet' }));
  return [...withoutEffect(scenario), ...causes, ...unavailableMetrics()];
}

/** What was written but has no effect, a line for each key however often it was written. */
export function withoutEffect(scenario: Scenario): ReportData['notModelled'] {
  const notes = new Map<string, { count: number; path: string; why: string }>();
  for (const { key, path, why } of scenario.notModelled) {
    const known = notes.get(key);
    if (known === undefined) notes.set(key, { count: 1, path, why });
    else known.count++;
  }
  return [...notes.entries()].map(([key, { count, path, why }]) => ({
    what: count === 1 ? path : `${key} (${count} times, first at ${path})`,
    why,
  }));
}
