# Everything comes from the system (Debian packages, or vcpkg.json elsewhere); nothing is downloaded here.

set(Boost_NO_WARN_NEW_VERSIONS ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBGIT2 REQUIRED IMPORTED_TARGET libgit2)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)

# RE2's archive where it stands alone (Debian 12): a binary that is handed on, as in an editor's package, then needs
# nothing but libc. Later versions of RE2 would bring all of Abseil along.
find_library(INKLING_RE2_ARCHIVE NAMES libre2.a HINTS ${RE2_LIBRARY_DIRS})
if(INKLING_RE2_ARCHIVE AND NOT "${RE2_STATIC_LIBRARIES}" MATCHES absl)
  add_library(inkling_re2 INTERFACE)
  target_link_libraries(inkling_re2 INTERFACE ${INKLING_RE2_ARCHIVE} Threads::Threads)
else()
  add_library(inkling_re2 ALIAS PkgConfig::RE2)
endif()

if(INKLING_BUILD_TESTS)
  find_package(Catch2 REQUIRED)
endif()
