// Daemons that misbehave: shell scripts that pass for inkling, and then do something else.
import fs from 'node:fs';
import path from 'node:path';
import { scratchFolder } from './scratch.mjs';

/** @param {string} script of sh, for `lsp` @param {string} [other] for other subcommands */
export function falseDaemon(script, other = 'exit 1') {
  const file = path.join(scratchFolder('daemon'), 'inkling');
  const text = `#!/bin/sh\ncase $1 in\n--version) echo inkling 0.1.0 ;;\nlsp) ${script} ;;\n*) ${other} ;;\nesac\n`;
  fs.writeFileSync(file, text, { mode: 0o755 });
  return file;
}

/** Neither answers nor ends, whatever it is told. */
export const DEAF = "trap '' TERM INT; while :; do sleep 1; done";
