/** package.json as the tests read it, and the daemon's own word on its configuration: docs/CONFIG.md's tables. */
import { kExtension, kRepository, read } from './files';

/** A JSON schema, as far as the settings go. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly scope?: string;
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}

export interface Manifest {
  readonly version: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Schema>> }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly svg: string } }[] }[];
  };
}

export const kManifest = JSON.parse(read(kExtension, 'package.json')) as Manifest;

const kPrefix = 'inkling.';

/** Settings by their name below `inkling.`. */
export function settings(): Map<string, Schema> {
  const all = kManifest.contributes.configuration.flatMap((group) => Object.entries(group.properties));
  return new Map(all.map(([name, schema]) => [name.slice(kPrefix.length), schema]));
}

/** A row of docs/CONFIG.md. */
export interface Row {
  readonly key: string;
  readonly type: string;
  /** As JSON, or "none". */
  readonly standard: string;
  readonly who: string;
}

export function rows(): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const line of read(kRepository, 'docs/CONFIG.md').split('\n')) {
    // A bar within a cell is written `\|`.
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
    const [, key, type, standard, who] = cells;
    if (cells.length !== 7 || key === undefined || !/^`[a-z_.A-Z]+`$/.test(key)) continue;
    const name = key.slice(1, -1);
    found.set(name, { key: name, type: type ?? '', standard: (standard ?? '').replaceAll('`', ''), who: who ?? '' });
  }
  return found;
}

/** Only the person who owns the machine may set it; else a workspace may narrow it. */
export function isOwners(row: Row): boolean {
  if (row.who === 'you, a trusted client') return true;
  if (row.who.startsWith('all may ')) return false;
  throw new Error(`docs/CONFIG.md: ${row.key}: who may set it is said in another way: ${row.who}`);
}

/** A row's type and a setting's schema, in the same words: "integer 1..64 or auto". */
export function typeOf(row: Row): string {
  const range = /^integer from (\d+) to (\d+)(?: \(\w+\))?(, or "auto")?$/.exec(row.type);
  if (range !== null) return `integer ${range[1] ?? ''}..${range[2] ?? ''}${range[3] === undefined ? '' : ' or auto'}`;
  if (row.type.startsWith('"')) return choice(row.type.split('|').map((one) => JSON.parse(one) as string));
  return row.type === 'path' ? 'string' : row.type;
}

export function typeOfSchema(schema: Schema): string {
  if (schema.oneOf !== undefined) {
    return schema.oneOf.map((one) => (one.enum === undefined ? typeOfSchema(one) : one.enum.join(' or '))).join(' or ');
  }
  if (schema.enum !== undefined) return choice(schema.enum);
  if (schema.type === 'integer') return `integer ${schema.minimum ?? '?'}..${schema.maximum ?? '?'}`;
  return schema.type === 'array' ? 'list of strings' : (schema.type ?? '');
}

function choice(values: readonly string[]): string {
  return `one of ${[...values].sort().join(', ')}`;
}
