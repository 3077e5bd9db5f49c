#include "context/secret_places.hpp"

#include "context/secret_bytes.hpp"
#include "context/secret_looks.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace inkling::context {
namespace {

struct Place {
  std::string_view callee; ///< in lower case, "." for all that joins names
  std::size_t argument;    ///< counted from 0
  const char* example;
};

constexpr Place kPlaces[] = {
    {"auth", 1, R"(requests.get(url, auth=("me", "…")), .auth('me', '…'))"},
    {"basic_auth", 1, R"(request.basic_auth 'me', '…')"},
    {"basicauth", 1, R"(client.basicAuth("me", "…"))"},
    {"setbasicauth", 1, R"(req.SetBasicAuth("me", "…"))"},
    {"httpbasicauth", 1, R"(HTTPBasicAuth('me', '…'))"},
    {"httpdigestauth", 1, R"(HTTPDigestAuth('me', '…'))"},
    {"credentials.basic", 1, R"(Credentials.basic("me", "…"))"},
    {"usernamepasswordcredentials", 1, R"(new UsernamePasswordCredentials("me", "…"))"},
    {"usernamepasswordauthenticationtoken", 1, R"(the same of Spring)"},
    {"passwordauthentication", 1, R"(new PasswordAuthentication("me", "…".toCharArray()))"},
    {"credentials", 1, R"(credentials = ("me", "…"))"},
    {"setcredentials", 1, R"(client.setCredentials("me", "…"))"},
    {"keystore.load", 1, R"(keystore.load(file, "…".toCharArray()))"},
    {"ks.load", 1, R"(ks.load(file, "…".toCharArray()))"},
    {"pbkdf2_hmac", 1, R"(pbkdf2_hmac("sha256", b"…", salt, 100000))"},
    {"pbkdf2sync", 0, R"(crypto.pbkdf2Sync('…', salt, 100000))"},
    {"scryptsync", 0, R"(crypto.scryptSync('…', salt, 32))"},
    {"client.login", 0, R"(client.login("…"))"},
    {"bot.login", 0, R"(bot.login("…"))"},
    {"client.run", 0, R"(client.run("…"))"},
    {"bot.run", 0, R"(bot.run("…"))"},
    {"networkcredential", 1, R"(new NetworkCredential("me", "…"))"},
    {"plainauth", 2, R"(smtp.PlainAuth("", "me@a.dev", "…", host))"},
    {"login", 1, R"(smtp.login("me", "…"))"},
    {"simple_bind", 1, R"(ldap.simple_bind('cn=me', '…'))"},
    {"simple_bind_s", 1, R"(ldap.simple_bind_s('cn=me', '…'))"},
    {"ldap_bind", 2, R"(ldap_bind($ldap, 'cn=me', '…'))"},
    {"wifi.begin", 1, R"(WiFi.begin("net", "…"))"},
    {"getconnection", 2, R"(DriverManager.getConnection(url, "sa", "…"))"},
    {"pdo", 2, R"(new PDO($dsn, 'me', '…'))"},
    {"dbi.connect", 2, R"(DBI->connect($dsn, 'me', '…'))"},
    {"mysqli", 2, R"(new mysqli('db', 'me', '…'))"},
    {"mysqli_connect", 2, R"(mysqli_connect("db", "me", "…"))"},
    {"mysqldb.connect", 2, R"(MySQLdb.connect("db", "me", "…"))"},
    {"pymysql.connect", 2, R"(pymysql.connect("db", "me", "…"))"},
    {"mysql_real_connect", 3, R"(mysql_real_connect(c, "db", "me", "…", …))"},
    {"sequelize", 2, R"(new Sequelize('db', 'me', '…'))"},
    {"jwt.sign", 1, R"(jwt.sign(payload, "…"))"},
    {"jwt.verify", 1, R"(jwt.verify(token, "…"))"},
    {"jwt.encode", 1, R"(jwt.encode(payload, "…", algorithm="HS256"))"},
    {"jwt.decode", 1, R"(jwt.decode(token, "…"))"},
    {"signedstring", 0, R"(token.SignedString([]byte("…")))"},
    {"signwith", 1, R"(builder.signWith(HS256, "…"))"},
    {"hmac256", 0, R"(Algorithm.HMAC256("…"))"},
    {"hmac512", 0, R"(Algorithm.HMAC512("…"))"},
    {"hmacsha256", 0, R"(new HMACSHA256(Encoding.UTF8.GetBytes("…")))"},
    {"hmacshakeyfor", 0, R"(Keys.hmacShaKeyFor("…".getBytes()))"},
    {"createhmac", 1, R"(crypto.createHmac('sha256', '…'))"},
    {"hmac.new", 0, R"(hmac.new(b"…", body, sha256))"},
    {"hmac.new", 1, R"(hmac.New(sha256.New, []byte("…")))"},
    {"hash_hmac", 2, R"(hash_hmac('sha256', $body, '…'))"},
    {"cookieparser", 0, R"(cookieParser('…'))"},
    {"fernet", 0, R"(Fernet(b"…"))"},
    {"aes.new", 0, R"(AES.new(b"…", AES.MODE_GCM))"},
    {"aes.encrypt", 1, R"(CryptoJS.AES.encrypt(text, '…'))"},
    {"aes.decrypt", 1, R"(CryptoJS.AES.decrypt(text, '…'))"},
    {"createcipheriv", 1, R"(crypto.createCipheriv('aes-256-cbc', '…', iv))"},
    {"createdecipheriv", 1, R"(crypto.createDecipheriv('aes-256-cbc', '…', iv))"},
    {"openssl_encrypt", 2, R"(openssl_encrypt($text, 'aes-256-cbc', '…'))"},
    {"hashpw", 0, R"(bcrypt.hashpw("…", salt))"},
    {"bcrypt.hash", 0, R"(bcrypt.hash("…", 10))"},
    {"bcrypt.hashsync", 0, R"(bcrypt.hashSync("…", 10))"},
    {"argon2.hash", 0, R"(argon2.hash("…"))"},
    {"hash.make", 0, R"(Hash::make("…"))"},
    {"password_hash", 0, R"(password_hash("…", PASSWORD_DEFAULT))"},
    {"generate_password_hash", 0, R"(generate_password_hash("…"))"},
    {"passwordencoder.encode", 0, R"(passwordEncoder.encode("…"))"},
    {"convertto-securestring", 0, R"(ConvertTo-SecureString "…" -AsPlainText)"},
};

bool joins(char c) {
  return is_any_of(".:>-", c);
}

/// Where the last path of names begins: "crypto.createHmac", "DBI->connect", "jwt::sign".
std::size_t begin_of_path(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (is_word(text[at - 1]) || joins(text[at - 1]))) --at;
  return at;
}

/// "DBI->connect" becomes "dbi.connect"; a single "-" is part of a name.
std::string path_of(std::string_view text) {
  std::string path;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool arrow = text[at] == '-' && at + 1 < text.size() && text[at + 1] == '>';
    if (!joins(text[at]) || (text[at] == '-' && !arrow))
      path += to_lower(text[at]);
    else if (!path.ends_with('.'))
      path += '.';
  }
  return path;
}

bool takes_secret(std::string_view path, std::size_t argument) {
  if (path.empty()) return false;
  return std::any_of(std::begin(kPlaces), std::end(kPlaces), [&](const Place& place) {
    if (place.argument != argument || !path.ends_with(place.callee)) return false;
    return path.size() == place.callee.size() || path[path.size() - place.callee.size() - 1] == '.';
  });
}

/// INSERT INTO users (name, password) VALUES ("me", "…"): `before` ends before VALUES.
bool is_column_of_secret(std::string_view before, std::size_t argument) {
  const auto close = before.rfind(')');
  const auto open = close == before.npos ? close : before.rfind('(', close);
  if (open == before.npos) return false;
  std::string_view columns = before.substr(open + 1, close - open - 1);
  for (; argument > 0; --argument) {
    const auto comma = columns.find(',');
    if (comma == columns.npos) return false;
    columns.remove_prefix(comma + 1);
  }
  return suspicion_of(columns.substr(0, columns.find(','))) == Suspicion::password;
}

/// A list in brackets is called what it is assigned to.
bool is_taken_by(std::string_view before, std::size_t argument) {
  while (!before.empty() && (is_blank(before.back()) || is_any_of("=:>\"'", before.back())))
    before.remove_suffix(1);
  const std::size_t begin = begin_of_path(before);
  const std::string path = path_of(before.substr(begin));
  return takes_secret(path, argument) ||
         (path == "values" && is_column_of_secret(before.substr(0, begin), argument));
}

/// `request.basic_auth 'me', '…'`, `ConvertTo-SecureString "…"`, `IDENTIFIED BY '…'`.
bool is_taken_without_brackets(std::string_view statement, std::size_t argument) {
  statement = without_blanks_at_end(statement);
  if (argument > 0) { // up to the first argument
    const std::size_t quote = statement.find_first_of("\"'");
    const std::size_t comma = statement.find(',');
    statement = without_blanks_at_end(statement.substr(0, std::min(quote, comma)));
    const std::size_t name = begin_of_path(statement);
    if (quote > comma) statement = without_blanks_at_end(statement.substr(0, name));
  }
  const std::size_t name = begin_of_path(statement);
  return takes_secret(path_of(statement.substr(name)), argument);
}

/// CREATE USER me IDENTIFIED WITH caching_sha2_password BY '…', also in a literal of another
/// language.
bool is_behind_identified_by(std::string_view left) {
  constexpr std::string_view kVerb = "identified ";
  constexpr std::string_view kBy = " by";
  const auto same = [](char a, char b) { return to_lower(a) == b; };
  if (left.size() < kBy.size()) return false;
  const std::string_view end = left.substr(left.size() - kBy.size());
  return std::equal(end.begin(), end.end(), kBy.begin(), same) &&
         std::search(left.begin(), left.end(), kVerb.begin(), kVerb.end(), same) != left.end();
}

} // namespace

bool is_place_of_secret(std::string_view left) {
  if (left.size() > kCallBytesMax) left.remove_prefix(left.size() - kCallBytesMax);
  if (is_behind_identified_by(left)) return true;
  std::size_t argument = 0;
  std::size_t depth = 0;
  for (std::size_t at = left.size(); at > 0; --at) {
    const char c = left[at - 1];
    if (is_quote(c)) { // to where the literal begins
      const auto open = at > 1 ? left.rfind(c, at - 2) : left.npos;
      if (open == left.npos) return false;
      at = open + 1;
    } else if (is_any_of(")]}", c)) {
      ++depth;
    } else if (is_any_of("([{", c) && depth-- == 0) {
      return is_taken_by(left.substr(0, at - 1), argument) ||
             is_taken_without_brackets(left.substr(at), argument);
    } else if (c == ',' && depth == 0) {
      ++argument;
    }
  }
  return is_taken_without_brackets(left, argument);
}

} // namespace inkling::context
