#include "context/secrets.hpp"

#include "base/mask.hpp"
#include "support/catch.hpp"

#include <string>
#include <thread>
#include <utility>

using namespace inkling;
using namespace inkling::context;

namespace {

/// Spelled in pieces, like all that looks like a key here.
const std::string kRandom = std::string("q7Rk2") + "Vx9Lm4TzW8cYb3N";
const std::string kGitHub = std::string("gh") + "p_" + "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1w";
const std::string kBegin = std::string(5, '-') + "BEGIN RSA PRIVATE KEY" + std::string(5, '-');
const std::string kEnd = std::string(5, '-') + "END RSA PRIVATE KEY" + std::string(5, '-');
const std::string kLine = "MIIEpAIBAAKCAQEA0Zx9k3Vb7m2Qw8Lr5Tt1Yp6Nc4Hd0Jf8Sg2Ka7Xe3Uv9Bi5Mo";

const SecretScanner& scanner() {
  static const SecretScanner kScanner;
  return kScanner;
}

/// "{}" becomes the value.
std::string fill(std::string frame, const std::string& value) {
  for (auto at = frame.find("{}"); at != frame.npos; at = frame.find("{}", at + value.size()))
    frame.replace(at, 2, value);
  return frame;
}

std::string masked(const std::string& text) {
  return scanner().mask(text);
}

const std::string kMask(kSecretMask);

} // namespace

TEST_CASE("of a secret the value alone is masked", "[secrets]") {
  const char* frame = GENERATE(
      "{}: x\npassword = \"{}\"", "const API_KEY = '{}';", "apiKey: `{}`,", "\"secret\": \"{}\"",
      "export TOKEN={}", "  TOKEN={}  # ours", "password: {}\n", "- password: '{}'",
      "String accessToken = \"{}\";", "var token = @\"{}\";", "token := \"{}\"",
      "let secret: &'static str = \"{}\";", "let t = Token::new(\"{}\");",
      "let api_key = Some(String::from(\"{}\"));", "std::string auth_token{\"{}\"};",
      "x.setPassword(\"{}\");", "x.set(\"password\", \"{}\")", "define('DB_PASSWORD', '{}');",
      "'client_secret' => '{}'", "#define SECRET_KEY \"{}\"", "env['API_TOKEN'] = b'{}'",
      "<password>{}</password>", "<add key=\"ApiKey\" value=\"{}\"/>", "?a=1&access_token={}&b=2",
      "Server=x;Password={};Encrypt=True", "--token={} --verbose", "X-Api-Key: {}\r\n",
      "Authorization: Bearer {}", "authorization: 'Basic {}'", "h.set(\"X\", \"Bearer {}\")",
      "{\\\"token\\\": \\\"{}\\\"}", "postgres://me:{}@db/shop", "redis://:{}@cache",
      "NPM_AUTH_TOKEN={}", "npmAuthToken: \"{}\"", "dbpassword=\"{}\"", "pwd2 = \"{}\"",
      "STRIPE_KEY={}", "SENDGRID_KEY = '{}'");
  CAPTURE(frame);
  const std::string text = fill(frame, kRandom);
  const bool twice = text.starts_with(kRandom); // a value of no name stays
  const std::string expected = fill(frame, kMask);
  CHECK(masked(text) == (twice ? kRandom + expected.substr(kMask.size()) : expected));
}

TEST_CASE("a key of a known shape is masked wherever it stands", "[secrets]") {
  const char* frame = GENERATE("{}", "x = f({}, 1)", "\"a{\\n{}\\n\"", "https://{}@h.dev/a",
                               "k={}&b", "<a>{}</a>", "# {}.", "a\n{}\nb", "`{}`");
  CAPTURE(frame);
  CHECK(masked(fill(frame, kGitHub)) == fill(frame, kMask));
}

TEST_CASE("a secret is told by the place that it stands at", "[secrets]") {
  const char* frame = GENERATE(
      "r.SetBasicAuth(\"me\", \"{}\")", "get(url, auth=(\"me\", \"{}\"))", "s.auth = ('me', '{}')",
      "r.basic_auth 'me', '{}'", ".basic_auth(\"me\", Some(\"{}\"))", "['auth' => ['me', '{}']]",
      "new UsernamePasswordCredentials(\"me\", \"{}\")", "getConnection(url, \"sa\", \"{}\")",
      "new PDO($dsn, 'me', '{}')", "jwt.sign({id: f(a, b)}, \"{}\", {c: 1})",
      "token.SignedString([]byte(\"{}\"))", "hmac.new(b\"{}\", body)", "Fernet(b\"{}\")",
      "IDENTIFIED BY '{}'", "ConvertTo-SecureString \"{}\" -Force", "curl -u me:{} https://a.dev",
      "curl --user 'me:{}' https://a.dev", "mysql -u root -p{} shop", "mysql -p'{}' < a.sql",
      "docker login -u me -p {} a.dev", "sshpass -p {} ssh a", "redis-cli -h c -a {} ping",
      "run([\"a\", \"--token\", \"{}\"])", "deploy --api-key {} --prod", "keytool -storepass {}",
      "echo '{}' | docker login --password-stdin", "open(\"me:{}@tcp(db:3306)/a\")",
      "open(\"me:{}@db:3306/a\")", "connect(\"me/{}@db:1521/XE\")", "https://{}@git.dev/a.git",
      "- name: DB_PASSWORD\n  value: {}", "{\n  \"name\": \"API_TOKEN\",\n  \"value\": \"{}\"\n}",
      "{name: API_TOKEN, value: \"{}\"}", "variable \"api_token\" {\n  default = \"{}\"",
      "<key>ApiToken</key>\n<string>{}</string>", "const token =\n  '{}';", "setToken(\n\"{}\")",
      "ENV API_TOKEN {}", "machine a.dev login me password {}", "requirepass {}",
      "p = env.PASSWORD || '{}'", "p = getenv(\"PASSWORD\") or \"{}\"", "P=${DB_PASSWORD:-{}}",
      "setopt(curl, CURLOPT_XOAUTH2_BEARER, \"{}\")");
  CAPTURE(frame);
  CHECK(masked(fill(frame, kRandom)) == fill(frame, kMask));
}

TEST_CASE("a secret is told by its name, whatever is between", "[secrets]") {
  const char* frame = GENERATE(
      "password: |\n  {}\n", "password: >\n  {}", "- \"token\": |2-  # ours\n  {}\r\n",
      "  password:\n    {}", "- name: DB_PASSWORD\n  value: >-\n    {}",
      "execute(\"ALTER USER bob IDENTIFIED BY '{}'\")",
      "run('alter user a identified by \\'{}\\'')",
      "f(\"CREATE USER 'a'@'%' IDENTIFIED WITH x BY '{}'\")", "@Value(\"${api.key:{}}\")",
      "@Value(\"\\${stripe.api.key:{}}\")", "@Value(\"${apiKey:{}}\")", "mail.api.key={}",
      "config.api.key = \"{}\"", "password = prefix + \"{}\"", "$password = $prefix . '{}';",
      "password = f\"{x}{}\"", "password = `${x}{}${y}`", "passwords = [\"{}\"]",
      "passwords = [\n  \"{}\"", "passwords = [\"{}\", b'{}']", "let pwds = vec![\"{}\"];",
      "pwds := []string{\"{}\", \"{}\"}", "List<String> pwds = List.of(\"{}\", \"{}\");",
      "password = hash(\"{}\")", "digest = bcrypt.hashpw(\"{}\", salt)", "x = Hash::make('{}')",
      "password = encoder.encode(\"{}\")", "signing_salt: \"{}\"",
      "jwt.Parse(s, func(t *jwt.Token) (any, error) { return []byte(\"{}\"), nil })",
      "jwt.Parse(s, func(t *jwt.Token) (any, error) {\n\treturn []byte(\"{}\"), nil\n})");
  CAPTURE(frame);
  CHECK(masked(fill(frame, kRandom)) == fill(frame, kMask));
}

TEST_CASE("a secret is told by the command of a shell that takes it", "[secrets]") {
  const char* frame = GENERATE(
      "TOKEN=$(echo {})", "TOKEN=$(echo -n '{}' | base64)", "PASSWORD=$(printf '%s' \"{}\")",
      "PASSWORD=`echo {}`", "PASSWORD=\"$(echo {})\"", "echo {} | docker login --password-stdin",
      "printf '%s\\n' \"{}\" | sudo -S ls", "echo {} | sudo -S ls", "htpasswd -b f u {}",
      "htpasswd -bc f u '{}'", "htpasswd -nbB u {}", "net use \\\\a\\b /user:adm {}",
      "net use Z: \\\\a\\b {} /user:adm", "vault kv put secret/x key={}",
      "vault kv put secret/x a={} b=\"{}\"", "kubectl create secret generic a --from-literal=b={}");
  CAPTURE(frame);
  CHECK(masked(fill(frame, kRandom)) == fill(frame, kMask));
}

TEST_CASE("passwords of people are masked where no expression can stand", "[secrets]") {
  const char* text =
      GENERATE("DB_PASS={}", "password: {}", "password = {}", "a=1 my_pass={}",
               "<password>{}</password>", "\"Uid=sa;Pwd={};\"", "--password={} a",
               "jdbc:x://db?user=me&password={}", "PGPASSWORD={} psql", "pw = \"{}\"");
  const char* value = GENERATE("vikeka9307", "Kiravo42%", "mela*Zori880");
  CAPTURE(text, value);
  const bool spaced = std::string(text).starts_with("password = ");
  const bool operand = spaced && std::string(value) == "mela*Zori880"; // two names and a "*"
  CHECK(masked(fill(text, value)) == fill(text, operand ? value : kMask));
}

TEST_CASE("what stands at such places and is no secret stays", "[secrets]") {
  const char* text =
      GENERATE("jwt.sign(payload, process.env.JWT_SECRET_2)", "jwt.sign(payload, \"${SECRET2}\")",
               "mysql -p$PASSWORD2 shop", "mysql -P 33061234 shop",
               "docker run -p 8080:80 -p 127.0.0.1:9:9", "curl -u \"$USER2:$PASS2\" https://a.dev",
               "ssh -p 22222222 me@a.dev", "mkdir -p a1b2c3d4e5f6",
               "auth=(\"me\", \"password123\")", "add('--auth_port', default=[8080, 8090])",
               "x.sign(payload, \"q7Rk2Vx9Lm4TzW8c\")", "me12@acme.dev:8080",
               "12:_ZTIh@GLIBCXX_3.4:1", "- name: LOG_LEVEL\n  value: q7Rk2Vx9Lm4TzW8c",
               "password = base64*count2+offset1", "password=user.password2,",
               "sections['PASSPHRASE'].splitlines()[1]", "it should pass desired_capacity=0.25",
               "\"PasswordX\",\n\"S3Configuration\"", "token = \"utf8mb4_general_ci\"",
               "password = \"MySecret123!\"", "<a id=\"password\"><b>c123</b>",
               "if token:\n  q7Rk2Vx9Lm4TzW8c", "tokens: q7\n  q7Rk2Vx9Lm4TzW8c",
               "password:\n  call2(q7Rk2Vx9Lm4TzW8c)", "case kToken:\n  q7Rk2Vx9Lm4TzW8c;",
               "passwords[\"q7Rk2Vx9Lm4TzW8c\"]", "return []byte(\"q7Rk2Vx9Lm4TzW8c\"), nil",
               "password = f\"{user2}{pass2}\"", "cache.key = \"q7Rk2Vx9Lm4TzW8c\"",
               "GROUP BY 'q7Rk2Vx9Lm4TzW8c'", "salt = \"q7Rk2Vx9Lm4TzW8c\"",
               "FILE=$(echo q7Rk2Vx9Lm4TzW8c)", "TOKEN=$(cat q7Rk2Vx9Lm4TzW8c)",
               "echo q7Rk2Vx9Lm4TzW8c | sort -S 1", "htpasswd -c q7Rk2Vx9Lm4TzW8c u",
               "net use Z: \\\\a\\b /user:q7Rk2Vx9Lm4TzW8c", "put secret/x key=q7Rk2Vx9Lm4TzW8c",
               "echo 'q7Rk2Vx9Lm4TzW8c' | sha256sum", "https://acme12@git.dev/a.git");
  CAPTURE(text);
  CHECK(masked(text) == text);
}

TEST_CASE("of a secret beside its id both are masked", "[secrets]") {
  const std::string sid = std::string("A") + "C" + "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
  CHECK(masked("Client('" + sid + "', '9f8e7d6c5b4a39281706f5e4d3c2b1a0')") ==
        "Client('" + kMask + "', '" + kMask + "')");
}

TEST_CASE("the private lines of a key of PuTTY are masked", "[secrets]") {
  const std::string open = "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPublic-Lines: 1\n" +
                           kLine + "\nPrivate-Lines: 2\n";
  const std::string mac = "\nPrivate-MAC: 0a1b2c3d\n";
  CHECK(masked(open + kLine + "\n" + kLine + mac) == open + kMask + mac);
  CHECK(masked(open + kLine + "\nabcd") == open + kMask); // cut
  CHECK(masked("PuTTY-User-Key-File-2") == "PuTTY-User-Key-File-2");
}

TEST_CASE("what tells of no secret stays", "[secrets]") {
  const char* text = GENERATE(
      "token = \"{}\"", "password = changeme", "api_key: \"<your key 2>\"",
      "secret = \"${SECRET2}\"", "token = process.env.TOKEN_2", "token = os.environ[\"TOKEN_2\"]",
      "password = \"password123\"", "auth = authenticate2(user)", "token: Token2;",
      "token = \"test-token-17\"", "secret_name = \"q7Rk2Vx9Lm4TzW8c\"",
      "token.id = \"q7Rk2Vx9Lm4TzW8c\"", "commit e83c5163316f89bfbde7d9ab23ca2e25604af290",
      "id = 550e8400-e29b-41d4-a716-446655440000",
      "\"integrity\": \"sha512-q7Rk2Vx9Lm4TzW8cYb3N+a/q7Rk2Vx9Lm4TzW8cYb3Nw==\"",
      "token_digest = \"sha256:9f86d081884c7d659a2feaa0c55ad015\"", "secret = 0xDEADBEEF12345678",
      "max_tokens = 12345678", "token = \"1234567890\"", "password = \"a b c 1 2 3 4\"",
      "https://h.dev:8080/a?b=c@d", "user:q7Rk2Vx9Lm4T@h.dev", "http://me:${PASSWORD}@h.dev",
      "ssh://git@h.dev:22/a1", "mailto:me2@acme.dev", "https://user:password@h.dev",
      "key = \"q7Rk2Vx9Lm4TzW8c\"", "CACHE_KEY = \"q7Rk2Vx9Lm4TzW8c\"", "stripe_key_2 = f(x)",
      "author = \"q7Rk2Vx9Lm4TzW8c\"", "color: #a1b2c3;",
      "{\"token\": \"x\", \"sha\": \"e83c5163316f89bfbde7d9ab23ca2e25604af290\"}",
      "password_hash = \"5f4dcc3b5aa765d61d8327deb882cf99\"", "auth: \"user12@acme.dev\"");
  CAPTURE(text);
  CHECK(masked(text) == text);
}

TEST_CASE("the inside of a private key block is masked", "[secrets]") {
  const std::string lines = kLine + "\n" + kLine + "\nabcd==\n";
  CHECK(masked(kBegin + "\n" + lines + kEnd + "\nx") ==
        kBegin + "\n" + kMask + "\n" + kEnd + "\nx");
  SECTION("without its end, as somebody types it or a window cuts it") {
    CHECK(masked(kBegin + "\n" + kLine + "\nabcd") == kBegin + "\n" + kMask);
    CHECK(masked(kBegin + "\n" + kLine + "\n\nint x;\n") == kBegin + "\n" + kMask + "\n\nint x;\n");
    CHECK(masked(kBegin + "\n") == kBegin + "\n");
  }
  SECTION("without its beginning") {
    CHECK(masked(lines + kEnd) == kMask + "\n" + kEnd);
    CHECK(masked("x();\n\n" + lines + kEnd) == "x();\n\n" + kMask + "\n" + kEnd);
  }
  SECTION("in a literal") {
    const std::string open = "k = \"" + kBegin + "\\n\"\n    \"";
    const std::string close = "\\n" + kEnd + "\\n\";";
    CHECK(masked(open + kLine + "\\n\"\n    \"" + kLine + close) == open + kMask + close);
  }
  SECTION("with headers") {
    const std::string head = kBegin + "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n";
    CHECK(masked(head + lines + kEnd) == head + kMask + "\n" + kEnd);
  }
}

TEST_CASE("of a private key in comments and literals no line is left", "[secrets]") {
  const char* break_ = GENERATE( // between two lines
      "\n// ", "\n//", "\n# ", "\n * ", "\n-- ", "\n; ", "\n% ", "\n! ", "\nREM ", "\n  - ",
      "\\n\"\n b\"", "\\n\" +\n r'", "\" \\\n u\"", "\",\n f\"", "\\n\"\n L\"", "\\n\" u8\"",
      "\\n' . \n rb'", "\", \"", "\\r\\n", "\\n\");\n  out.append(\"", "\";\n  lines[2] = \"",
      "\\n\";\n  private_key += \"");
  const std::string no_digit(64, 'a');
  const std::string lines = kLine + break_ + no_digit + break_ + kLine + break_;
  const std::string last = "Ab3d/+==";
  const std::string texts[] = {
      kBegin + break_ + lines + last + break_ + kEnd,
      kBegin + break_ + lines + last, // somebody is typing it
      kBegin + break_ + "Proc-Type: 4,ENCRYPTED" + break_ + "DEK-Info: AES-128-CBC,2AF2" + break_ +
          break_ + lines + last + break_ + kEnd,
      kBegin + break_ + lines,
      lines + last + break_ + kEnd,
      "9k3Vb7==" + (break_ + lines) + last + break_ + kEnd, // a window's begin cut it
  };
  for (const std::string& text : texts) {
    CAPTURE(text);
    const std::string sent = masked(text);
    for (const std::string& part : {kLine, no_digit, last, std::string("9k3Vb7==")})
      CHECK(sent.find(part) == sent.npos);
  }
}

TEST_CASE("a slash that is escaped does not break a line of a key", "[secrets]") {
  const std::string pieces = "MIIE9k3V\\/b7m2Qw8L\\/r5Tt1Yp6";
  const std::string text = "{\"k\": \"" + kBegin + "\\n" + pieces + "\\n" + kEnd + "\"}";
  CHECK(masked(text) == "{\"k\": \"" + kBegin + "\\n" + kMask + "\\n" + kEnd + "\"}");
}

TEST_CASE("dashes before the dashes of a key do not hide it", "[secrets]") {
  CHECK(masked("--" + kBegin + "\n--" + kLine + "\n--" + kEnd) ==
        "--" + kBegin + "\n--" + kMask + "\n--" + kEnd);
  const std::string rules = std::string(80, '-') + "\n" + std::string(5, '-');
  CHECK(masked(rules) == rules);
}

TEST_CASE("code about keys stays, and so do public keys", "[secrets]") {
  const std::string dashes(5, '-');
  const std::string certificate = dashes + "BEGIN CERTIFICATE" + dashes + "\n" + kLine + "\n" +
                                  dashes + "END CERTIFICATE" + dashes + "\n";
  const std::string texts[] = {
      certificate,
      "BEGIN = \"" + kBegin + "\"\nEND = \"" + kEnd + "\"\n",
      "return \"" + kBegin + "\\n\" + body + \"" + kEnd + "\";\n",
      "if (line.starts_with(\"" + kBegin + "\") && is_valid(line)) count += 1;\n",
      kEnd + "\n" + kLine + "\n" + certificate,
      "// ----- BEGIN -----\n" + kLine + "\n",
      "if (has(text, \"" + kBegin + "\"))\n  return decodePkcs8PrivateKeyInfo(text);\n",
      "if (has(text, \"" + kBegin + "\"))\n  return parser_of_pkcs8_private_keys;\n",
      "// What \"" + kBegin + "\" begins\nimport pkcs8privatekeyinfo\n",
  };
  for (const std::string& text : texts) CHECK(masked(text) == text);
}

TEST_CASE("a typed secret is masked before much of it is there", "[secrets]") {
  const auto first_masked = [](const std::string& before, const std::string& secret) {
    std::size_t typed = 0;
    while (typed < secret.size() && scanner().find(before + secret.substr(0, typed)).empty())
      ++typed;
    for (std::size_t more = typed; more <= secret.size(); ++more) // and stays so
      CHECK(scanner().find(before + secret.substr(0, more)).size() == 1);
    return typed;
  };
  // As docs/PRIVACY.md says.
  CHECK(first_masked("x = \"", kGitHub) == 16);
  CHECK(first_masked("x = \"", std::string("sk") + "-ant-" + kRandom) == 17);
  CHECK(first_masked("token = \"", kRandom) <= 10);
  CHECK(first_masked("password = \"", "Blue7Whale!Sea") == 8);
  CHECK(first_masked("TOKEN=", kRandom) <= 10);
  CHECK(first_masked("https://me:", "Blue7Whale@h") == 11); // from the "@" on
}

TEST_CASE("spans are in order and apart, and begin and end with characters", "[secrets]") {
  const std::string text = "ü password = \"Grün7!Straße9\"; token='" + kRandom + "' ß " + kGitHub +
                           "\nAPI_KEY=" + kGitHub + " https://x:" + kGitHub + "@h\n";
  std::size_t end = 0;
  const std::vector<SecretSpan> spans = scanner().find(text);
  CHECK(spans.size() == 5);
  const auto is_border = [&](std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
  };
  for (const SecretSpan& span : spans) {
    CHECK(span.begin >= end);
    CHECK(span.begin < span.end);
    CHECK_FALSE(span.kind.empty());
    CHECK(is_border(span.begin));
    CHECK(is_border(span.end));
    end = span.end;
  }
  CHECK(masked(masked(text)) == masked(text));
}

TEST_CASE("any bytes may be looked into, from several threads", "[secrets]") {
  std::string text;
  std::uint32_t state = 1;
  const std::string pieces[] = {"token=\"", kRandom, kGitHub, kBegin, kEnd, kLine,
                                "://",      "@",     "\\",    "\"",   "\n", std::string(1, '\0'),
                                "\xC3",     "'",     "x",     "(",    "=",  "9"};
  for (int i = 0; i < 4000; ++i) {
    state = state * 1664525 + 1013904223;
    text += pieces[(state >> 16) % std::size(pieces)];
  }
  const std::vector<SecretSpan> expected = scanner().find(text);
  bool same[2] = {};
  std::thread others[2];
  for (int i = 0; i < 2; ++i)
    others[i] = std::thread([&, i] { same[i] = scanner().find(text) == expected; });
  for (std::thread& other : others) other.join();
  CHECK(same[0]);
  CHECK(same[1]);
  for (std::size_t i = 1; i < expected.size(); ++i) CHECK(expected[i].begin >= expected[i - 1].end);
}
