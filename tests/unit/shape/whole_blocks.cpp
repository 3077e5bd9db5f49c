#include "whole.hpp"

namespace inkling::shape {
namespace {

constexpr Whole kBlocks[] = {
    {"cpp", R"(double area(const std::vector<Point>& points) {
  double sum = 0;

  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    switch (points[i].kind) {
    case Kind::line:
      sum += points[i].x;
      break;
    default:
      if (sum > kLimit)
        throw std::range_error("too large");
      else
        log(sum);
    }
  }
  return sum / 2;
})"},
    {"cpp", R"(class Counter : public Base
{
public:
  explicit Counter(int start)
      : start_(start), value_(start)
  {
  }

  int next()
  {
    if (value_ > kMax)
    {
      return 0;
    }
    else
    {
      return ++value_;
    }
  }

private:
  int start_;
  int value_;
};)"},
    {"cpp", R"(template<typename T>
T clamp(T value, T low, T high) {
  if (value < low) {
    return low;
  }
  if (value > high) {
    return high;
  }
  return value;
})"},
    {"c", R"(static int parse(const char *text, int *out)
{
    int value = 0;

    while (*text >= '0' && *text <= '9') {
        value = value * 10 + (*text - '0');
        ++text;
    }
#ifdef STRICT
    if (*text)
        return -1;
#endif
    *out = value;
    return 0;
})"},
    {"python", R"(def load(path, encoding="utf-8"):
    """Reads a file.

    Example:

    ```python
    load("a.txt")
    ```
    """
    items = {}
    with open(path, encoding=encoding) as file:
        for line in file:
            key, value = line.split("=")

            if key in items:
                raise ValueError(f"{key} twice")
            items[key] = value
    return items)"},
    {"python", R"(class Store(Base):
    limit = 10

    def __init__(self, path):
        self.path = path
        self.items = []

    @property
    def size(self):
        return len(self.items)

    @size.setter
    def size(self, value):
        del self.items[value:]

    def query(self):
        return """
SELECT id
FROM items
""")"},
    {"python", R"(@app.route("/users/<id>")
@login_required
def show(id):
    user = users.get(id)
    if user is None:
        abort(404)
    try:
        return render(user)
    except RenderError:
        log.exception("no page")
    finally:
        user.close()
    return "")"},
    {"typescript", R"(export async function load(ids: string[]): Promise<User[]> {
  const users = await Promise.all(
    ids.map(async (id) => {
      const reply = await get(`/users/${id}`);
      return reply.json();
    }),
  );

  if (users.length === 0) {
    return [];
  } else if (users.length > 10) {
    throw new Error('too many');
  }
  return users
    .filter((user) => user.tags.length > 0)
    .map((user) => user.id);
})"},
    {"typescript", R"(/**
 * Adds up.
 *
 * @param items what to add
 */
export function total(items: Item[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price;
  }
  return sum;
})"},
    {"typescript", R"(describe('total', () => {
  it('is 0 of nothing', () => {
    expect(total([])).toBe(0);
  });

  it('adds', () => {
    expect(total([{ price: 1 }, { price: 2 }])).toBe(3);
  });

  it('takes no negative ones', () => {
    expect(() => total([{ price: -1 }])).toThrow();
  });
});)"},
    {"typescriptreact", R"(export function Menu({ items }: Props) {
  const [open, setOpen] = useState(false);

  useEffect(() => {
    load();
  }, []);

  return (
    <ul className="menu">
      {items.map((item) => (
        <li
          key={item.id}
          onClick={() => setOpen(!open)}
        >
          {item.name}
        </li>
      ))}
    </ul>
  );
})"},
    {"go", "func Total(items []Item) (int, error) {\n\ttotal := 0\n\n\tfor _, item := range items "
           "{\n\t\tif err := item.Check(); err != nil {\n\t\t\treturn 0, err\n\t\t}\n\t\tswitch "
           "item.Kind {\n\t\tcase 1:\n\t\t\ttotal += item.Price\n\t\tdefault:\n\t\t\tgo func() "
           "{\n\t\t\t\twork()\n\t\t\t}()\n\t\t}\n\t}\n\treturn total, nil\n}"},
    {"go",
     "type Store struct {\n\tmu    sync.Mutex\n\titems map[string]Item `json:\"items\"`\n\tpath "
     " string\n\n\tonChange func(Item)\n}"},
    {"rust", R"(pub fn most<'a, T>(items: &'a [T]) -> Option<&'a T>
where
    T: Ord + Clone,
{
    let mut best: Option<&T> = None;
    for item in items {
        match best {
            Some(other) if other >= item => continue,
            _ => best = Some(item),
        }
    }
    let Some(found) = best else {
        return None;
    };
    Some(found)
})"},
    {"rust", R"(#[derive(Debug, Clone)]
pub enum Shape {
    Circle { radius: f64 },
    Square(f64),

    /// Nothing.
    Empty,
})"},
    {"java", R"(@Override
public int total(List<Item> items) {
    int sum = 0;
    for (Item item : items) {
        if (item == null) {
            throw new IllegalArgumentException("no item");
        }
        sum += item.price();
    }
    try {
        check(sum);
    } catch (IOException e) {
        log.warn("not checked", e);
    } finally {
        close();
    }
    return sum;
})"},
    {"csharp", R"(public class Cart : Base
{
    private readonly List<Item> items = new();

    public int Total()
    {
        lock (items)
        {
            return items
                .Where(item => item.Price > 0)
                .Sum(item => item.Price);
        }
    }
})"},
    {"ruby", R"(def print_all(rows)
  query = <<~SQL
    SELECT id, name
    FROM rows
  SQL

  rows.each do |row|
    if row[:price] > 10
      puts "#{row[:name]}: #{row[:price]}"
    else
      puts row[:name]
    end
  end
  rows.map { |row| row[:id] }
rescue IOError => e
  warn e
ensure
  close
end)"},
    {"lua", R"(local function add(a, b)
  local sum = 0
  for i = a, b do
    if i > 10 then
      sum = sum + i
    else
      sum = sum - i
    end
  end

  return function(x)
    return x + sum
  end
end)"},
    {"php", R"(public function find(int $id): ?User
{
    $sql = <<<SQL
SELECT *
FROM users
SQL;
    foreach ($this->run($sql) as $row) {
        if ($row['id'] === $id) {
            return new User($row);
        }
    }
    return null;
})"},
};

} // namespace

std::span<const Whole> whole_blocks() {
  return kBlocks;
}

} // namespace inkling::shape
