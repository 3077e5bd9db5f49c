import assert from 'node:assert/strict';
import test from 'node:test';
import { faceOf, type DaemonStatus, type Face, type Known } from '../../src/status';

const kBinary = { path: '/bin/inkling', version: '0.1.0' };
const kRunning = { kind: 'running', binary: kBinary, pid: 7 } as const;
const kReady: DaemonStatus = { state: 'ready', source: 'embedded', backend: 'embedded', message: 'All is well.' };

/** A window where all is well, but for what is said. */
function known(but: Partial<Known>): Known {
  return { server: kRunning, daemon: kReady, trusted: true, languageOff: undefined, ...but };
}

function daemon(state: DaemonStatus['state']): Partial<Known> {
  return { daemon: { ...kReady, state, message: 'What is so.' } };
}

const kFault = { kind: 'missing', setting: '' } as const;

/** What is so, the face's text, its severity, and what the sentence has to hold. */
const kFaces: readonly [name: string, but: Partial<Known>, text: string, severity: Face['severity'], says: RegExp][] = [
  ['not started', { server: { kind: 'off' } }, '$(circle-slash) inkling: off', 'none', /not running/],
  ['starting', { server: { kind: 'starting' } }, '$(loading~spin) inkling: starting', 'none', /starting/],
  ['it has died', { server: { kind: 'waiting', forMs: 9 } }, '$(sync) inkling: restarting', 'none', /starts again/],
  ['no program', { server: { kind: 'missing', fault: kFault } }, '$(error) inkling: not found', 'error', /PATH/],
  ['it keeps dying', { server: { kind: 'failed', why: 'ouch' } }, '$(error) inkling: stopped', 'error', /ouch/],
  ['no status yet', { daemon: undefined }, '$(pencil) inkling', 'none', /runs/],
  ['turned off', daemon('disabled'), '$(circle-slash) inkling: off', 'none', /What is so/],
  ['snoozed', daemon('snoozed'), '$(bell-slash) inkling: snoozed', 'none', /What is so/],
  ['a backend that fails', daemon('trouble'), '$(warning) inkling: trouble', 'warning', /What is so/],
  ['a language', { languageOff: 'markdown' }, '$(circle-slash) inkling: off here', 'none', /markdown/],
  ['no trust', { trusted: false }, '$(shield) inkling: restricted', 'none', /not trusted/],
  ['all is well', {}, '$(pencil) inkling', 'none', /All is well/],
];

test('each state has its face', () => {
  for (const [name, but, text, severity, says] of kFaces) {
    const face = faceOf(known(but));
    assert.equal(face.text, text, name);
    assert.equal(face.severity, severity, name);
    assert.match(face.sentence, says, name);
  }
});

test('every sentence is one, and stands without the icon', () => {
  for (const [name, but] of kFaces) {
    assert.match(faceOf(known(but)).sentence, /^[^$]+[.\w]$/, name);
  }
});

test('no state is told by colour or icon alone: all but the good one have a word', () => {
  for (const [name, but, text] of kFaces) {
    const well = name === 'all is well' || name === 'no status yet';
    assert.equal(/inkling: \w/.test(faceOf(known(but)).text), !well, text);
  }
});

test('trouble goes before what is only off here, and off before all', () => {
  const rows: readonly [but: Partial<Known>, word: string][] = [
    [{ ...daemon('trouble'), languageOff: 'markdown', trusted: false }, 'trouble'],
    [{ ...daemon('disabled'), languageOff: 'markdown' }, 'off'],
    [{ languageOff: 'markdown', trusted: false }, 'off here'],
    [{ ...daemon('trouble'), server: { kind: 'waiting', forMs: 1 } }, 'restarting'],
  ];
  for (const [but, word] of rows) assert.ok(faceOf(known(but)).text.endsWith(`: ${word}`), word);
});
