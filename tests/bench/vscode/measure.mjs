// Measures what a person sees in a real VS Code, with several extensions in turn in the same minutes:
//   key → ghost   from a keydown to the frame's change after which a new, right suggestion is there
//   frames        while 40 keys of a shown suggestion are typed: frames where it is wrong or missing
//   first         from an open file in a fresh window to the first right suggestion
//
// usage: tests/e2e/vscode/run tests/bench/vscode/measure.mjs [--arms FILE] [--keys N] [--texts N]
//          [--windows N] [--json FILE] [--bars]
// FILE of arms: JSON, a list of {name, extension | vsix, env?, settings?}; the stub is always the first
// arm. With --bars each other arm is held to what is promised beside the stub, and the exit status tells.
// Before anything is timed, each arm has to be certain of every line that will be typed.
import fs from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { Arm } from './arm.mjs';
import { FILES, STUB_TEXTS } from './ledger.mjs';
import { markdown, ms, summary } from './statistics.mjs';
import { stub } from '../../e2e/vscode/rig/stub.mjs';

const { values: options } = parseArgs({
  options: {
    arms: { type: 'string' }, keys: { type: 'string', default: '40' }, texts: { type: 'string', default: '6' },
    windows: { type: 'string', default: '3' }, json: { type: 'string' }, bars: { type: 'boolean', default: false },
  },
});

const count = (name) => [...Array(Number(options[name])).keys()];
const rotated = (list, by) => list.map((_, index) => list[(index + by) % list.length]);
const sum = (list, field) => list.reduce((total, item) => total + item[field], 0);

/** Each round all arms, in an order that turns, so that none always comes after the same one. */
async function inTurn(rounds, arms, sample) {
  const samples = new Map(arms.map((arm) => [arm.name, []]));
  for (const round of rounds) {
    for (const arm of rotated(arms, round)) samples.get(arm.name).push(await sample(arm, round));
  }
  return samples;
}

async function measure(arms) {
  const firsts = await inTurn(count('windows'), arms, async (arm) => {
    await arm.close();
    return arm.open();
  });
  for (const arm of arms) await arm.rehearse();
  const keys = await inTurn(count('keys'), arms, (arm, round) => arm.sampleKey(round));
  const frames = await inTurn(count('texts'), arms, (arm, round) => arm.sampleFrames(round));
  return arms.map(({ name }) => ({ name, firsts: firsts.get(name), keys: keys.get(name), frames: frames.get(name) }));
}

function rowOf({ name, firsts, keys, frames }) {
  const times = summary(keys.flatMap((key) => key.ms ?? []));
  const first = summary(firsts.map(({ firstMs }) => firstMs));
  const share = (field) => `${sum(frames, field)} of ${sum(frames, 'frames')}`;
  return [name, ms(times.p50), ms(times.p90), ms(times.max), String(times.n),
    String(keys.filter(({ reason }) => reason === 'never').length),
    share('wrong'), share('missing'), share('short'), ms(first.p50)];
}

const HEAD = ['arm', 'key → ghost p50 ms', 'p90', 'max', 'keys', 'never',
  'wrong frames', 'missing', 'short', 'first ms p50'];

/** What is promised of an extension, beside the stub of the same run. */
function barsOf(stubbed, other) {
  const p50 = ({ keys }) => summary(keys.flatMap((key) => key.ms ?? [])).p50;
  const first = ({ firsts }) => summary(firsts.map(({ firstMs }) => firstMs)).p50;
  const bad = ({ frames }) => (sum(frames, 'wrong') + sum(frames, 'missing')) / sum(frames, 'frames');
  const bars = [
    ['key → ghost p50, over the stub\'s', p50(other) / p50(stubbed), 1.1],
    ['share of wrong or missing frames, beyond the stub\'s', Math.max(0, bad(other) - bad(stubbed)), 0],
    ['first suggestion p50, ms beyond the stub\'s', first(other) - first(stubbed), 300],
  ];
  return bars.map(([name, value, most]) => ({ ok: value <= most,
    line: `${value <= most ? 'ok    ' : 'MISSED'} ${other.name}: ${name}: ${value.toFixed(3)} (at most ${most})` }));
}

const more = options.arms ? JSON.parse(fs.readFileSync(options.arms, 'utf8')) : [];
const arms = [{ name: 'stub', ...stub(STUB_TEXTS) }, ...more].map((arm) => new Arm(arm, FILES));
try {
  const results = await measure(arms);
  console.log(`load ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} processors\n`);
  console.log(markdown(HEAD, results.map(rowOf)));
  if (options.bars) {
    const bars = results.slice(1).flatMap((result) => barsOf(results[0], result));
    console.log(`\n${bars.map(({ line }) => line).join('\n')}`);
    if (bars.some(({ ok }) => !ok)) process.exitCode = 1;
  }
  if (options.json) fs.writeFileSync(options.json, JSON.stringify(results, null, 1));
} finally {
  for (const arm of arms) await arm.close();
}
