import assert from 'node:assert/strict';
import test from 'node:test';
import * as vscode from 'vscode';
import { Keys } from '../../src/keys';

/** What all windows of one person share: secrets at once, all else a little later, or, here, never. */
class Storage {
  readonly secrets = new Map<string, string>();
  readonly changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  locked = false;

  /** Keys in one more window. */
  window(): Keys {
    const memory = new Map<string, unknown>();
    const tell = (key: string): Promise<void> => {
      this.changed.fire({ key });
      return Promise.resolve();
    };
    return new Keys(
      {
        get: (key: string) => (this.locked ? Promise.reject(new Error('locked')) : Promise.resolve(this.secrets.get(key))),
        store: (key: string, value: string) => {
          this.secrets.set(key, value);
          return tell(key);
        },
        delete: (key: string) => {
          this.secrets.delete(key);
          return tell(key);
        },
        onDidChange: this.changed.event,
      },
      {
        get: (key: string, otherwise: unknown) => memory.get(key) ?? otherwise,
        update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
      } as unknown as vscode.Memento,
    );
  }
}

test('a key is there once it is set, and gone once it is removed', async () => {
  const keys = new Storage().window();
  assert.deepEqual(await keys.all(), {});
  await keys.set('groq', 'g');
  await keys.set('cerebras', 'c');
  await keys.set('groq', 'g2');
  assert.deepEqual(keys.names(), ['cerebras', 'groq']);
  assert.deepEqual(await keys.all(), { cerebras: 'c', groq: 'g2' });
  await keys.remove('cerebras');
  assert.deepEqual(keys.names(), ['groq']);
  assert.deepEqual(await keys.all(), { groq: 'g2' });
});

test('a change is heard in every window, and the key is found there though its name has not arrived', async () => {
  const storage = new Storage();
  const [here, there] = [storage.window(), storage.window()];
  let changes = 0;
  there.onDidChange(() => ++changes);
  await here.set('groq', 'g');
  assert.equal(changes, 1);
  assert.deepEqual(await there.all(), { groq: 'g' });
  await here.remove('groq');
  assert.equal(changes, 2);
  assert.deepEqual(await there.all(), {});
});

test('secrets of others are no keys', () => {
  const storage = new Storage();
  const keys = storage.window();
  keys.onDidChange(() => assert.fail('it is none of ours'));
  storage.changed.fire({ key: 'somebody.else' });
});

test('where secrets cannot be read there are no keys, and no exception', async () => {
  const storage = new Storage();
  const keys = storage.window();
  await keys.set('groq', 'g');
  storage.locked = true;
  assert.deepEqual(await keys.all(), {});
});
