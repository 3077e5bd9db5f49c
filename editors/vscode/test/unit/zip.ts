/** Lists a .zip: as much of its format as the test of the package needs (APPNOTE 6.3.10, clauses 4.3.12 and 4.3.16). */
import { readFileSync } from 'node:fs';

export interface Entry {
  readonly name: string;
  /** Unpacked, in bytes. */
  readonly size: number;
  /** Of a file of Unix: "755". */
  readonly mode: string;
}

const kEnd = 0x06054b50;
const kEntry = 0x02014b50;

export function listZip(path: string): Entry[] {
  const bytes = readFileSync(path);
  // Nothing is behind the end's 22 bytes: we make no comments.
  const end = bytes.length - 22;
  if (bytes.readUInt32LE(end) !== kEnd) throw new Error(`${path}: no .zip without a comment`);
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; --left) {
    if (bytes.readUInt32LE(at) !== kEntry) throw new Error(`${path}: no entry at ${at}`);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const mode = ((bytes.readUInt32LE(at + 38) >>> 16) & 0o777).toString(8);
    entries.push({ name, size: bytes.readUInt32LE(at + 24), mode });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
