#pragma once
// Small real-looking documents, one a language, for tests that put a cursor anywhere into them.

#include <string_view>

namespace inkling::shape {

struct Sample {
  const char* language;
  std::string_view text;
};

inline constexpr Sample kSamples[] = {
    {"cpp", R"(#include <vector>

namespace shapes {

struct Point {
  double x = 0;
  double y = 0;
};

double area(const std::vector<Point>& points) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    sum += points[i].x * points[i + 1].y;
    if (sum > kLimit) {
      throw std::range_error("too large");
    } else {
      log(sum);
    }
  }
  return sum / 2;
}

} // namespace shapes
)"},
    {"python", R"(import os


class Store:
    """Keeps things."""

    def __init__(self, path):
        self.path = path
        self.items = {}

    def load(self):
        with open(self.path) as file:
            for line in file:
                key, value = line.split("=")
                self.items[key] = value
        return len(self.items)


def main():
    store = Store(os.environ["STORE"])
    if store.load() > 3:
        print("many", store.items)
    else:
        print("few")
)"},
    {"typescript", R"(import { get } from './http';

export interface User {
  id: string;
  tags: string[];
}

export async function load(ids: string[]): Promise<User[]> {
  const users = await Promise.all(
    ids.map(async (id) => {
      const reply = await get(`/users/${id}`);
      return reply.json();
    }),
  );
  return users.filter((user) => user.tags.length > 0);
}

const cache = new Map<string, User>();
)"},
    {"go",
     "package store\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\ntype Item struct {\n\tName  string\n"
     "\tPrice int\n}\n\nfunc Total(items []Item) (int, error) {\n\ttotal := 0\n\tfor _, item := "
     "range items {\n\t\tif item.Price < 0 {\n\t\t\treturn 0, fmt.Errorf(\"bad %s\", "
     "item.Name)\n\t\t}\n\t\ttotal += item.Price\n\t}\n\treturn total, nil\n}\n\nfunc main() "
     "{\n\tfmt.Println(os.Args[1:])\n}\n"},
    {"rust", R"(use std::collections::HashMap;

pub struct Counter<'a> {
    words: HashMap<&'a str, usize>,
}

impl<'a> Counter<'a> {
    pub fn new() -> Self {
        Self { words: HashMap::new() }
    }

    pub fn add(&mut self, text: &'a str) {
        for word in text.split(' ') {
            *self.words.entry(word).or_insert(0) += 1;
        }
    }

    pub fn most(&self) -> Option<&str> {
        match self.words.iter().max_by_key(|pair| pair.1) {
            Some((word, _)) => Some(word),
            None => None,
        }
    }
}
)"},
    {"java", R"(package shop;

import java.util.List;

public class Cart {
    private final List<Item> items = new ArrayList<>();

    public void add(Item item) {
        if (item == null) {
            throw new IllegalArgumentException("no item");
        }
        items.add(item);
    }

    public int total() {
        return items.stream().mapToInt(item -> item.price()).sum();
    }
}
)"},
    {"ruby", R"(require "json"

class Report
  attr_reader :rows

  def initialize(rows)
    @rows = rows
  end

  def total
    rows.sum { |row| row[:price] }
  end

  def print_all
    rows.each do |row|
      if row[:price] > 10
        puts "#{row[:name]}: #{row[:price]}"
      else
        puts row[:name]
      end
    end
  end
end
)"},
    {"html", R"(<!DOCTYPE html>
<html>
  <body>
    <ul class="menu">
      <li><a href="/">Home</a></li>
      <li><a href="/about">About</a></li>
    </ul>
    <p>Some text.</p>
    <img src="a.png">
  </body>
</html>
)"},
    {"yaml", R"(name: build
on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu
    steps:
      - uses: checkout
      - name: test
        run: |
          make all
          make test
)"},
    {"shellscript", R"(#!/bin/sh
set -eu

build() {
  for target in "$@"; do
    if [ -d "$target" ]; then
      make -C "$target"
    else
      echo "no $target"
    fi
  done
}

case "$1" in
  all) build lib app ;;
  *) build "$1" ;;
esac
)"},
    {"markdown", R"(# Shapes

Counts the *area* of shapes (all of them).

## Usage

```sh
shapes --all
```

- fast
- small
)"},
};

} // namespace inkling::shape
