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

  /** The ghost text that is visible in the active editor, '' if there is none. */
  function ghost() {
    const root = editor();
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

  window.rig = { ghost, drawn, statusItems, notifications, editor };
})();
