/** Where searching costs time in proportion to what is passed over. */
const searches = {
  string: ['indexOf', 'lastIndexOf', 'includes', 'split', 'replace', 'replaceAll'],
  array: ['find', 'findLast', 'findIndex', 'findLastIndex', 'every', 'some', 'filter', 'includes', 'indexOf', 'slice'],
  pattern: ['exec', 'test'],
} as const;

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Methods = Record<string, Method>;

/**
 * The units and elements that a function's searches pass over: what its time grows with, whatever else the machine does.
 */
export function stepsOf(run: () => unknown): number {
  let steps = 0;
  const restore: (() => void)[] = [];
  const patch = (
    prototype: object,
    names: readonly string[],
    count: (self: unknown, args: unknown[], result: unknown) => number,
  ) => {
    for (const name of names) {
      const methods = prototype as Methods;
      const original = methods[name]!;
      methods[name] = function (this: unknown, ...args: unknown[]): unknown {
        const result = original.apply(this, args);
        steps += 1 + count(this, args, result);
        return result;
      };
      restore.push(() => (methods[name] = original));
    }
  };
  patch(String.prototype, searches.string, (self, args, result) => {
    const { length } = self as string;
    if (typeof result !== 'number') return length;
    const from = typeof args[1] === 'number' && args[1] !== Infinity ? args[1] : undefined;
    // indexOf goes from there to the end, lastIndexOf to the start
    return from === undefined ? length : result >= 0 ? Math.abs(result - from) : Math.max(from, length - from);
  });
  patch(Array.prototype, searches.array, (self, _, result) => {
    const { length } = self as unknown[];
    return typeof result === 'number' && result >= 0 ? result : length;
  });
  for (const name of searches.pattern) {
    const methods = RegExp.prototype as unknown as Methods;
    const original = methods[name]!;
    methods[name] = function (this: unknown, ...args: unknown[]): unknown {
      const pattern = this as RegExp;
      const { length } = String(args[0]);
      const from = pattern.global || pattern.sticky ? pattern.lastIndex : 0;
      const result = original.apply(this, args);
      const to = (pattern.global || pattern.sticky) && result ? pattern.lastIndex : length;
      steps += 1 + (pattern.sticky && !result ? 0 : Math.max(0, to - from));
      return result;
    };
    restore.push(() => (methods[name] = original));
  }
  try {
    run();
  } finally {
    for (const undo of restore.reverse()) undo();
  }
  return steps;
}
