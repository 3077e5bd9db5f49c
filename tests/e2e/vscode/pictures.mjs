// Makes the pictures of the extension's README, in a real window: tests/e2e/vscode/run tests/e2e/vscode/pictures.mjs
import path from 'node:path';
import { HOLE, inkling, LINE, STATUS } from './rig/inkling.mjs';
import { SOURCE } from './rig/root.mjs';
import { Window } from './rig/window.mjs';

const MEDIA = path.join(SOURCE, 'editors/vscode/media');
const settings = { 'workbench.colorTheme': 'Default Dark Modern', 'editor.fontSize': 15, 'workbench.activityBar.location': 'hidden' };

/** @param {Window} window @param {string} name @param {{x: number, y: number, width: number, height: number}} clip */
const picture = (window, name, clip) => window.page.screenshot({ path: path.join(MEDIA, `${name}.png`), clip });

const window = await Window.open(inkling({ settings }));
try {
  await window.command('workbench.action.closeSidebar');
  await window.openFile('note.py', ...HOLE);
  await window.type('raise V', { delay: 90 });
  await window.waitForGhost(LINE.slice(7));
  const editor = await window.page.locator('.part.editor').boundingBox();
  await picture(window, 'ghost', { x: editor.x, y: editor.y, width: 760, height: 260 });
  await window.press('Tab');
  await window.page.hover(`.statusbar-item[id="${STATUS}"]`);
  await window.page.locator('.monaco-hover', { hasText: 'Last answer' }).first().waitFor();
  await picture(window, 'status', { x: 640, y: 530, width: 460, height: 170 });
  await window.page.mouse.move(400, 400);
  await window.palette('inkling: Show Menu');
  const menu = window.page.locator('.quick-input-widget');
  await menu.locator('.monaco-list-row', { hasText: 'Choose backend' }).waitFor();
  await window.page.waitForTimeout(500); // it fades in
  await picture(window, 'menu', await menu.boundingBox());
} finally {
  await window.close();
}
