/** As much of JSON Schema as the settings in package.json use. */
export interface SettingSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly items?: SettingSchema;
  readonly properties?: Readonly<Record<string, SettingSchema>>;
}

/** Settings by their whole names, as the manifest declares them. */
export type SettingSchemas = Readonly<Record<string, SettingSchema>>;

/** Longer lists than anybody writes are cut, so that they cost nobody time. */
const longestList = 10_000;

/**
 * Settings with what the manifest says they are. The default takes the place of what is no value; of a list and of levels
 * by name only the faulty entries go.
 * @param read the value of a setting by its whole name
 * @returns the values by whole name, and the names of the settings that hold something else
 */
export function checkSettings(
  schemas: SettingSchemas,
  read: (name: string) => unknown,
): { readonly values: ReadonlyMap<string, unknown>; readonly faulty: readonly string[] } {
  const values = new Map<string, unknown>();
  const faulty: string[] = [];
  for (const [name, schema] of Object.entries(schemas)) {
    const { value, sound } = check(schema, read(name));
    values.set(name, value);
    if (!sound) faulty.push(name);
  }
  return { values, faulty };
}

interface Checked {
  readonly value: unknown;
  readonly sound: boolean;
}

function check(schema: SettingSchema, given: unknown): Checked {
  const { items, properties } = schema;
  const fallback: Checked = { value: schema.default, sound: given === undefined };
  if (!isOfType(schema, given)) return fallback;
  if (items && Array.isArray(given)) {
    const kept = given.slice(0, longestList).filter((item) => check(items, item).sound);
    return { value: kept, sound: kept.length === given.length };
  }
  if (properties) {
    const entries = Object.entries(given as Record<string, unknown>);
    const kept = entries.filter(([name, value]) => properties[name] && check(properties[name], value).sound);
    return { value: Object.fromEntries(kept), sound: kept.length === entries.length };
  }
  return { value: given, sound: true };
}

function isOfType({ type, enum: allowed }: SettingSchema, given: unknown): boolean {
  if (given === undefined || (allowed && !allowed.includes(given))) return false;
  switch (type) {
    case undefined:
      return true;
    case 'array':
      return Array.isArray(given);
    case 'object':
      return typeof given === 'object' && given !== null && !Array.isArray(given);
    default:
      return typeof given === type;
  }
}
