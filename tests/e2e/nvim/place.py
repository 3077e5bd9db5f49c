"""Where Neovim runs: on this machine if it is new enough, else in a folder of tools/nvim-root."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[3]
VERSION_MIN = (0, 12)
OLDEST = (0, 10)


class Unavailable(Exception):
    """No Neovim that could be tested; the message says why and what helps."""


def version_of(*nvim):
    try:
        text = subprocess.run([*nvim, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout
    except OSError:
        return (0, 0)
    found = re.match(r"NVIM v(\d+)\.(\d+)", text)
    return tuple(map(int, found.groups())) if found else (0, 0)


def find(binary):
    """The Place with a Neovim 0.12 or newer; `binary` is the daemon that its editor will start."""
    if version_of("nvim") >= VERSION_MIN:
        return Place(binary)
    return rooted(binary, "INKLING_NVIM_ROOT", "neovim", VERSION_MIN, "tools/nvim-root")


def find_oldest(binary):
    """The Place with a Neovim 0.10, the oldest that the plugin supports."""
    if version_of("nvim") == OLDEST:
        return Place(binary)
    return rooted(binary, "INKLING_NVIM010_ROOT", "neovim-0.10", OLDEST, "tools/nvim-root --suite trixie")


def rooted(binary, variable, folder, version, maker):
    root = os.environ.get(variable) or os.path.join(cache(), folder)
    name = ".".join(map(str, version))
    if not pathlib.Path(root, "usr/bin/nvim").exists():
        raise Unavailable(f"no Neovim {name} on this machine; {maker} makes one")
    if os.getuid() != 0:
        raise Unavailable(f"no Neovim {name} on PATH, and only root may chroot into that of {maker}")
    if version_of("chroot", root, "nvim") < version:
        raise Unavailable(f"no Neovim {name} can be started in {root}")
    return Root(root, binary)


def cache():
    user = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.environ.get("INKLING_CACHE") or os.path.join(user, "inkling")


class Place:
    """A scratch folder with the configurations, the daemon on PATH, and a way to start programs."""

    def __init__(self, binary, parent=None):
        self._scratch = tempfile.TemporaryDirectory(prefix="inkling-nvim-", dir=parent)
        self.folder = pathlib.Path(self._scratch.name)
        for configuration in ("editors/nvim/inkling.lua", "tests/e2e/nvim/closers.lua"):
            shutil.copy(SOURCE / configuration, self.folder)
        (self.folder / "bin").mkdir()
        self.install(pathlib.Path(binary).resolve())

    def close(self):
        self._scratch.cleanup()

    def install(self, binary):
        (self.folder / "bin/inkling").symlink_to(binary)

    def inside(self, *parts):
        """The path of a file in the scratch folder, as programs started here see it."""
        return str(self.folder.joinpath(*parts))

    def environment(self):
        folders = {f"XDG_{kind}_HOME": self.inside(kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        return {"PATH": self.inside("bin") + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin", "HOME": self.inside(),
                "LANG": "C.UTF-8", "TERM": "xterm-256color", **folders}

    def popen(self, *command, **options):
        return subprocess.Popen([*self.entrance(), *command], env=self.environment(), **options)

    def entrance(self):
        return []


class Root(Place):
    """The same below the root folder of another Debian, which need not have our libraries."""

    def __init__(self, root, binary):
        self.root = pathlib.Path(root)
        super().__init__(binary, parent=self.root / "tmp")

    def install(self, binary):
        libraries = self.folder / "lib"
        libraries.mkdir()
        for name, path in self.missing_libraries(binary):
            shutil.copy(path, libraries / name)
        shutil.copy(binary, self.folder / "bin/inkling.real")
        wrapper = self.folder / "bin/inkling"
        wrapper.write_text(f"""#!/bin/sh
LD_LIBRARY_PATH={self.inside("lib")} exec {self.inside("bin/inkling.real")} "$@"
""")
        wrapper.chmod(0o755)

    def missing_libraries(self, binary):
        """Our shared libraries, and libgit2 which is opened at run time, less those the root has itself."""
        wanted = {}
        for file in (binary, *pathlib.Path("/usr/lib").glob("*/libgit2.so")):
            output = subprocess.run(["ldd", str(file)], capture_output=True, text=True).stdout
            wanted.update(re.findall(r"(\S+) => (/\S+)", output))
            if file != binary:
                real = file.resolve()
                wanted[re.sub(r"(\.so\.\d+\.\d+).*", r"\1", real.name)] = str(real)
        has = {entry.name for folder in ("usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib64")
               if (self.root / folder).is_dir() for entry in (self.root / folder).iterdir()}
        return [(name, path) for name, path in wanted.items() if name not in has]

    def inside(self, *parts):
        return "/" + str(self.folder.joinpath(*parts).relative_to(self.root))

    def entrance(self):
        # A process and mount namespace of its own: when the test ends, however it ends, nothing stays.
        # Pseudo-terminals are for :terminal, and some machines do not let us have them.
        inside = """mount -t proc proc "$0/proc" && mkdir -p "$0/dev/pts" &&
            { mount -t devpts -o newinstance,ptmxmode=0666 devpts "$0/dev/pts" && ln -sf pts/ptmx "$0/dev/ptmx"; } 2>&-
            exec chroot "$0" "$@" """
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", inside, str(self.root)]
