export { model } from '../experiment/model.ts';
