/** Public folders in place of some mailboxes, with replicas of each other or none. */
import { block, groupAt, namesIn, type Block, type Draft } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';

/** Databases that hold public folders. */
export const foldersIn = (draft: Draft): string[] =>
  namesIn(draft.document).databases.filter((path) => databaseAt(draft, path).kind === 'public');

/** Databases that hold mailboxes. */
export const mailboxesIn = (draft: Draft): string[] =>
  namesIn(draft.document).databases.filter((path) => databaseAt(draft, path).kind !== 'public');

function databaseAt(draft: Draft, path: string): Block {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return block(groupAt(draft.document, path), 'databases')[name] as Block;
}

function draw(draft: Draft): void {
  const { databases, groups } = namesIn(draft.document);
  // Drills in production leave groups with public folders out, and want one at least.
  const others = databases.filter((path) => !path.startsWith(`${groups[0]}/`));
  const many = Math.min(others.length, draft.pick('many folders', [1, 2, 3]));
  const chosen: string[] = [];
  for (let i = 1; i <= many; i++) {
    const path = draft.pick(
      `folders ${i}`,
      others.filter((each) => !chosen.includes(each)),
    );
    chosen.push(path);
    const base = databaseAt(draft, path);
    for (const key of ['mailboxes', 'profile', 'quota']) delete base[key];
    // Those that hold replicas are in use.
    delete base.mounted;
    Object.assign(base, {
      kind: 'public',
      posts: draft.pick(`posts ${i}`, ['40 messages', '900 messages']),
    });
  }
  for (const path of chosen) {
    const replicas = chosen.filter(
      (each) => each !== path && draft.chance(`${path} to ${each}`, 0.8),
    );
    if (replicas.length > 0) databaseAt(draft, path).replicas = replicas;
  }
}

export const folderFeatures: readonly Feature[] = [
  {
    name: 'public folders',
    swarm: 0.2,
    draw,
    marks: [
      mark('replicas filled folders', 'folders.filled', (f) => f.messages > 0),
      mark('replicas lacked posts, too', 'folders.filled', (f) => f.lost > 0),
    ],
  },
];

/** Drawn after whatever says how databases come back. */
export const folderRecoveries: readonly Feature[] = [
  {
    name: 'folders are begun anew',
    swarm: 0.4,
    draw: (draft) => {
      if (foldersIn(draft).length === 0) return;
      const ladders = block(draft.document, 'recovery', 'for');
      for (const kind of ['database-volume', 'log-volume', 'page-damage'])
        if (ladders[kind] === undefined && draft.chance(`anew ${kind}`, 0.6))
          ladders[kind] = [
            'replicate',
            ...(kind === 'log-volume' ? [] : ['roll-forward']),
            'restore-to-last-set',
          ];
    },
  },
];
