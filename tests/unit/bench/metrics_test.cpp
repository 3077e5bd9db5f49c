#include "bench/metrics.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::harness;

namespace {

Metrics program(const char* name, double added) {
  Metrics metrics{name, {}};
  metrics.add("added_p50", added);
  metrics.add("missing", std::size_t{0});
  return metrics;
}

const std::vector<Metrics> kTwo{program("own", 0.5), program("other", 2)};

} // namespace

TEST_CASE("percentiles are values that so many do not exceed", "[bench]") {
  Samples samples;
  CHECK(samples.p50() == 0);
  for (int value = 100; value > 0; --value) samples.add(value);
  CHECK(samples.p50() == 50);
  CHECK(samples.p90() == 90);
  CHECK(samples.p99() == 99);
  CHECK(samples.max() == 100);
  Samples times;
  times.add(1500us);
  CHECK(times.p50() == Approx(1.5));
}

TEST_CASE("a bar is read from the command line", "[bench]") {
  CHECK(*parse_bar("added_p50<=1.1*other") == Bar{"added_p50", false, 1.1, "other"});
  CHECK(*parse_bar("missing<=0") == Bar{"missing", false, 0, ""});
  CHECK(*parse_bar("right>=1.5*other") == Bar{"right", true, 1.5, "other"});
  for (const char* wrong : {"", "added", "added<=", "added<=x", "<=1", "added<=1*", "added<=1x",
                            "added=>1", "added>1", "added<=*other"})
    CHECK_FALSE(parse_bar(wrong).has_value());
}

TEST_CASE("a bar is met, missed, or about nothing measured", "[bench]") {
  const auto judged = [](const char* bar) { return judge(kTwo, {*parse_bar(bar)}); };
  CHECK(judged("added_p50<=0.3*other").find("= 0.25 <= 0.30  ok") != std::string::npos);
  CHECK(judged("added_p50<=0.2*other").find("MISS") != std::string::npos);
  CHECK(judged("added_p50<=0.5").find("ok") != std::string::npos);
  CHECK(judged("added_p50<=0.4").find("MISS") != std::string::npos);
  CHECK(judged("added_p50>=0.5").find("0.50 >= 0.50  ok") != std::string::npos);
  CHECK(judged("added_p50>=0.3*other").find("MISS") != std::string::npos);
  CHECK(judged("missing<=0").find("ok") != std::string::npos);
  CHECK(judged("missing<=0*other").find("SKIP") != std::string::npos); // nothing to divide by
  CHECK(judged("added_p50<=1*absent").find("SKIP") != std::string::npos);
  CHECK(judged("absent<=1").find("SKIP") != std::string::npos);
}

TEST_CASE("ratios are to the program that is named", "[bench]") {
  CHECK(ratios(kTwo, "own", {"added_p50", "missing"}) == "divided by own  added_p50  missing\n"
                                                         "other           4.00       -\n");
  CHECK(ratios(kTwo, "absent", {"added_p50"}).empty());
}

TEST_CASE("samples become four numbers", "[bench]") {
  Samples samples;
  samples.add(2.0);
  Metrics metrics{"own", {}};
  metrics.add("up", samples);
  CHECK(metrics.find("up_n") == 1.0);
  CHECK(metrics.find("up_p99") == 2.0);
  CHECK_FALSE(metrics.find("up"));
  CHECK(to_json({metrics}).find("\"up_p50\": 2.0") != std::string::npos);
}
