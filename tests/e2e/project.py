"""A small project that repeats itself, as code does: what the embedded model learns from."""

import pathlib

KINDS = ["circle", "square", "triangle", "hexagon", "ellipse"]

FUNCTION = """\
def describe_{kind}(shape):
    if shape is None:
        raise ValueError("a {kind} is required")
    area = shape.area()
    return format_shape("{kind}", shape.name, area)
"""

# What a person types in test.py, and what any model of this project continues it with.
TYPED = '    if shape is None:\n        raise Val'
CONTINUES_WITH = "ueError"


def source():
    return "from shapes.format import format_shape\n\n\n" + "\n\n".join(
        FUNCTION.format(kind=kind) for kind in KINDS
    )


def write(folder):
    """Fills an empty folder; returns the file that tests open."""
    folder = pathlib.Path(folder)
    (folder / ".git").mkdir(parents=True)
    (folder / "shapes").mkdir()
    (folder / "shapes" / "describe.py").write_text(source())
    (folder / "shapes" / "format.py").write_text(
        "def format_shape(kind, name, area):\n    return f\"{kind} {name}: {area:.2f}\"\n"
    )
    opened = folder / "shapes" / "more.py"
    opened.write_text("from shapes.format import format_shape\n\n\ndef describe_star(shape):\n")
    return opened
