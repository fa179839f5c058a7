// The hold model on SIM.JS. Prints events per second.
// Arguments: path of the package, pending events, events to run.
import { createRequire } from 'node:module';

// The package exports nothing; where there is a window it puts itself there.
globalThis.window = {};
createRequire(import.meta.url)(process.argv[2]);
const { Sim, Entity } = globalThis.window.Sim;
const [size, events] = process.argv.slice(3).map(Number);

// Kept as a signed integer, of the same bits: V8 would put an unsigned one in a box a time.
let state = 12345;
function delay() {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return 1 + (state >>> 12);
}

class Holder extends Entity {
  start() {
    for (let i = 0; i < size; i++) this.hold();
  }
  hold() {
    this.setTimer(delay()).done(this.hold);
  }
}

const sim = new Sim();
sim.addEntity(Holder);
// In parts, as in hold.ts, so that nothing is compiled while we measure.
for (let i = 0; i < 10; i++) sim.simulate(Infinity, (2 * size + events) / 10);
const start = process.hrtime.bigint();
sim.simulate(Infinity, events);
console.log(Math.round(events / (Number(process.hrtime.bigint() - start) / 1e9)));
