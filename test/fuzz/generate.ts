/** From one seed a scenario: the base, then every feature that its swarm switches on. */
import { createDraft, type Document } from './draft.ts';
import type { Feature } from './feature.ts';
import { backupFeatures, drawPlan } from './features/backups.ts';
import { cornerFeatures } from './features/corners.ts';
import { directoryFeatures } from './features/directory.ts';
import { engineFeatures } from './features/engines.ts';
import { finerFeatures } from './features/finer.ts';
import { folderFeatures, folderRecoveries } from './features/folders.ts';
import { kindFeatures } from './features/kinds.ts';
import { mediaFeatures } from './features/media.ts';
import { mistakeFeatures } from './features/mistakes.ts';
import { drawBase, organizationFeatures } from './features/organization.ts';
import { otherFeatures } from './features/otherwise.ts';
import { peopleFeatures } from './features/people.ts';
import { serverFeatures } from './features/servers.ts';
import { faultFeatures, hazardFeatures } from './features/strikes.ts';

/** In the order in which they are drawn: what there is, how it is backed up, who is there, what strikes. */
export const features: readonly Feature[] = [
  ...organizationFeatures,
  ...folderFeatures,
  { name: 'plan', swarm: 1, draw: drawPlan },
  ...backupFeatures,
  ...engineFeatures,
  ...mediaFeatures,
  ...kindFeatures,
  ...peopleFeatures,
  ...mistakeFeatures,
  ...folderRecoveries,
  ...directoryFeatures,
  ...hazardFeatures,
  ...faultFeatures,
  ...finerFeatures,
  ...serverFeatures,
  ...cornerFeatures,
  ...otherFeatures,
];

export interface Drawn {
  readonly document: Document;
  /** Names of the features that are on. */
  readonly on: readonly string[];
}

export function generate(seed: number): Drawn {
  const draft = createDraft(seed);
  drawBase(draft);
  const { document } = draft;
  document.strategies = { only: {} };
  document.hazards = { others: 'none' };
  const on = features.filter(({ name, swarm }) => draft.chance(`swarm ${name}`, swarm));
  for (const feature of on) feature.draw(draft);
  return { document, on: on.map(({ name }) => name) };
}
