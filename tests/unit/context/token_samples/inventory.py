"""Keeps track of what is on the shelves of a small shop."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True)
class Item:
    name: str
    price: Decimal
    tags: tuple[str, ...] = ()


@dataclass
class Shelf:
    items: dict[str, int] = field(default_factory=dict)

    def put(self, item: Item, count: int = 1) -> None:
        if count < 1:
            raise ValueError(f"cannot put {count} of {item.name!r}")
        self.items[item.name] = self.items.get(item.name, 0) + count

    def take(self, name: str, count: int = 1) -> int:
        """Takes as many as there are, at most `count`."""
        available = self.items.get(name, 0)
        taken = min(available, count)
        if taken == available:
            self.items.pop(name, None)
        else:
            self.items[name] = available - taken
        return taken


def load(path: Path) -> list[Item]:
    with path.open(newline="", encoding="utf-8") as handle:
        rows = csv.DictReader(handle)
        return [Item(row["name"], Decimal(row["price"]), tuple(row["tags"].split())) for row in rows]


def total(shelf: Shelf, prices: dict[str, Decimal]) -> Decimal:
    return sum((prices[name] * count for name, count in shelf.items.items()), Decimal("0.00"))
