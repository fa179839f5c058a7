import { runSlice } from './slice.ts';

runSlice(0, 10);
