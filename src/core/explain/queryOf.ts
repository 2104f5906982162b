import type { ReplyQuery } from '../model';
import { parseReply } from './parseReply';

const words = /\p{L}{2} \p{L}{2}/u;

/**
 * What is meant by an argument that anybody may have written, as in a keybinding: a reply, its parts, or a list that begins with one.
 * @returns undefined where there is nothing to explain in it
 */
export function queryOf(argument: unknown): ReplyQuery | undefined {
  if (typeof argument === 'string') return parseReply(argument);
  if (Array.isArray(argument)) return argument.length ? queryOf(argument[0]) : undefined;
  if (typeof argument !== 'object' || argument === null) return undefined;
  const {
    replyCode,
    enhancedCode,
    text,
    command,
    sentByUs,
    class: known,
  } = argument as Readonly<Record<string, unknown>>;
  const codes = parseReply([replyCode, enhancedCode].filter((part) => typeof part === 'string').join(' '));
  // a failure may have words alone
  if (!codes && !(typeof text === 'string' && words.test(text))) return undefined;
  const { replyCode: reply, enhancedCode: enhanced } = codes ?? {};
  return {
    ...(reply === undefined ? {} : { replyCode: reply }),
    ...(enhanced === undefined ? {} : { enhancedCode: enhanced }),
    ...(typeof text === 'string' ? { text } : {}),
    ...(typeof command === 'string' ? { command } : {}),
    ...(typeof sentByUs === 'boolean' ? { sentByUs } : {}),
    ...(known === 'transient' || known === 'permanent' ? { class: known } : {}),
  };
}
