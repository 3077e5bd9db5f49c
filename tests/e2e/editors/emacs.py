"""A running Emacs in a terminal, typed into as a person does. It tells what it shows in a file.

    with Emacs(place, "project/shapes/more.py") as emacs:
        emacs.type("raise Val")
        ghost = emacs.wait_for_ghost()
        emacs.type(TAB)
"""

import json
import os
import pathlib
import pty
import shutil
import socket
import sys
import termios
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "nvim"))

import place as places  # noqa: E402

CONFIGURATION = places.SOURCE / "editors/emacs/inkling.el"

# What a person has beside the printed configuration, and a way to look inside: a timer writes down
# what is so, which disturbs no request that Emacs waits for, and a server takes Lisp.
INIT = """\
(setq native-comp-jit-compilation nil native-comp-enable-subr-trampolines nil
      make-backup-files nil auto-save-default nil
      lsp-session-file "{scratch}/session" lsp-server-install-dir "{scratch}"
      lsp-auto-guess-root t lsp-enable-suggest-server-download nil
      server-socket-dir "{scratch}" server-name "socket")
(package-initialize)
(load "{scratch}/inkling")
(add-hook 'prog-mode-hook #'lsp)
(load "{scratch}/looking")
(run-with-timer 0 0.03 #'looking-write "{scratch}/state")
(server-start)
"""


class Root(places.Root):
    def environment(self):
        return {**super().environment(), "TMPDIR": self.inside()}  # compilers of Lisp are killed and leave things


def find(binary):
    """The Place with Emacs 30 and lsp-mode 10; `binary` is the daemon that it will start."""
    root = os.environ.get("INKLING_EMACS_ROOT") or os.path.join(places.cache(), "emacs")
    if not pathlib.Path(root, "usr/bin/emacs").exists():
        raise places.Unavailable("no Emacs with lsp-mode 10 on this machine; tools/emacs-root makes one")
    if os.getuid() != 0:
        raise places.Unavailable("only root may chroot into the Emacs of tools/emacs-root")
    place = Root(root, binary)
    shutil.copy(CONFIGURATION, place.folder)
    shutil.copy(HERE / "looking.el", place.folder)
    return place


TAB, ENTER, ASK, CANCEL, UNDO = "\t", "\r", "\x03i", "\x07", "\x1f"
PREVIOUS_LINE, END_OF_TEXT = "\x10", "\x1b>"


class Emacs:
    DEADLINE_S = float(os.environ.get("INKLING_DEADLINE_S", "30"))
    KEY_S = 0.03  # between two keys of a quick typist

    def __init__(self, place, file):
        self.socket, self.told = place.folder / "socket", place.folder / "state"
        (place.folder / "init.el").write_text(INIT.format(scratch=place.inside()))
        self.terminal, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (30, 100))
        self.process = place.popen(
            "emacs", "-nw", "-q", "--no-splash", "-l", place.inside("init.el"), place.inside(file),
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, preexec_fn=lambda: take_terminal(theirs))
        os.close(theirs)
        self.output = b""
        threading.Thread(target=self._drain, daemon=True).start()
        try:
            self.wait(lambda: self.socket.exists() and self.told.exists(), "Emacs is there")
            self.wait_until_connected()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)

    def _drain(self):
        try:
            while data := os.read(self.terminal, 1 << 16):
                self.output = (self.output + data)[-4000:]
        except OSError:
            pass  # closed

    def type(self, text):
        for character in text:
            os.write(self.terminal, character.encode())
            time.sleep(self.KEY_S)

    def wait(self, condition, what):
        end = time.monotonic() + self.DEADLINE_S
        while not (value := condition()):
            if self.process.poll() is not None:
                raise AssertionError(f"Emacs is gone: {self.output.decode(errors='replace')}")
            if time.monotonic() > end:
                raise AssertionError(f"not within {self.DEADLINE_S} s: {what}\n{self.explain()}")
            time.sleep(0.02)
        return value

    def wait_until_connected(self):
        self.wait(lambda: self.state()["ready"], "inkling is connected")

    def explain(self):
        try:
            return json.dumps(self.state(), indent=1)
        except (AssertionError, OSError) as why:
            return f"{why}; the screen: {self.output.decode(errors='replace')}"

    def state(self):
        """What is so now: nothing that was told before this call."""
        before = self._read()["serial"]
        end = time.monotonic() + self.DEADLINE_S
        while (state := self._read())["serial"] < before + 2:
            if time.monotonic() > end:
                raise AssertionError(f"Emacs has told nothing for {self.DEADLINE_S} s")
            time.sleep(0.005)
        return state

    def _read(self):
        return json.loads(self.told.read_text())

    def evaluate(self, expression):
        """The printed value of a Lisp expression, over the protocol of emacsclient (server.el)."""
        quoted = expression.replace("&", "&&").replace("-", "&-").replace("\n", "&n").replace(" ", "&_")
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(self.DEADLINE_S)
            connection.connect(str(self.socket))
            connection.sendall(f"-eval {quoted} \n".encode())
            answer = connection.makefile("rb").read().decode()
        value = ""
        for line in answer.splitlines():
            kind, _, text = line.partition(" ")
            if kind == "-error":
                raise AssertionError(f"Emacs says: {unquoted(text)}")
            if kind in ("-print", "-print-nonl"):
                value += unquoted(text)
        return value

    def ghost(self):
        """What the suggestion that is shown would add to the text; None where none is."""
        return self.state()["ghost"]

    def wait_for_ghost(self):
        return self.wait(self.ghost, "a suggestion is shown")


def take_terminal(descriptor):
    import fcntl
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)


def unquoted(text):
    out, escaped = [], False
    for character in text:
        if escaped:
            out.append({"_": " ", "n": "\n"}.get(character, character))
            escaped = False
        elif character == "&":
            escaped = True
        else:
            out.append(character)
    return "".join(out)
