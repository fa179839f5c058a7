/** What a story tells of public folders and their replicas, and of functions beside mail. */
import { formatDuration } from '../../engine/clock.ts';
import type { Recorded } from './record.ts';
import type { Scene } from './scene.ts';
import { isOurs } from './scene.ts';
import { databaseName, numbered } from './words.ts';

/** Null where a fact says nothing of folders, or not of this incident. */
export function folderText(scene: Scene, { name, fact }: Recorded): string | null {
  if (name === 'functions.impaired' || name === 'functions.restored') {
    const { plan, row, servers, over } = scene;
    const isHere = fact.server < 0 || servers.includes(fact.server);
    if (!isHere || fact.at < row.at || fact.at > over) return null;
    const where = fact.server < 0 ? 'the whole organization' : plan.servers[fact.server].name;
    return name === 'functions.impaired'
      ? `functions beside mail fail on ${where}: ${fact.because}`
      : `functions beside mail work again on ${where}, after ${formatDuration(fact.at - fact.since)}`;
  }
  if (name !== 'folders.filled' || !isOurs(scene, fact.incident, fact.at)) return null;
  const { database, messages, lost, asked } = fact;
  const own = databaseName(scene.plan, database);
  const parts = [
    ...(messages > 0 || lost + asked === 0
      ? [`replicas have sent ${numbered(messages, 'message')} to ${own}`]
      : []),
    ...(asked > 0 ? [`${numbered(asked, 'message')} may be in a replica that is down`] : []),
    ...(lost > 0 ? [`${numbered(lost, 'message')} are in no replica of ${own} any more`] : []),
  ];
  return parts.join('; ');
}
