import assert from 'node:assert/strict';
import test from 'node:test';
import { liveSettings, startOptions, type Inspect, type Values } from '../../src/settings';

/** Settings of which only those are set. */
function inspecting(set: Record<string, Values>): Inspect {
  return (key) => set[key] ?? {};
}

const kNothing = inspecting({});
const kKeys = { cerebras: 'c-key', groq: 'g-key' };
const kAlways = { refresh: true, status: true };

test('what is not set is not sent: config.toml decides it', () => {
  assert.deepEqual(startOptions(kNothing, true, {}), kAlways);
  assert.deepEqual(liveSettings(kNothing), {});
});

test('a setting that VS Code does not know is like one that is not set', () => {
  assert.deepEqual(startOptions(() => undefined, true, {}), kAlways);
  assert.deepEqual(liveSettings(() => undefined), {});
});

test('start options are a tree of what a person has set', () => {
  const inspect = inspecting({
    backend: { globalValue: 'ollama' },
    'completion.deadline_ms': { globalValue: 900 },
    'completion.mid_word': { globalValue: false },
    'privacy.ignored_files': { globalValue: 'anywhere' },
    'log.level': { globalValue: 'debug' },
  });
  assert.deepEqual(startOptions(inspect, true, {}), {
    ...kAlways,
    backend: 'ollama',
    completion: { deadline_ms: 900, mid_word: false },
    privacy: { ignored_files: 'anywhere' },
    log: { level: 'debug' },
  });
});

test('a workspace has no say in start options', () => {
  const values = (value: unknown): Values => ({ workspaceValue: value, workspaceFolderValue: value });
  const inspect = inspecting({
    backend: values('evil'),
    backends: values({ evil: { base_url: 'http://evil.example' } }),
    'privacy.outside_workspace': values('anywhere'),
    'completion.deadline_ms': values(60),
  });
  assert.deepEqual(startOptions(inspect, true, {}), kAlways);
});

test('an untrusted workspace gets the embedded model, whatever is set, and no key', () => {
  const inspect = inspecting({
    backend: { globalValue: 'cerebras' },
    backends: { globalValue: { cerebras: { model: 'm' } } },
    'log.level': { globalValue: 'debug' },
  });
  assert.deepEqual(startOptions(inspect, false, kKeys), { ...kAlways, backend: 'embedded' });
});

test('only the chosen backend gets its key', () => {
  const inspect = inspecting({ backend: { globalValue: 'groq' } });
  assert.deepEqual(startOptions(inspect, true, kKeys), {
    ...kAlways,
    backend: 'groq',
    backends: { groq: { api_key: 'g-key' } },
  });
});

test('the embedded model and a backend without a key get none', () => {
  for (const name of ['embedded', 'ollama']) {
    const options = startOptions(inspecting({ backend: { globalValue: name } }), true, kKeys);
    assert.equal(JSON.stringify(options).includes('key'), false, name);
  }
});

test('where config.toml chooses, all keys are handed over', () => {
  assert.deepEqual(startOptions(kNothing, true, kKeys), {
    ...kAlways,
    backends: { cerebras: { api_key: 'c-key' }, groq: { api_key: 'g-key' } },
  });
});

test('a key stands beside what is set of its backend, and the settings themselves do not change', () => {
  const entry = Object.freeze({ base_url: 'http://127.0.0.1:8012' });
  const backends = Object.freeze({ mine: entry });
  const inspect = inspecting({ backend: { globalValue: 'mine' }, backends: { globalValue: backends } });
  assert.deepEqual(startOptions(inspect, true, { mine: 'k' }), {
    ...kAlways,
    backend: 'mine',
    backends: { mine: { base_url: 'http://127.0.0.1:8012', api_key: 'k' } },
  });
  assert.deepEqual(backends, { mine: { base_url: 'http://127.0.0.1:8012' } });
});

test('lists of all levels add up, each entry once', () => {
  const inspect = inspecting({
    'privacy.exclude': { globalValue: ['*.sql', 'a'], workspaceValue: ['b', 'a'], workspaceFolderValue: ['c'] },
    'completion.languages_disabled': { workspaceValue: ['markdown'] },
  });
  assert.deepEqual(liveSettings(inspect), {
    privacy: { exclude: ['*.sql', 'a', 'b', 'c'] },
    completion: { languages_disabled: ['markdown'] },
  });
});

test('a workspace narrows what a person has set, and never widens it', () => {
  const rows: readonly [key: string, user: unknown, workspace: unknown, expected: unknown][] = [
    ['enabled', true, false, false],
    ['enabled', false, true, false],
    ['enabled', undefined, true, true],
    ['enabled', true, undefined, true],
    ['trigger', 'automatic', 'invoked', 'invoked'],
    ['trigger', 'invoked', 'automatic', 'invoked'],
    ['line_end_only', false, true, true],
    ['line_end_only', true, false, true],
    ['show_delay_ms', 300, 0, 300],
    ['show_delay_ms', 0, 300, 300],
    ['head_start', false, true, false],
    ['head_start', true, false, false],
    ['enabled', true, 'no', 'no'],
    ['show_delay_ms', 300, 'long', 'long'],
  ];
  for (const [key, globalValue, workspaceValue, expected] of rows) {
    for (const level of ['workspaceValue', 'workspaceFolderValue']) {
      const values = { globalValue, [level]: workspaceValue };
      const settings = liveSettings(inspecting({ [`completion.${key}`]: values }));
      assert.deepEqual(settings, { completion: { [key]: expected } }, JSON.stringify([key, values]));
    }
  }
});

test('a mistake in a list is sent as it is: the daemon tells of it', () => {
  const inspect = inspecting({ 'privacy.exclude': { globalValue: ['a'], workspaceValue: 'b' } });
  assert.deepEqual(liveSettings(inspect), { privacy: { exclude: 'b' } });
});

test('a workspace may narrow what a person has set for the start, and does so while it runs', () => {
  const deadline: Values = { globalValue: 900, workspaceValue: 500 };
  const inspect = inspecting({ 'completion.deadline_ms': deadline });
  assert.deepEqual(startOptions(inspect, true, {}), { ...kAlways, completion: { deadline_ms: 900 } });
  assert.deepEqual(liveSettings(inspect), { completion: { deadline_ms: 500 } });
});

test('what only a person may decide is in no live setting', () => {
  const everywhere: Values = { globalValue: 'x', workspaceValue: 'x', workspaceFolderValue: 'x' };
  const inspect = inspecting(
    Object.fromEntries(
      ['backend', 'backends', 'completion.fallback', 'completion.debounce_ms', 'log.level'].map((key) => [
        key,
        everywhere,
      ]),
    ),
  );
  assert.deepEqual(liveSettings(inspect), {});
});
