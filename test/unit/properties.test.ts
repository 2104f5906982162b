import fc from 'fast-check';
import { test } from 'node:test';
import { properties } from '../fuzz/properties';

/** Generated inputs of all properties together. */
const inputs = 20_000;

for (const { name, property } of properties)
  test(name, () => fc.assert(property, { numRuns: Math.ceil(inputs / properties.length) }));
