import { metrics } from '../metrics/index.ts';

/** Metrics that this version names but cannot give, spans and causes aside: they follow from what is not modelled. */
export function unavailableMetrics(): { what: string; why: string }[] {
  return Object.values(metrics)
    .filter(({ name, available }) => !available && !/^(?:waterfall|causes)\./.test(name))
    .map(({ name, because }) => ({ what: `metric ${name}`, why: because ?? 'not available' }));
}
