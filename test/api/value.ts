/** A scenario as a module of TypeScript exports it. */
import { parse } from 'yaml';
import { SHORT } from '../report/small.ts';

export const scenario: unknown = parse(SHORT);
