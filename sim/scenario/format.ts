import { Document, isMap, isScalar, visit, type Pair } from 'yaml';
import type { Default } from './builder.ts';
import type { Scenario } from './scenario.ts';

/**
 * The scenario as YAML with every default filled in, each marked with where it comes from; what no source was read for
 * says `assumed: true`. The text is a scenario itself, and means the same.
 */
export function formatResolved(scenario: Scenario): string {
  const document = new Document(scenario.resolved, { aliasDuplicateObjects: false });
  const marks = new Map<string, Default>();
  for (const each of scenario.defaults) marks.set(each.path, each);
  for (const strategy of scenario.strategies) {
    for (const each of strategy.defaults) {
      // Faults and hazards stand beside the strategies.
      marks.set(`strategies/${strategy.name}/${each.path}`, each);
      if (/^(?:hazards|faults)\b/.test(each.path)) marks.set(each.path, each);
    }
  }
  visit(document, {
    Pair(_, pair, ancestors) {
      const mark = marks.get(pathOf(pair, ancestors));
      if (mark === undefined) return;
      const comment = ` default: ${mark.source}${mark.assumed ? ' (assumed: true)' : ''}`;
      if (isScalar(pair.value)) pair.value.comment = comment;
      else if (isScalar(pair.key)) pair.key.commentBefore = comment;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function pathOf(pair: Pair, ancestors: readonly unknown[]): string {
  const keys: string[] = [];
  for (const each of [...ancestors, pair]) {
    const isPair = typeof each === 'object' && each !== null && 'key' in each && !isMap(each);
    if (isPair && isScalar((each as Pair).key))
      keys.push(String(((each as Pair).key as { value: unknown }).value));
  }
  return keys.join('/');
}
