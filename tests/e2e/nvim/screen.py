"""What an attached Neovim UI shows: the grid, kept up to date from redraw events (ext_linegrid)."""


class Screen:
    def __init__(self, width, height):
        self.cursor = (0, 0)
        self.on_frame = lambda: None  # called when what a person sees is complete
        self.resize(width, height)

    def resize(self, width, height):
        self.width, self.height = width, height
        self.rows = [[" "] * width for _ in range(height)]

    def redraw(self, events):
        for name, *calls in events:
            handler = getattr(self, "_on_" + name, None)
            if handler:
                for arguments in calls:
                    handler(*arguments)

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.rows)

    def _on_flush(self):
        self.on_frame()

    def _on_grid_resize(self, _grid, width, height):
        self.resize(width, height)

    def _on_grid_clear(self, _grid):
        self.resize(self.width, self.height)

    def _on_grid_cursor_goto(self, _grid, row, column):
        self.cursor = (row, column)

    def _on_grid_line(self, _grid, row, column, cells, *_):
        for text, *more in cells:  # text, highlight, count; the last two may be left out
            for _ in range(more[1] if len(more) > 1 else 1):
                self.rows[row][column] = text  # "" is the right half of a wide character
                column += 1

    def _on_grid_scroll(self, _grid, top, bottom, left, right, count, *_):
        order = range(top, bottom - count) if count > 0 else range(bottom - 1, top - count - 1, -1)
        for row in order:
            self.rows[row][left:right] = self.rows[row + count][left:right]
