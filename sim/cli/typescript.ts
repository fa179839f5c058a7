/** Loads a scenario that is a TypeScript module: bundled with esbuild at run time, since Node 20 runs no TypeScript. */
import { existsSync } from 'node:fs';
import { Failure } from './failure.ts';

export async function importModule(path: string): Promise<unknown> {
  if (!existsSync(path)) throw new Failure(`cannot read '${path}': no such file`);
  const code = await bundle(path);
  try {
    const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
    const module = (await import(url)) as { default?: unknown };
    if (module.default === undefined) {
      throw new Failure(`${path}: a scenario module has a default export, this one has none`);
    }
    return module.default;
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    throw new Failure(`${path}: the module failed: ${(thrown as Error).message}`);
  }
}

async function bundle(path: string): Promise<string> {
  const { build } = await esbuild(path);
  try {
    const result = await build({
      entryPoints: [path],
      ...{ bundle: true, write: false, platform: 'node', format: 'esm', target: 'node20' },
      logLevel: 'silent',
    });
    return result.outputFiles[0].text;
  } catch (thrown) {
    const errors = (thrown as { errors?: Message[] }).errors ?? [];
    const lines = errors.map(messageLine);
    throw new Failure(
      lines.length > 0 ? lines.join('\n') : `${path}: ${(thrown as Error).message}`,
    );
  }
}

interface Message {
  readonly text: string;
  readonly location: { file: string; line: number; column: number } | null;
}

function messageLine({ text, location }: Message): string {
  if (location === null) return text;
  return `${location.file}:${location.line}:${location.column + 1}: error: ${text}`;
}

/** esbuild is no dependency of the command, since its binary is large and few scenarios are modules. */
async function esbuild(path: string) {
  try {
    return await import('esbuild');
  } catch {
    throw new Failure(
      `${path}: a TypeScript scenario needs esbuild, which is not installed (npm install esbuild)`,
    );
  }
}
