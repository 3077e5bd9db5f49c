"""How long from a key to ghost text in Neovim: the plugin, next to the built-in client of 0.12, with the real daemon.

usage: bench_nvim.py BINARY [--trials N] [--smoke]

Each trial goes to insert mode and types "raise Val" on a fresh line, all in one go; the clock runs from its last key.
Nothing was shown before, so an answer of the daemon is in every time. `extmark` is taken inside of Neovim (from the key's on_key to the extmark),
`screen` outside of it (from writing the key to the redraw that shows the text). `along` is a key that goes on with the
text that is shown: no answer is in it. Then what the plugin costs at Neovim's start (--startuptime).

The bars: extmark of the plugin p50 <= 5 ms and <= 1/30 of the built-in client's in the same run; start p50 <= 1 ms.
"""

import argparse
import pathlib
import re
import statistics
import subprocess
import sys
import time

E2E = pathlib.Path(__file__).resolve().parents[2] / "e2e"
sys.path[:0] = [str(E2E), str(E2E / "nvim"), str(E2E / "nvim_plugin")]

import place as places  # noqa: E402
import project  # noqa: E402
import rig  # noqa: E402
from editor import Editor  # noqa: E402

TYPED = "raise Val"
SHOWN = "raise ValueError"

# Notes when the last key came and when the first extmark after it was set, both by the clock inside.
CLOCK = """
_G.clock = {}
vim.on_key(function(key)
  if key == "l" or key == "u" then clock.key, clock.mark = vim.uv.hrtime(), nil end
end)
local set = vim.api.nvim_buf_set_extmark
vim.api.nvim_buf_set_extmark = function(buf, namespace, row, col, details)
  local id = set(buf, namespace, row, col, details)
  if details.virt_text and clock.key and not clock.mark then clock.mark = vim.uv.hrtime() end
  return id
end
"""
ELAPSED = "return clock.mark and (clock.mark - clock.key) / 1e6 or nil"
CLEAR = """vim.api.nvim_buf_set_lines(0, -2, -1, true, { "" })
vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(0), 0 })"""

BARS_MS = {"extmark": 5.0, "start": 1.0}
RATIO = 30


def built_in(place, file):
    return Editor(place, file)


def plugin(place, file):
    return rig.PluginEditor(place, file)


def measure(place, make, trials):
    """Times in ms: {"extmark": […], "screen": […], "along": […]}."""
    folder = place.folder / f"bench{time.monotonic_ns()}"
    file = project.write(folder)
    times = {"extmark": [], "screen": [], "along": []}
    with make(place, place.inside(file.relative_to(place.folder))) as editor:
        editor.keys("Goif shape is None:<CR>x")
        editor.lua(CLOCK)
        time.sleep(1.5)  # the project is indexed
        for _ in range(trials):
            one(editor, times)
    return times


def one(editor, times):
    editor.keys("<Esc>")
    editor.lua(CLEAR)
    editor.wait(lambda: SHOWN not in "".join(editor.screen.rows[editor.screen.cursor[0]]), "a fresh line")
    until = time.monotonic() + 0.05
    while time.monotonic() < until:
        editor.pump(0.01)
    begin = time.monotonic()
    editor.send("nvim_input", "C" + 8 * " " + TYPED)
    seen = lambda text: text in "".join(editor.screen.rows[editor.screen.cursor[0]])  # noqa: E731
    while not seen(SHOWN):
        editor.pump(0.5)
        if time.monotonic() - begin > editor.DEADLINE_S:
            raise AssertionError(f"no ghost text\n{editor.screen.text()}")
    times["screen"].append((time.monotonic() - begin) * 1000)
    times["extmark"].append(editor.lua(ELAPSED))
    editor.keys("u")
    along = editor.wait(lambda: editor.lua(ELAPSED), "the ghost text goes along")
    times["along"].append(along)


def startup(place, runs):
    """What the lines of --startuptime say about the plugin's files, ms."""
    log, found = place.folder / "startup.log", []
    init = place.folder / "startup.lua"
    init.write_text(rig.INIT.format(plugin=place.inside("plugin"), more=""))
    for _ in range(runs):
        log.unlink(missing_ok=True)
        place.popen("nvim", "-i", "NONE", "-u", place.inside("startup.lua"), "--headless", "--startuptime",
                    place.inside("startup.log"), "+qa", stdin=subprocess.DEVNULL).wait(20)
        lines = [line for line in log.read_text().splitlines() if "/plugin/plugin/" in line or "inkling'" in line]
        found.append(sum(float(re.match(r"\S+\s+(\S+?):?\s", line)[1]) for line in lines))
    return found


def line(name, values):
    ordered = sorted(values)
    at = lambda part: ordered[min(len(ordered) - 1, int(part * len(ordered)))]  # noqa: E731
    print(f"  {name:<28} n={len(ordered):<4} p50 {at(0.5):8.2f}   p90 {at(0.9):8.2f}   max {ordered[-1]:8.2f} ms")
    return statistics.median(ordered)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--smoke", action="store_true", help="a few trials, no bars")
    options = parser.parse_args()
    trials = 3 if options.smoke else options.trials
    p50 = {}
    for name, find in (("0.12", places.find), ("0.10", places.find_oldest)):
        try:
            place = find(options.binary)
        except places.Unavailable as why:
            print(f"SKIP bench_nvim {name}: {why}")
            continue
        try:
            rig.install(place)
            print(f"Neovim {name}")
            makers = [("plugin", plugin)] + ([("built-in", built_in)] if name == "0.12" else [])
            for client, make in makers:
                times = measure(place, make, trials if client == "plugin" else max(3, trials // 3))
                for what, values in times.items():
                    p50[name, client, what] = line(f"{client}: key to {what}", values)
            p50[name, "start"] = line("plugin: start", startup(place, 3 if options.smoke else 20))
        finally:
            place.close()
    if not p50:
        return 77
    return 0 if options.smoke else bars(p50)


def bars(p50):
    held = True
    for key, value in p50.items():
        bar = BARS_MS["start"] if key[1] == "start" else BARS_MS["extmark"] if key[1:] == ("plugin", "extmark") else None
        if bar is not None:
            held = held and value <= bar
            print(f"{'held  ' if value <= bar else 'BROKEN'} {' '.join(key)}: {value:.2f} <= {bar} ms")
    ours, theirs = p50.get(("0.12", "plugin", "extmark")), p50.get(("0.12", "built-in", "extmark"))
    if ours and theirs:
        held = held and ours * RATIO <= theirs
        print(f"{'held  ' if ours * RATIO <= theirs else 'BROKEN'} the built-in client takes {theirs / ours:.0f} times as long")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
