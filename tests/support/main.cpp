// The main() of every Catch2 executable.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

#include "base/log.hpp"

int main(int argc, char** argv) {
  // What is logged on purpose by tests of bad input would drown a failure.
  inkling::log::set_up({.level = inkling::log::Level::off, .file = {}});
  return Catch::Session().run(argc, argv);
}

/// For LeakSanitizer, which asks for it by this name. libgit2 1.5 loses PCRE2's match data where a
/// pattern does not match, as when it reads the configuration of a repository of format 1.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libpcre2";
}
