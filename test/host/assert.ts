// The few assertions of the host suite, without Node: it also runs in a web worker.

export function fail(message: string): never {
  throw new Error(message);
}

export function ok(value: unknown, message = 'expected a value'): asserts value {
  if (!value) fail(message);
}

export function strictEqual(actual: unknown, expected: unknown, message = ''): void {
  if (actual !== expected) fail(`${message} expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

export function deepEqual(actual: unknown, expected: unknown, message = ''): void {
  strictEqual(JSON.stringify(actual), JSON.stringify(expected), message);
}

export function match(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) fail(`expected ${String(pattern)} in ${JSON.stringify(text)}`);
}
