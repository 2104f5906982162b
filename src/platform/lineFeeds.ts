import { bufferLength, findLineFeeds, type FindLineFeeds } from '../core/summary/lines';

/**
 * Looks at sixteen bytes at a time. Its source is lineFeeds.wat beside this file, put together by `wat2wasm`; a test holds it against
 * the plain way.
 */
const module =
  'AGFzbQEAAAABCQFgBH9/f38BfwIPAQNsb2cGbWVtb3J5AgABAwIBAAcIAQRmaW5kAAAKqwEBqAEBA38gAUEPayEGAkACQANAIAAgBk4NASAA/QAEAEEK/Q/9I/1k' +
  'IQUgBQRAIARBEGogA0oNAwNAIAIgBEECdGogACAFaGo2AgAgBEEBaiEEIAUgBUEBa3EiBQ0ACwsgAEEQaiEADAALCwJAA0AgACABTg0BIAQgA04NAiAALQAAQQpG' +
  'BEAgAiAEQQJ0aiAANgIAIARBAWohBAsgAEEBaiEADAALCwsgBAs=';

const page = 65_536;

/** What is used of WebAssembly; the types of Node have none of it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

/** A buffer, and what finds line feeds in it. */
export interface LineBuffer {
  readonly buffer: Uint8Array;
  readonly findLineFeeds: FindLineFeeds;
  /** Where some bytes stand in others; the fast way of Node. */
  readonly indexOf: (bytes: Uint8Array, wanted: Uint8Array, from: number) => number;
}

const indexOf: LineBuffer['indexOf'] = (bytes, wanted, from) => Buffer.prototype.indexOf.call(bytes, wanted, from);

/** The fast way where WebAssembly can do it, the plain way elsewhere. */
export function createLineBuffer(): LineBuffer {
  try {
    const feedsAt = Math.ceil(bufferLength / page) * page;
    const memory = new WebAssembly.Memory({ initial: 2 * (feedsAt / page) });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(module, 'base64')), {
      log: { memory },
    });
    const find = exports['find'] as (from: number, to: number, out: number, most: number) => number;
    const buffer = new Uint8Array(memory.buffer, 0, bufferLength);
    const inMemory = new Int32Array(memory.buffer, feedsAt);
    return {
      buffer,
      indexOf,
      findLineFeeds: (bytes, from, to, found) => {
        if (bytes !== buffer) return findLineFeeds(bytes, from, to, found);
        const count = find(from, to, feedsAt, Math.min(found.length, inMemory.length));
        found.set(inMemory.subarray(0, count));
        return count;
      },
    };
  } catch {
    return { buffer: new Uint8Array(bufferLength), findLineFeeds, indexOf };
  }
}
