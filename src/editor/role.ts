import type { Remedy, Reply, Source } from '../core/model';
import { isWritten } from './documents';
import type { Settings } from './settings';

export type Role = keyof Remedy;

/** Whose steps to show first: as set, else by what the text is. */
export function roleOf(source: Source, reply: Reply, { role }: Pick<Settings, 'role'>): Role {
  if (role !== 'auto') return role;
  if (isWritten(source)) return 'developer';
  return reply.sentByUs ? 'receiver' : 'sender';
}
