import { runSlice } from './slice.ts';

runSlice(0, 20);
