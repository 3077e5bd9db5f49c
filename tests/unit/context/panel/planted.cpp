#include "planted.hpp"

#include "everyday.hpp"
#include "random_text.hpp"

namespace panel {
namespace {

struct Part {
  const char* text;              ///< as it is
  std::string_view letters = {}; ///< then so many of these
  std::size_t count = 0;
};

struct Shape {
  const char* kind;
  std::vector<Part> parts;
};

/// Prefixes are spelled in two pieces: no line of this file is to look like a key.
const Shape kShapes[] = {
    {"AWS key id", {{"AK"}, {"IA", kUpper32, 16}}},
    {"AWS session key id", {{"AS"}, {"IA", kUpper32, 16}}},
    {"GitHub token", {{"gh"}, {"p_", kBase62, 36}}},
    {"GitHub OAuth token", {{"gh"}, {"o_", kBase62, 36}}},
    {"GitHub server token", {{"gh"}, {"s_", kBase62, 36}}},
    {"GitHub fine-grained token", {{"github"}, {"_pat_", kBase62, 22}, {"_", kBase62, 59}}},
    {"GitLab token", {{"gl"}, {"pat-", kUrlSafe, 20}}},
    {"Slack bot token", {{"xo"}, {"xb-", kDigits, 12}, {"-", kDigits, 12}, {"-", kBase62, 24}}},
    {"Slack user token", {{"xo"}, {"xp-", kDigits, 12}, {"-", kDigits, 12}, {"-", kHex, 32}}},
    {"Stripe key", {{"sk"}, {"_live_", kBase62, 24}}},
    {"Stripe restricted key", {{"rk"}, {"_live_", kBase62, 24}}},
    {"Google API key", {{"AI"}, {"za", kUrlSafe, 35}}},
    {"Google OAuth secret", {{"GOC"}, {"SPX-", kUrlSafe, 28}}},
    {"OpenAI key", {{"sk"}, {"-", kBase62, 48}}},
    {"OpenAI project key", {{"sk"}, {"-proj-", kUrlSafe, 74}}},
    {"Anthropic key", {{"sk"}, {"-ant-api03-", kUrlSafe, 93}, {"AA"}}},
    {"Cerebras key", {{"cs"}, {"k-", kLower36, 48}}},
    {"Groq key", {{"gs"}, {"k_", kBase62, 52}}},
    {"Hugging Face token", {{"h"}, {"f_", kBase62, 34}}},
    {"npm token", {{"np"}, {"m_", kBase62, 36}}},
    {"PyPI token", {{"py"}, {"pi-AgEIcHlwaS5vcmc", kUrlSafe, 130}}},
    {"SendGrid key", {{"S"}, {"G.", kUrlSafe, 22}, {".", kUrlSafe, 43}}},
    {"Twilio key", {{"S"}, {"K", kHex, 32}}},
    {"Mailgun key", {{"ke"}, {"y-", kHex, 32}}},
    {"DigitalOcean token", {{"do"}, {"p_v1_", kHex, 64}}},
    {"Telegram bot token", {{"", kDigits, 10}, {":A"}, {"A", kUrlSafe, 33}}},
    {"Discord bot token", {{"M"}, {"T", kBase62, 22}, {".", kUrlSafe, 6}, {".", kUrlSafe, 38}}},
    {"JSON web token",
     {{"ey"}, {"JhbGciOiJIUzI1NiJ9"}, {".ey"}, {"J", kUrlSafe, 80}, {".", kUrlSafe, 43}}},
    {"Shopify token", {{"shp"}, {"at_", kHex, 32}}},
    {"Vault token", {{"hv"}, {"s.", kUrlSafe, 90}}},
    {"GitHub refresh token", {{"gh"}, {"r_", kBase62, 36}}},
    {"Slack app token", {{"xa"}, {"pp-1-A", kUpper32, 10}, {"-", kDigits, 13}, {"-", kHex, 64}}},
    {"Stripe webhook secret", {{"wh"}, {"sec_", kBase62, 32}}},
    {"Mailchimp key", {{"", kHex, 32}, {"-u"}, {"s", kDigits, 2}}},
    {"Google OAuth token", {{"ya"}, {"29.a0", kUrlSafe, 120}}},
    {"Square token", {{"sq"}, {"0atp-", kUrlSafe, 22}}},
    {"Square secret", {{"sq"}, {"0csp-", kUrlSafe, 43}}},
    {"Databricks token", {{"da"}, {"pi", kHex, 32}}},
    {"Linear key", {{"li"}, {"n_api_", kBase62, 40}}},
    {"Notion token", {{"nt"}, {"n_", kDigits, 11}, {"", kBase62, 35}}},
    {"Notion secret", {{"sec"}, {"ret_", kBase62, 43}}},
    {"age key", {{"AGE-SECRET"}, {"-KEY-1", kUpper32, 58}}},
    {"Doppler token", {{"d"}, {"p.pt.", kBase62, 43}}},
    {"Pulumi token", {{"pu"}, {"l-", kHex, 40}}},
    {"Terraform Cloud token", {{"", kBase62, 14}, {".atl"}, {"asv1.", kUrlSafe, 67}}},
    {"Docker token", {{"dc"}, {"kr_pat_", kUrlSafe, 27}}},
    {"Postman key", {{"PM"}, {"AK-", kHex, 24}, {"-", kHex, 34}}},
    {"New Relic key", {{"NR"}, {"AK-", kUpper32, 27}}},
    {"Airtable token", {{"pa"}, {"t", kBase62, 14}, {".", kHex, 64}}},
    {"Figma token", {{"fi"}, {"gd_", kUrlSafe, 40}}},
    {"Sentry token", {{"snt"}, {"ryu_", kHex, 64}}},
    {"Mapbox secret", {{"sk"}, {".ey"}, {"J", kBase62, 60}, {".", kUrlSafe, 22}}},
    {"Facebook token", {{"EA"}, {"ACEdEose0cBA", kBase62, 60}}},
    {"Azure client secret", {{"", kBase62, 3}, {"8Q"}, {"~", kBase62, 34}}},
    {"Alibaba key id", {{"LT"}, {"AI5t", kBase62, 20}}},
    {"PlanetScale password", {{"ps"}, {"cale_pw_", kBase62, 43}}},
    {"Supabase token", {{"sb"}, {"p_", kHex, 40}}},
    {"Brevo key", {{"xk"}, {"eysib-", kHex, 64}, {"-", kBase62, 16}}},
    {"SonarQube token", {{"sq"}, {"p_", kHex, 40}}},
    {"Tailscale key", {{"ts"}, {"key-auth-k", kBase62, 11}, {"-", kBase62, 32}}},
    {"Resend key", {{"r"}, {"e_", kBase62, 8}, {"_", kBase62, 24}}},
    {"LangSmith key", {{"ls"}, {"v2_pt_", kHex, 32}, {"_", kHex, 10}}},
};

/// Names that tell nothing: the shape alone must do.
const char* const kNeutralFrames[] = {
    "client = Client(\"{}\")\n",
    "  const conn = await connect('{}', { retries: 3 });\n",
    "# curl -d 'x={}' https://api.acme.dev/v1/items\n",
    "    value: {}\n",
    "cfg := Config{Value: \"{}\", Timeout: 30}\n",
    "RUN ./install.sh {} && rm install.sh\n",
    "  \"data\": \"{}\",\n",
    "let x = `prefix/{}`;\n",
    "  out.println(\"using {} now\");\n",
    "printf(\"a line\\n{}\\n\");\n",
};

const char* const kNamedFrames[] = {
    "password = \"{}\"\n",
    "const API_KEY = \"{}\";\n",
    "  apiKey: '{}',\n",
    "  \"client_secret\": \"{}\",\n",
    "export AUTH_TOKEN={}\n",
    "DB_PASSWORD={}\n",
    "password: {}\n",
    "  - secret_key: \"{}\"\n",
    "private static final String API_SECRET = \"{}\";\n",
    "    var token = \"{}\"\n",
    "token := \"{}\"\n",
    "string connectionSecret = @\"{}\";\n",
    "let api_key: &str = \"{}\";\n",
    "let secret = String::from(\"{}\");\n",
    "account.setPassword(\"{}\");\n",
    "builder.with_token('{}').build()\n",
    "os.environ[\"SERVICE_TOKEN\"] = \"{}\"\n",
    "define('AUTH_KEY', '{}');\n",
    "    'password' => '{}',\n",
    "#define ACCESS_KEY \"{}\"\n",
    "std::string accessToken{\"{}\"};\n",
    "api_token: Optional[str] = '{}'\n",
    "<password>{}</password>\n",
    "<add key=\"ApiKey\" value=\"{}\" />\n",
    "headers: { 'X-Api-Key': '{}' }\n",
    "curl -H \"X-Auth-Token: {}\" https://acme.dev\n",
    "fetch(`https://acme.dev/items?access_token={}&page=2`)\n",
    "docker login --username me --password={} registry.acme.dev\n",
    "aws_secret_access_key = {}\n",
    "val signingSecret: String = \"{}\"\n",
    "  private readonly clientSecret = \"{}\";\n",
    "config.encryption_key = \"{}\"\n",
};

const char* const kCredentialFrames[] = {
    "curl -H 'Authorization: Bearer {}' https://acme.dev/items\n",
    "  headers: { Authorization: \"Bearer {}\" },\n",
    "request.Header.Set(\"Authorization\", \"Basic {}\")\n",
    "Authorization: Basic {}\n",
    "req.add_header('Authorization', 'token {}')\n",
};

const char* const kUrlFrames[] = {
    "DATABASE_URL=postgres://shop:{}@db.acme.dev:5432/shop\n",
    "engine = create_engine(\"mysql+pymysql://root:{}@127.0.0.1/app\")\n",
    "const redis = new Redis('redis://:{}@cache:6379/0');\n",
    "  url: \"mongodb+srv://admin:{}@cluster0.acme.dev/?retryWrites=true\"\n",
    "git clone https://me:{}@git.acme.dev/shop.git\n",
    "amqp.Dial(\"amqp://guest1:{}@mq:5672/\")\n",
    "\"Server=db;Database=shop;User Id=sa;Password={};Encrypt=True\"\n",
    "\"Data Source=db;uid=sa;pwd={};\"\n",
};

const char* const kUrlSecretFrames[] = {
    "https://hooks.slack.com/services/T01QMZ7XK/B04WKT2RP/{}",
    "https://discord.com/api/webhooks/123456789012345678/{}",
    "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={};EndpointSuffix=core",
    "https://shop.blob.acme.dev/a?sv=2022-11-02&sig={}&se=2026",
};

const char* const kBefore =
    "import os\n\ndef total(items):\n    return sum(item.price for item in items)\n\n";
const char* const kAfter =
    "\nfor (int i = 0; i < count; ++i) {\n  process(items[i], options);\n}\n";

std::string in_code(const std::string& line) {
  return kBefore + line + kAfter;
}

std::string make(const Shape& shape, RandomText& random) {
  std::string key;
  for (const Part& part : shape.parts) key += part.text + random.of(part.letters, part.count);
  return key;
}

/// What machines make up, and what people do.
std::string make_value(std::size_t which, RandomText& random) {
  switch (which % 6) {
  case 0:
    return random.of(kBase62, 24);
  case 1:
    return random.of(kHex, 32);
  case 2:
    return random.of(kBase64, 43) + '=';
  case 3:
    return random.of(kLower36, 20);
  case 4:
    return random.of(kUrlSafe, 40);
  default:
    return random.of(kBase62, 3) + "7kQ" + random.of("!@#?~", 1) + random.of(kBase62, 6) +
           random.of(kDigits, 1);
  }
}

void plant_shapes(RandomText& random, std::vector<Planted>& planted) {
  constexpr std::size_t kEach = 4;
  std::size_t frame = 0;
  for (const Shape& shape : kShapes) {
    for (std::size_t i = 0; i < kEach; ++i) {
      const std::string key = make(shape, random);
      const char* around = kNeutralFrames[frame++ % std::size(kNeutralFrames)];
      planted.push_back({shape.kind, in_code(fill(around, key)), {key}});
    }
  }
}

template<std::size_t Size>
void plant_values(const char* kind, const char* const (&frames)[Size], std::size_t each,
                  RandomText& random, std::vector<Planted>& planted) {
  std::size_t which = 0;
  for (const char* frame : frames) {
    for (std::size_t i = 0; i < each; ++i) {
      const std::string value = make_value(which++, random);
      planted.push_back({kind, in_code(fill(frame, value)), {value}});
    }
    ++which; // other values for the next frame
  }
}

void plant_urls(RandomText& random, std::vector<Planted>& planted) {
  for (const char* frame : kUrlFrames) {
    const std::string person = random.of(kBase62, 7) + random.of("!$~", 1) + random.of(kBase62, 4);
    for (const std::string& value : {random.of(kBase62, 16), person, random.of(kLower36, 12)})
      planted.push_back({"URL or connection string", in_code(fill(frame, value)), {value}});
  }
  for (const char* frame : kUrlSecretFrames) {
    const std::string value = random.of(kBase62, 86);
    const std::string line = "url = \"" + fill(frame, value) + "\"\n";
    planted.push_back({"webhook or signed URL", in_code(line), {value}});
  }
}

std::string syllables(RandomText& random, std::size_t count) {
  std::string word;
  for (std::size_t i = 0; i < count; ++i)
    word += random.of("bdfgklmnprstvz", 1) + random.of("aeiou", 1);
  return word;
}

std::string make_password(std::size_t which, RandomText& random) {
  switch (which % 5) {
  case 0:
    return "K" + syllables(random, 3) + random.of(kDigits, 2) + random.of("!#%*", 1);
  case 1:
    return random.of(kBase62, 15) + random.of(kDigits, 1);
  case 2:
    return syllables(random, 2) + random.of("!#*.", 1) + "Zo" + syllables(random, 1) +
           random.of(kDigits, 3);
  case 3:
    return random.of(kBase62, 5) + random.of("!#%*^", 2) + random.of(kBase62, 6) + "4";
  default:
    return syllables(random, 3) + random.of(kDigits, 4);
  }
}

std::string make_url_value(std::size_t which, RandomText& random) {
  constexpr std::size_t kWhich[] = {0, 1, 3, 4};
  return make_value(kWhich[which % std::size(kWhich)], random);
}

void plant_everyday(Places places, RandomText& random, std::vector<Planted>& planted) {
  constexpr std::size_t kEach = 3;
  std::size_t which = 0;
  for (const Place& place : places) {
    for (std::size_t i = 0; i < kEach; ++i, ++which) {
      const std::string value = place.value == Value::url        ? make_url_value(which, random)
                                : place.value == Value::password ? make_password(which, random)
                                                                 : make_value(which % 5, random);
      planted.push_back({place.kind, in_code(fill(place.frame, value)), {value}});
    }
  }
}

void plant_pairs_of_twilio(RandomText& random, std::vector<Planted>& planted) {
  const char* const kFrames[] = {"client = Client(\"{}\", \"", "sid := \"{}\"\nauth := \"",
                                 "new Twilio('{}', '"};
  for (const char* frame : kFrames) {
    const std::string id = std::string("A") + 'C' + random.of(kHex, 32);
    const std::string secret = random.of(kHex, 32);
    const std::string line = fill(frame, id) + secret + frame[std::string_view(frame).size() - 1];
    planted.push_back({"Twilio token beside its id", in_code(line + ")\n"), {secret}});
  }
}

void plant_aws_pairs(RandomText& random, std::vector<Planted>& planted) {
  for (int i = 0; i < 4; ++i) {
    const std::string id = make(kShapes[0], random);
    const std::string secret = random.of(kBase64, 40);
    const std::string line = "s3 = boto3.client('s3', '" + id + "', '" + secret + "')\n";
    planted.push_back({"AWS secret beside its id", in_code(line), {id, secret}});
  }
}

enum class Cut { none, end, begin };

/// `break_` between the lines: "\n" in a file, other things in a literal.
Planted make_block(const std::string& label, const std::string& open, const std::string& break_,
                   Cut cut, RandomText& random) {
  Planted block{"private key block", open, {}};
  const std::string dashes(5, '-');
  if (cut == Cut::begin)
    block.text.clear();
  else
    block.text += dashes + "BEGIN " + label + dashes + break_;
  for (int line = 0; line < 12; ++line) {
    block.parts.push_back(random.of(kBase64, line == 11 ? 22 : 64));
    block.text += block.parts.back() + (line == 11 ? "==" : "") + break_;
  }
  if (cut != Cut::end) block.text += dashes + "END " + label + dashes + "\"\n" + kAfter;
  return block;
}

/// How a file or a program holds a block: what stands before it, and between its lines.
struct Holder {
  const char* open;
  const char* break_;
};

constexpr Holder kHolders[] = {
    {"", "\n"},
    {"  key: |\n    ", "\n    "},
    {"KEY = \"", "\\n\" +\n      \""},
    {"{\"k\": \"", "\\n"},
    {"// ", "\n// "},
    {"    /// ", "\n    /// "},
    {"# ", "\n# "},
    {"/*\n * ", "\n * "},
    {"-- ", "\n-- "},
    {"; ", "\n; "},
    {"% ", "\n% "},
    {"KEY = (\n  b\"", "\\n\"\n  b\""},
    {"KEY = r'", "' \\\n      r'"},
    {"const char* key = u8\"", "\\n\"\n    u8\""},
    {"wchar_t key[] = L\"", "\\n\" \\\n  L\""},
    {"KEY = (rb'", "\\n' +\n  rb'"},
    {"lines = [\n  f\"", "\",\n  f\""},
    {"{\"key\": [\"", "\", \""},
    {"key:\n  - ", "\n  - "},
    {"key.append(\"", "\\n\");\n  key.append(\""},
    {"pem += \"", "\\n\";\n  pem += \""},
};

void plant_blocks(RandomText& random, std::vector<Planted>& planted) {
  const std::string key = "PRIVATE KEY";
  for (const std::string& label : {"RSA " + key, "OPENSSH " + key, key, "PGP " + key + " BLOCK"}) {
    for (const Cut cut : {Cut::none, Cut::end, Cut::begin}) {
      for (const Holder& holder : kHolders)
        planted.push_back(make_block(label, holder.open, holder.break_, cut, random));
    }
  }
}

} // namespace

std::vector<Planted> plant(std::uint64_t seed) {
  RandomText random(seed);
  std::vector<Planted> planted;
  plant_shapes(random, planted);
  plant_values("value of a telling name", kNamedFrames, 6, random, planted);
  plant_values("Authorization header", kCredentialFrames, 5, random, planted);
  plant_urls(random, planted);
  plant_aws_pairs(random, planted);
  plant_pairs_of_twilio(random, planted);
  plant_everyday(places_of_strangers(), random, planted);
  plant_everyday(places_of_languages(), random, planted);
  plant_blocks(random, planted);
  return planted;
}

} // namespace panel
