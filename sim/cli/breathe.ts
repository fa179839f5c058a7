export { breathe } from '../experiment/pool/breathe.ts';
