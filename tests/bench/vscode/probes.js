// Runs inside the page, behind the rig's page.js: stopwatches that see the keys and the screen.
(() => {
  const INLINE = '.ghost-text-decoration, .ghost-text-decoration-preview';
  const read = (node) => (node.textContent ?? '').replace(/\u00a0/g, ' ').replace(/\u200b|\u200c/g, '');
  const spans = () => [...(window.rig.editor()?.querySelectorAll(INLINE) ?? [])];
  const ghost = () => spans().map(read).join('');

  /**
   * From the next keydown to the first change of the page after which the ghost text is `expected`.
   * The promise's value: {ms, before}, the ghost text that was there when the key went down.
   */
  function timeKey(expected) {
    let begin;
    let before;
    let done;
    const result = new Promise((resolve) => (done = resolve));
    const observer = new MutationObserver(() => {
      if (begin === undefined || ghost() !== expected) return;
      const ms = performance.now() - begin;
      observer.disconnect();
      done({ ms, before });
    });
    const onKey = () => {
      begin = performance.now();
      before = ghost();
    };
    addEventListener('keydown', onKey, { capture: true, once: true });
    observer.observe(window.rig.editor(), { childList: true, subtree: true, characterData: true });
    window.rigKey = result;
  }

  /**
   * Looks at every frame until `stop`, right after it was painted. `whole` is the line that is being
   * typed: a frame is wrong if the line on the screen, ghost text included, is not the beginning of
   * it, missing if it has no ghost text, short if its ghost text ends before the line does.
   */
  function watchFrames(whole) {
    const seen = { frames: 0, wrong: 0, missing: 0, short: 0, examples: [] };
    const after = new MessageChannel();
    let running = true;
    const look = () => {
      const line = lineOfCursor().trimStart();
      const shown = ghost();
      const typed = line.slice(0, line.length - shown.length);
      seen.frames++;
      if (!whole.startsWith(line)) {
        seen.wrong++;
        if (seen.examples.length < 5) seen.examples.push({ typed, shown });
      } else if (!shown && typed !== whole) {
        seen.missing++;
      } else if (line !== whole) {
        seen.short++;
      }
    };
    after.port1.onmessage = look;
    const frame = () => {
      if (!running) return;
      after.port2.postMessage(0);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.rigFrames = () => {
      running = false;
      return seen;
    };
  }

  /** The line that the cursor is drawn in, ghost text included. */
  function lineOfCursor() {
    const cursor = window.rig.editor()?.querySelector('.cursors-layer .cursor');
    const line = [...window.rig.editor().querySelectorAll('.view-lines > .view-line')]
      .find((candidate) => candidate.style.top === cursor?.style.top);
    return line ? read(line).trimEnd() : '';
  }

  window.rigBench = { timeKey, watchFrames, ghost, lineOfCursor };
})();
