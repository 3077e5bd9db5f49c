#include "script.hpp"

#include <array>

namespace inkling::simulation {
namespace {

constexpr std::array<std::string_view, 10> kPieces = {
    R"(int count_lines(const std::string& text) {
    int lines = 1;
    for (char c : text) {
        if (c == '\n') ++lines;
    }
    return lines;
}

)",
    R"(def read_config(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


)",
    R"(export async function fetchUser(id: string): Promise<User> {
  const response = await fetch(`/api/users/${id}`);
  if (!response.ok) {
    throw new Error(`user ${id}: ${response.status}`);
  }
  return (await response.json()) as User;
}

)",
    R"(// Größe in Metern — nicht in Füßen; 東京タワー is 333 m high 🗼
const double kTowerHeight = 333.0;
auto naïve_sum = sum(values, [](auto a, auto b) { return a + b; });

)",
    R"(for i in range(len(items)):
    for j in range(i + 1, len(items)):
        if items[i] == items[j]:
            duplicates.append((i, j))

)",
    R"(match self.state {
    State::Idle => self.start(),
    State::Running { since } if since.elapsed() > LIMIT => self.stop(),
    State::Running { .. } => {}
}

)",
    R"(struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

)",
    R"(std::vector<std::pair<int, int>> edges;
edges.push_back({1, 2});
edges.push_back({2, 3});
edges.push_back({3, 1});

)",
    R"(SELECT name, COUNT(*) AS orders FROM customers
JOIN orders ON orders.customer_id = customers.id
WHERE customers.city = 'Zürich' GROUP BY name;

)",
    "if err != nil {\n\treturn nil, fmt.Errorf(\"open %s: %w\", path, err)\n}\n\n"};

} // namespace

std::string_view random_piece(Rng& rng) {
  return rng.pick(kPieces);
}

std::string random_script(Rng& rng, std::size_t bytes) {
  std::string script;
  while (script.size() < bytes) script += random_piece(rng);
  return script;
}

} // namespace inkling::simulation
