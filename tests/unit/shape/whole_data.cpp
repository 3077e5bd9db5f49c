#include "whole.hpp"

namespace inkling::shape {
namespace {

constexpr Whole kData[] = {
    {"html", R"(<table class="prices">
  <thead>
    <tr>
      <th>Name</th>
      <th>Price</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>Tea</td>
      <td><input
        type="text"
        name="tea"
      ></td>
    </tr>
  </tbody>
</table>)"},
    {"html", R"(<section>
  <h2>The following fields are required</h2>
  <p>
    Here is what you need:
    <b>Note:</b> all of it.
  </p>
  <div>
    <div>
      <div>
        <p>Text</p>
      </div>
    </div>
  </div>
</section>)"},
    {"css", R"(.menu > li:hover,
.menu > li:focus {
  color: red;
  background: url("a.png");

  @media (max-width: 100px) {
    display: none;
  }
})"},
    {"sql", R"(CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  price NUMERIC(10, 2) DEFAULT 0,
  CONSTRAINT positive CHECK (price >= 0)
);)"},
    {"sql", R"(SELECT users.id, count(*) AS n
FROM users
LEFT JOIN items ON items.user_id = users.id
WHERE users.active
  AND items.price > (
    SELECT avg(price)
    FROM items
  )
GROUP BY users.id
ORDER BY n DESC
LIMIT 10;)"},
    {"shellscript", R"(build() {
  for target in "$@"; do
    if [ -d "$target" ]; then
      make -C "$target"
    else
      echo "no $target" >&2
    fi
  done

  case "$1" in
    all) run_all ;;
    *) run_one "$1" ;;
  esac
  while read -r line; do
    echo "$line"
  done < list.txt
  cat <<EOF
usage: build (all
EOF
})"},
    {"makefile",
     "build/%.o: src/%.c $(HEADERS)\n\t@mkdir -p build\n\t$(CC) $(CFLAGS) \\\n\t\t-c $< "
     "\\\n\t\t-o $@\n\t@echo done"},
    {"dockerfile", R"(FROM debian:12 AS build
WORKDIR /src
COPY . .
RUN apt-get update && \
    apt-get install -y --no-install-recommends \
        g++ \
        ninja-build && \
    rm -rf /var/lib/apt/lists/*
RUN ninja -C build
USER nobody
ENTRYPOINT ["/src/build/app"])",
     true},
    {"toml", R"([package]
name = "shapes"
version = "0.1.0"
authors = [
  "A <a@b.c>",
  "B <b@b.c>",
]
description = """
Counts (all of them
"""
edition = "2021")"},
    {"yaml", R"(jobs:
  test:
    runs-on: ubuntu
    strategy:
      matrix:
        os: [linux, macos]

    steps:
      - uses: checkout
      - name: test
        run: |
          make all
          Here is the list:
          make test
      - uses: checkout
        with:
          path: other)"},
    {"markdown", R"(1. Install it:
   ```sh
   make

   make install
   ```
2. Here is the table:
   | a | b |
   |---|---|
   | 1 | 2 |
3. Note: that is all.)",
     true},
    {"json", R"("scripts": {
  "build": "tsc -p .",
  "test": "node --test",
  "lint": {
    "files": ["a", "b"],
    "rules": {
      "semi": true
    }
  }
})"},
};

} // namespace

std::span<const Whole> whole_data() {
  return kData;
}

} // namespace inkling::shape
