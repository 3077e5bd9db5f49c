#include "innocent.hpp"

#include "random_text.hpp"
#include "tricky.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

namespace panel {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunkLines = 40;
constexpr std::size_t kFileBytesMax = 1 << 20;

struct Form {
  const char* name;
  const char* frame; ///< "{}" is replaced by make(random)
  std::function<std::string(RandomText&)> make;
};

std::function<std::string(RandomText&)> letters(std::string_view set, std::size_t count) {
  return [=](RandomText& random) { return random.of(set, count); };
}

std::string uuid(RandomText& random) {
  return random.of(kHex, 8) + '-' + random.of(kHex, 4) + "-4" + random.of(kHex, 3) + '-' +
         random.of(kHex, 4) + '-' + random.of(kHex, 12);
}

/// Lines of base64 between marks of something public.
std::string armour(RandomText& random) {
  const char* const kLabels[] = {"CERTIFICATE", "PUBLIC KEY", "RSA PUBLIC KEY",
                                 "CERTIFICATE REQUEST", "PGP SIGNATURE"};
  const std::string label = random.one_of(kLabels);
  std::string text = "-----BEGIN " + label + "-----\n";
  for (int line = 0; line < 14; ++line) text += random.of(kBase64, 64) + '\n';
  return text + "-----END " + label + "-----\n";
}

std::string fixture(RandomText& random) {
  const char* const kFixtures[] = {
      "changeme",
      "password",
      "password123",
      "xxx",
      "xxxxxxxxxxxxxxxx",
      "<your key>",
      "<YOUR_API_KEY_2>",
      "${API_TOKEN}",
      "test-token",
      "test-token-12",
      "my-secret-value",
      "dummy",
      "dummy-key-1234",
      "example-key",
      "EXAMPLEKEY1234567",
      "foobar",
      "hunter",
      "your-api-key-here",
      "{{ vault_token }}",
      "%s",
      "$TOKEN2",
      "fake-token-99",
      "secret1",
      "1234567890",
      "abcdef0123456789",
      "token_placeholder_1",
      "********",
      "REDACTED",
      "user@acme.dev",
      "a b c 1 2 3",
      "authorization_code",
      "client_credentials",
      "refresh_token_v2",
      "application/json",
      "Enter your password 2 times",
      "errors.password.min8",
      "https://acme.dev/oauth2/token",
      "s3-bucket-name",
      "utf8mb4_general_ci",
      "X-Request-Id",
  };
  return random.one_of(kFixtures);
}

std::string telling_name(RandomText& random) {
  const char* const kNames[] = {"password",  "token",      "api_key", "secret",  "apiKey",
                                "authToken", "credential", "passwd",  "API_KEY", "clientSecret"};
  return random.one_of(kNames);
}

std::string assigned_fixture(RandomText& random) {
  const char* const kFrames[] = {"{} = \"", "\"{}\": \"", "  {}: '", "set_{}(\"", "const {} = `"};
  const std::string frame = random.one_of(kFrames);
  return fill(frame, telling_name(random)) + fixture(random) +
         (frame.back() == '\''  ? "'"
          : frame.back() == '`' ? "`"
                                : "\"");
}

std::string reference(RandomText& random) {
  const char* const kForms[] = {
      "{} = process.env.API_TOKEN_2",
      "{} = os.environ[\"TOKEN_2\"]",
      "{} = os.getenv('DB_PASSWORD_2', '')",
      "{} = config.get(\"auth2.token\")",
      "{} = read_file(\"/run/secrets/db2\")",
      "{}: $OTHER_TOKEN_2",
      "{}: ${{ secrets.DEPLOY_TOKEN_2 }}",
      "{}: string;",
      "{} = generateToken(32);",
      "{} = base64Encode2(bytes)",
      "{} = user.password2",
      "if ({} == expectedValue2) return;",
      "{} = hash_sha256(input1 + input2);",
      "auto {} = parser.next_token_2();",
      "{} = None  # type: Optional[str]",
      "export {}=$(cat /run/secret2)",
      "self.{} = sha256_hexdigest_of_2",
      "{}: { type: 'string', minLength: 8 }",
      "public static final int MAX_{} = 1048576;",
      "<input type=\"password\" name=\"{}2\" id=\"field12\">",
      "{}_hash = \"5f4dcc3b5aa765d61d8327deb882cf99\"",
      "{}_id: 42",
      "{} = 1234567890123",
      "{}.length >= 12 && {}.length <= 128",
  };
  return fill(random.one_of(kForms), telling_name(random));
}

std::string minified(RandomText& random) {
  std::string text = "!function(e,t){";
  for (int i = 0; i < 40; ++i) {
    const std::string a = random.of("abcdefghijklmnopqrstuvwxyz", 1);
    text += "var " + a + "=t(" + random.of(kDigits, 3) + ")," + a + "2=" + a + ".e" +
            random.of(kLower36, 2) + ";e[" + a + "]=function(){return " + a + "(\"" +
            random.of(kLower36, 5) + "\")};";
  }
  return text + "}(window,1e3);";
}

std::string source_map(RandomText& random) {
  std::string text = "{\"version\":3,\"mappings\":\"";
  for (int i = 0; i < 120; ++i) text += random.of(kBase64, 4) + (i % 7 == 6 ? ";" : ",");
  return text + "\"}";
}

const Form kForms[] = {
    {"git log", "commit {}\nMerge: a1b2c3d e4f5a6b\n", letters(kHex, 40)},
    {"git hash", "const char* kCommit = \"{}\";\n", letters(kHex, 40)},
    {"UUID", "id = \"{}\"\nrequest_id: {}\n", uuid},
    {"UUIDs of a project file", "Project(\"{{}}\") = \"App\", \"App.csproj\"\n", uuid},
    {"package-lock.json", "      \"integrity\": \"sha512-{}==\",\n      \"dev\": true\n",
     letters(kBase64, 86)},
    {"yarn.lock",
     "  resolved \"https://registry.acme.dev/a/-/a-1.2.3.tgz#{}\"\n  integrity "
     "sha1-2jmj7l5rSw0y=\n",
     letters(kHex, 40)},
    {"Cargo.lock", "name = \"serde\"\nversion = \"1.0.197\"\nchecksum = \"{}\"\n",
     letters(kHex, 64)},
    {"go.sum", "golang.org/x/crypto v0.17.0 h1:{}=\n", letters(kBase64, 43)},
    {"requirements.txt", "requests==2.31.0 --hash=sha256:{}\n", letters(kHex, 64)},
    {"image digest", "image: acme/shop@sha256:{}\n", letters(kHex, 64)},
    {"SHA256SUMS", "{}  debian-12.iso\n", letters(kHex, 64)},
    {"colours", "  color: #{};\n  background: #ff{}00;\n", letters(kHex, 6)},
    {"hex constants", "  0x{}, 0xDEADBEEF, 0x00000001,\n", letters(kHex, 16)},
    {"secret hex constant", "constexpr std::uint64_t kSecretSeed = 0x{};\n", letters(kHex, 16)},
    {"image", "<img src=\"data:image/png;base64,{}==\">\n", letters(kBase64, 300)},
    {"font", "src: url(data:font/woff2;base64,{});\n", letters(kBase64, 400)},
    {"public armour", "{}", armour},
    {"ssh public key", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC{} me@acme\n",
     letters(kBase64, 200)},
    {"fixture", "{}\n", assigned_fixture},
    {"fixtures", "{}\n", assigned_fixture},
    {"reference", "{}\n", reference},
    {"references", "{}\n", reference},
    {"minified", "{}\n", minified},
    {"source map", "{}\n", source_map},
    {"dates", "created_at = \"2026-11-22T10:{}:17.123456Z\"\nversion = \"1.{}.0-rc.2+build.77\"\n",
     letters("12345", 2)},
    {"addresses", "host = \"10.0.{}.17:8080\"\nmac = \"3c:22:fb:{}:9a:10\"\n", letters("12345", 2)},
    {"md5 of a file", "md5sum: {}  shop.tar.gz\netag: \"{}\"\n", letters(kHex, 32)},
    {"URLs", "https://acme.dev:8443/a{}/b?c=1&d=2#e\nssh://git@acme.dev:22/a.git\nme{}@acme.dev\n",
     letters(kDigits, 2)},
    {"ids of a page", "https://acme.dev/d/{}/edit?usp=sharing\n", letters(kUrlSafe, 44)},
    {"generated names", "static int fn_{}_impl(void* p) { return _ZN3foo3bar{}Ev(p); }\n",
     letters(kLower36, 10)},
    {"assembly", "  mov rax, qword ptr [rip + .L{}]\n  vfmadd231ps ymm{}, ymm12, ymm3\n",
     letters("12345", 1)},
    {"serial version", "private static final long serialVersionUID = -{}L;\n",
     letters(kDigits, 18)},
};

const char* const kAround[] = {
    "def total(items):\n    return sum(item.price for item in items)\n",
    "for (std::size_t i = 0; i < tokens.size(); ++i) emit(tokens[i].kind, secretLevel2);\n",
    "export async function login(user: string, password: string): Promise<Token> {\n",
    "// The token is refreshed every 3600 seconds; see RFC 6749, section 6.\n",
    "  assert_eq!(parse(\"a=1&b=2\").unwrap().len(), 2);\n",
    "CREATE TABLE users (id INT, password_hash VARCHAR(128), token_count INT DEFAULT 0);\n",
    "if (!auth.ok()) return Status(401, \"unauthorized\");\n",
};

bool is_source(const fs::path& path) {
  const std::string extension = path.extension().string();
  const char* const kExtensions[] = {".h",   ".hpp", ".c",  ".cpp", ".py",   ".md", ".cmake",
                                     ".txt", ".lua", ".js", ".ts",  ".json", ".yml"};
  return extension.empty() ? path.string().find("/c++/") != std::string::npos // <vector> and others
                           : std::find(std::begin(kExtensions), std::end(kExtensions), extension) !=
                                 std::end(kExtensions);
}

std::vector<fs::path> sources_below(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  const auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(folder, options, error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name == "build" || name == ".git") at.disable_recursion_pending();
    if (at->is_regular_file(error) && is_source(at->path()) &&
        at->file_size(error) <= kFileBytesMax)
      files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void cut(const std::string& from, const std::string& text, std::vector<Innocent>& chunks) {
  std::size_t lines = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n' || ++lines % kChunkLines != 0) continue;
    chunks.push_back({from, text.substr(begin, at + 1 - begin)});
    begin = at + 1;
  }
  if (begin < text.size()) chunks.push_back({from, text.substr(begin)});
}

} // namespace

std::vector<Innocent> make_look_alikes(std::uint64_t seed, std::size_t count) {
  RandomText random(seed);
  std::vector<Innocent> made;
  for (std::size_t i = 0; i < count; ++i) {
    const Form& form = kForms[i % std::size(kForms)];
    Innocent chunk{form.name, random.one_of(kAround)};
    for (int line = 0; line < 3; ++line) chunk.text += fill(form.frame, form.make(random));
    chunk.text += random.one_of(kAround);
    made.push_back(std::move(chunk));
  }
  return made;
}

std::vector<Innocent> make_tricky(std::uint64_t seed) {
  constexpr std::size_t kEach = 3;
  RandomText random(seed);
  std::vector<Innocent> made;
  for (const char* line : tricky_lines()) {
    for (std::size_t i = 0; i < kEach; ++i) {
      std::string text = line;
      const auto put = [&](std::string_view place, std::string_view letters, std::size_t count) {
        for (auto at = text.find(place); at != text.npos; at = text.find(place))
          text.replace(at, place.size(), random.of(letters, count));
      };
      put("{h}", kHex, 16);
      put("{b}", kBase62, 22);
      put("{d}", kDigits, 9);
      made.push_back({line, random.one_of(kAround) + (text + '\n') + random.one_of(kAround)});
    }
  }
  return made;
}

std::vector<Innocent> read_sources(const std::vector<std::string>& folders, std::size_t count_max) {
  std::vector<Innocent> all;
  for (const std::string& folder : folders) {
    std::vector<Innocent> chunks;
    const std::vector<fs::path> files = sources_below(folder);
    for (std::size_t at = 0; at < files.size(); at += 1 + files.size() / count_max) {
      const fs::path& path = files[at];
      std::ifstream file(path, std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      cut(path.string(), text, chunks);
    }
    // Of a large folder every so many-th, of the files as of their pieces, so that all parts of it
    // are looked at.
    const std::size_t step = 1 + chunks.size() / count_max;
    for (std::size_t at = 0; at < chunks.size(); at += step) all.push_back(std::move(chunks[at]));
  }
  return all;
}

} // namespace panel
