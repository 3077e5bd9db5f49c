// Runs inside the page, before VS Code: what is on the screen, as a person would read it. VS Code
// 1.139 draws the rest of the cursor's line as spans inside the line, and further lines as a block of
// their own (a view zone) below it; if the text right of the cursor has to move down, it is drawn
// there too, without our class.
(() => {
  const INLINE = '.ghost-text-decoration, .ghost-text-decoration-preview';
  const read = (node) => (node.textContent ?? '').replace(/\u00a0/g, ' ').replace(/\u200b|\u200c/g, '');
  const visible = (node) => node.getClientRects().length > 0;

  const editor = () => document.querySelector('.editor-group-container.active .monaco-editor')
    ?? document.querySelector('.part.editor .monaco-editor');

  /** The ghost text that is visible in the active editor (or below `root`), '' if there is none. */
  function ghost(root = editor()) {
    if (!root) return '';
    const inline = [...root.querySelectorAll(INLINE)].filter(visible).map(read).join('');
    const below = [...root.querySelectorAll('.suggest-preview-text > .view-line')].filter(visible)
      .map((line) => [...line.querySelectorAll('.ghost-text')].map(read).join(''));
    return [inline, ...below].join('\n').replace(/\n+$/, '');
  }

  /** The lines of the active editor as drawn, ghost text included, from top to bottom. */
  function drawn() {
    return [...(editor()?.querySelectorAll('.view-line') ?? [])]
      .map((line) => [line.getBoundingClientRect().top, read(line)])
      .sort(([a], [b]) => a - b).map(([, text]) => text.trimEnd());
  }

  const statusItems = () => [...document.querySelectorAll('.statusbar-item')].filter(visible).map((item) => ({
    id: item.id,
    text: read(item).trim(),
    label: (item.querySelector('[aria-label]') ?? item).getAttribute('aria-label') ?? '',
    icon: [...item.querySelectorAll('.codicon')].flatMap((icon) => [...icon.classList])
      .filter((name) => name.startsWith('codicon-')).map((name) => name.slice('codicon-'.length)).join(' '),
  }));

  const notifications = () => [...document.querySelectorAll('.notification-toast .notification-list-item-message')]
    .filter(visible).map((item) => read(item).trim());

  /** The cursor's line, with its ghost text and without. */
  function cursorLine() {
    const root = editor();
    const cursor = root?.querySelector('.cursor')?.getBoundingClientRect();
    const line = [...(root?.querySelectorAll('.view-lines > .view-line') ?? [])]
      .find((node) => cursor && Math.abs(node.getBoundingClientRect().top - cursor.top) < 3);
    if (!line) return { line: '', text: '' };
    const copy = line.cloneNode(true);
    for (const node of copy.querySelectorAll(INLINE)) node.remove();
    return { line: read(line).trim(), text: read(copy).trim() };
  }

  // What is seen is what stands there after a frame was painted: within it, VS Code takes away and
  // adds in turn. A message that is sent in a frame arrives right after it.
  let recording;
  function startRecording() {
    const seen = [];
    recording = seen;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = { ...cursorLine(), ghost: ghost() };
      if (JSON.stringify(now) !== JSON.stringify(seen.at(-1))) seen.push(now);
    };
    const frame = () => {
      if (recording !== seen) return;
      port2.postMessage(0);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  function stopRecording() {
    const seen = recording;
    recording = undefined;
    return seen;
  }

  window.rig = { startRecording, stopRecording, ghost, drawn, statusItems, notifications, editor };
})();
