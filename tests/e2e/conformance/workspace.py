"""What the embedded model learns from, and what it must never touch."""

import os
import pathlib
import shutil
import tempfile
import time

from checks import check, expect, expect_true
from client import Server, change, is_alive, running
from lsp_client import eventually

ASKING = "file:///asking.py"


def sample(word):
    return f"start_{word} middle_{word} finish_{word}\n" * 4


class Workspace:
    """A folder in a repository, a server that has it open, and whether a word's sample is known."""

    def __enter__(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.temporary.name).resolve() / "w"
        for folder in (".git/objects", ".git/refs"):
            (self.root / folder).mkdir(parents=True)
        self.write(".git/HEAD", "ref: refs/heads/main\n")
        self.write("ready.py", sample("ready"))
        return self

    def start(self, root=None, **params):
        self.server = Server()
        if params:
            self.server.call("initialize", {"processId": None, "capabilities": {}} | params)
            self.server.notify("initialized")
        else:
            self.server.initialize(root=root or self.root)
        self.server.open(ASKING, "")

    def __exit__(self, *failure):
        self.server.__exit__()
        self.temporary.cleanup()

    def write(self, below, content):
        path = self.root / below
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def uri(self, below):
        return (self.root / below).as_uri()

    def knows(self, word):
        self.server.send(change(ASKING, {"text": f"start_{word} middle_{word} "}))
        return any(f"finish_{word}" in item["insertText"] for item in self.server.complete(ASKING, 0, 10**6))

    def learns(self, word):
        eventually(lambda: self.knows(word), f"{word} is offered", 10)

    def forgets(self, word):
        eventually(lambda: not self.knows(word), f"{word} is offered no more", 10)

    def tell(self, below, kind=2):
        self.server.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": self.uri(below), "type": kind}]})


@check("ignored files, secrets, binaries, large files and what links lead to are not learned")
def _():
    with Workspace() as place:
        place.write(".gitignore", "out/\n*.log.py\nsub/deep/*.py\n!sub/deep/keep.py\n/top.py\n")
        place.write("nest/.gitignore", "*.py\n!good.py\n")
        seen = {"sub/deep/keep.py": "keep", "sub/top.py": "subtop", "nest/good.py": "nestgood", "sp ace/ü %41 #?.py": "weird"}
        hidden = {"out/a.py": "ignored", "x.log.py": "pattern", "sub/deep/no.py": "deep", "top.py": "top", "nest/bad.py": "nestbad",
                  ".env": "env", ".env.local": "envlocal", "key.pem": "pem", "id_rsa": "rsa", "a.key": "key", ".ssh/c.py": "ssh",
                  "secrets.yaml": "yaml", ".git/h.py": "hook", "node_modules/m/a.py": "modules"}
        for path, word in (seen | hidden).items():
            place.write(path, sample(word))
        place.write("big.py", sample("big") + "x = 1\n" * 400_000)
        place.write("binary.py", b"\0\0" + sample("binary").encode())
        outside = place.root.parent / "outside.py"
        outside.write_text(sample("outside"))
        (place.root / "link.py").symlink_to(outside)
        (place.root / "loop").symlink_to(place.root)
        (place.root / "up").symlink_to(place.root.parent)
        os.mkfifo(place.root / "pipe.py")
        place.start()
        place.learns("ready")
        for word in seen.values():
            expect_true(place.knows(word), word)
        for word in [*hidden.values(), "big", "binary", "outside"]:
            expect_true(not place.knows(word), f"{word} was learned")


@check("secrets opened in the editor are neither learned nor completed, whatever the scheme")
def _():
    with Workspace() as place:
        place.start()
        for number, uri in enumerate((place.uri(".env"), place.uri("prod.env"), "file:///C%3A/x/.ENV", "file:///x/.aws/c.py",
                                      "untitled:id_rsa?v=1", "vscode-notebook-cell:/x/.env#W0", place.uri("k.pem"))):
            place.server.open(uri, sample(f"secret{number}"))
            expect(place.server.complete(uri, 3, 8), [], uri)
            expect_true(not place.knows(f"secret{number}"), f"{uri} was learned")


@check("files and folders that are made, changed and deleted enter and leave")
def _():
    with Workspace() as place:
        place.start()
        place.learns("ready")
        place.write("new.py", sample("first"))
        place.tell("new.py", 1)
        place.learns("first")
        place.write("new.py", sample("second"))
        place.tell("new.py")
        place.learns("second")
        expect_true(not place.knows("first"), "the old text is offered")
        (place.root / "new.py").unlink()
        place.tell("new.py", 3)
        place.forgets("second")
        place.write("made/deep/a.py", sample("made"))
        place.tell("made", 1)
        place.learns("made")
        shutil.rmtree(place.root / "made")
        place.tell("made", 3)
        place.forgets("made")
        place.write(".gitignore", "ready.py\n")
        place.tell(".gitignore", 1)
        place.forgets("ready")


@check("an open document hides its file at once, in any spelling of its URI; closed, the file is read again")
def _():
    with Workspace() as place:
        path = place.write("open.py", sample("disk"))
        place.start()
        place.learns("disk")
        plain = str(path)
        for uri in (path.as_uri(), f"file:{plain}", f"FILE://localhost{plain}", path.parent.as_uri() + "/./x/..//open.py"):
            place.server.open(uri, sample("buffer"))
            expect_true(not place.knows("disk"), f"{uri}: the disk copy is offered")
            expect_true(place.knows("buffer"), f"{uri}: its text is not")
            place.tell("open.py")
            expect_true(not place.knows("disk"), f"{uri}: read again while open")
            place.server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
            place.learns("disk")
            expect_true(not place.knows("buffer"), f"{uri}: the closed text is offered")


@check("workspace folders come and go, however they are named")
def _():
    with Workspace() as place:
        odd = place.write("a%41#b?c/x.py", sample("odd")).parent
        for params in ({"rootUri": odd.as_uri()}, {"rootUri": odd.as_uri() + "/"}, {"rootPath": str(odd)},
                       {"rootUri": "file:///nowhere", "workspaceFolders": [{"uri": odd.as_uri(), "name": "n"}]}):
            place.start(**params)
            place.learns("odd")
            folder = [{"uri": odd.as_uri(), "name": "n"}]
            if "workspaceFolders" in params:
                place.server.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": folder}})
                place.forgets("odd")
                place.server.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": folder, "removed": []}})
                place.learns("odd")
            place.server.__exit__()


@check("a folder as large as the disk is read in bounds: answers meanwhile, and it leaves within 2 s")
def _():
    for wait in (0.2, 3):
        with running(root="file:///") as server:
            end = time.monotonic() + wait
            while time.monotonic() < end:
                begin = time.monotonic()
                expect_true(is_alive(server), "alive")
                expect_true(time.monotonic() - begin < 1, "an answer took a second")
                time.sleep(0.02)
            server.call("shutdown")
            server.notify("exit")
            expect(server.exit_code(2), 0, "exit code")
