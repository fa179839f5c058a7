import { runSlice } from './slice.ts';

runSlice(1, 10);
