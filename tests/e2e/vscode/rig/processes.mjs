// Child processes that end with us: each is the leader of a process group, and ending it ends the
// group. Where `setpriv` is, a child is also killed when we die without a chance to end it.
import fs from 'node:fs';
import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set();

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch { /* it is gone */ }
}

process.on('exit', () => alive.forEach((child) => signalGroup(child, 'SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

// The test runner, killed, would leave this process behind to its end.
const parent = process.ppid;
if (process.env.NODE_TEST_CONTEXT) {
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 500).unref();
}

const withUs = fs.existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : [];

/**
 * @param {string[]} command
 * @param {{env: Record<string, string>, cwd: string, log: string}} options `log`: a file that gets its output
 */
export function start(command, { env, cwd, log }) {
  const [program, ...rest] = [...withUs, ...command];
  const output = fs.openSync(log, 'a');
  const child = spawn(program, rest, { env, cwd, detached: true, stdio: ['ignore', output, output] });
  fs.closeSync(output);
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  return child;
}

/** Ends a child and what it started, politely for two seconds. @param {import('node:child_process').ChildProcess} child */
export async function end(child) {
  const gone = new Promise((resolve) => (child.exitCode ?? child.signalCode) === null ? child.once('exit', resolve) : resolve(0));
  signalGroup(child, 'SIGTERM');
  const killer = setTimeout(() => signalGroup(child, 'SIGKILL'), 2000);
  await gone;
  clearTimeout(killer);
  signalGroup(child, 'SIGKILL'); // those of the group that did not care
}
