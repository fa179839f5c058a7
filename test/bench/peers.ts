import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { outputOf } from './bench.ts';

/** Another kernel with the same model. `hold` answers events per second. */
export interface Peer {
  readonly name: string;
  readonly about: string;
  hold(pending: number, events: number): Promise<number>;
}

const SOURCES = 'test/bench/peers';
/** Where packages may lie that the project itself does not depend on. */
const FOLDERS = ['.', process.env.DIALTONE_BENCH_PEERS ?? '.'];

/** The peers that this machine has; of each other one, what is missing is noted. */
export async function findPeers(note: (text: string) => void): Promise<Peer[]> {
  const found = await Promise.all([cpp(), simpy(), simjs()]);
  return found.filter((peer): peer is Peer => {
    if (typeof peer === 'string') note(`missing: ${peer}`);
    else note(`peer: ${peer.name} (${peer.about})`);
    return typeof peer !== 'string';
  });
}

async function cpp(): Promise<Peer | string> {
  const version = await outputOf('g++', ['-dumpfullversion']).catch(() => null);
  if (version === null) return 'C++ (no g++)';
  mkdirSync('node_modules/.cache', { recursive: true });
  const program = resolve('node_modules/.cache/bench-hold');
  await outputOf('g++', ['-O3', '-o', program, join(SOURCES, 'hold.cpp')]);
  return peer('C++', `std::priority_queue, g++ ${version} -O3`, program, []);
}

async function simpy(): Promise<Peer | string> {
  // The first Python on the path need not be the one that the system's packages belong to.
  for (const python of ['python3', '/usr/bin/python3']) {
    const ask = ['-c', 'import simpy; print(simpy.__version__)'];
    const version = await outputOf(python, ask).catch(() => null);
    if (version !== null) {
      return peer('SimPy', `${version}, ${python}`, python, [join(SOURCES, 'hold.py')]);
    }
  }
  return 'SimPy (Debian: python3-simpy3)';
}

async function simjs(): Promise<Peer | string> {
  const folders = FOLDERS.map((folder) => resolve(folder, 'node_modules/simjs'));
  const folder = folders.find((each) => existsSync(each));
  if (!folder) return 'SIM.JS (npm: simjs, in a folder that DIALTONE_BENCH_PEERS names)';
  const script = join(SOURCES, 'hold-simjs.mjs');
  return peer('SIM.JS', 'npm simjs', process.execPath, [script, folder]);
}

function peer(name: string, about: string, program: string, args: string[]): Peer {
  const hold = async (pending: number, events: number) =>
    Number(await outputOf(program, [...args, String(pending), String(events)]));
  return { name, about, hold };
}
