/** Reads a file by its path; throws when it cannot. Node or the browser gives it. */
export type Read = (path: string) => string;

/** 'scenarios/incidents' + '../contoso.yaml' → 'scenarios/contoso.yaml'. */
export function resolvePath(fromFile: string, relative: string): string {
  if (relative.startsWith('/')) return relative;
  const segments = fromFile.split('/').slice(0, -1);
  const absolute = fromFile.startsWith('/');
  const out: string[] = [];
  for (const segment of [...segments, ...relative.split('/')]) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else out.push(segment);
  }
  return (absolute ? '/' : '') + out.join('/');
}

/** Whether a path stays in the tree of the current directory, or of the entry where that lies elsewhere itself. */
export function insideTree(entry: string, path: string): boolean {
  const from = resolvePath('', entry);
  const outside = (p: string): boolean => p.startsWith('/') || p.startsWith('..');
  if (!outside(from)) return !outside(path);
  const root = from.slice(0, from.lastIndexOf('/') + 1);
  return path.startsWith(root) && !path.slice(root.length).startsWith('..');
}
