# One library per folder of src/, so that the dependency arrows of docs/ARCHITECTURE.md are enforced by the linker.

add_library(inkling_flags INTERFACE)
target_compile_options(inkling_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor)
# GCC 12 sees uninitialised members and overlapping copies where std::variant, std::optional and std::string are moved
# and inlined (its bugs 105562 and 105651); GCC 13 and clang do not, so nothing is lost.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(inkling_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()
target_compile_definitions(inkling_flags INTERFACE
  $<$<BOOL:${INKLING_ASSERTS}>:INKLING_ASSERTS=1>)
if(INKLING_SANITIZE)
  target_compile_options(inkling_flags INTERFACE
    -fsanitize=${INKLING_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(inkling_flags INTERFACE -fsanitize=${INKLING_SANITIZE})
  # g++ 12 sees uninitialized members of std::variant and std::function in instrumented code that is right.
  target_compile_options(inkling_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(INKLING_LIBFUZZER)
  target_compile_options(inkling_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# inkling_library(<room> SOURCES … [DEPENDS rooms or targets …] [PRIVATE_DEPENDS targets …])
function(inkling_library room)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(inkling_${room} STATIC ${arg_SOURCES})
  add_library(inkling::${room} ALIAS inkling_${room})
  target_include_directories(inkling_${room} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(inkling_${room} PUBLIC ${arg_DEPENDS} PRIVATE inkling_flags ${arg_PRIVATE_DEPENDS})
endfunction()

# inkling_test(<name> LAYER unit|simulation|transcripts|e2e SOURCES … DEPENDS …)
# One Catch2 executable, one ctest entry labelled with its layer.
function(inkling_test name)
  cmake_parse_arguments(arg "" "LAYER;TIMEOUT" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE inkling_flags inkling::test_support ${arg_DEPENDS})
  add_test(NAME ${name} COMMAND ${name})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS ${arg_LAYER} TIMEOUT ${arg_TIMEOUT}
                       SKIP_RETURN_CODE 77)
endfunction()

# inkling_fuzz(<name> SOURCES … DEPENDS …)
# One fuzz target with its corpus in tests/fuzz/corpus/<name>/. Always compiled: with a plain main() that replays the
# corpus and cheap mutations of it, or with libFuzzer (-DINKLING_LIBFUZZER=ON), which ctest runs for a bounded time.
# To fuzz for real: build/fuzz/tests/fuzz/<name> -max_total_time=60 build/<a new folder> tests/fuzz/corpus/<name>
function(inkling_fuzz name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
  set(corpus ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE inkling_flags ${arg_DEPENDS})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  if(INKLING_LIBFUZZER)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    # libFuzzer writes what it finds to the first folder: not to the corpus that people keep.
    set(found ${CMAKE_CURRENT_BINARY_DIR}/${name}.found)
    file(MAKE_DIRECTORY ${found})
    add_test(NAME ${name}
             COMMAND ${name} -max_total_time=5 -artifact_prefix=${found}/ ${found} ${corpus})
  else()
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp)
    add_test(NAME ${name} COMMAND ${name} ${corpus})
  endif()
  set_tests_properties(${name} PROPERTIES LABELS fuzz TIMEOUT 300)
endfunction()
