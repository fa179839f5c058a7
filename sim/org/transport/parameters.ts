import { defineParameters, type Figures } from '../parameter.ts';

export const transportParameters = defineParameters({
  delayNoticeMs: {
    value: 14_400_000, unit: 'ms', source: 'X-16; TechNet (2007)',
    doc: 'how long mail waits on a hub before its sender is told of the delay',
  },
  expiryMs: {
    value: 172_800_000, unit: 'ms', source: 'X-16; TechNet (2007)',
    doc: 'how long mail waits on a hub before it is returned to its sender',
  },
}); // prettier-ignore
export type TransportFigures = Figures<typeof transportParameters>;
