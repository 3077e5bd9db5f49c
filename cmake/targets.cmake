# One library per folder of src/, so that the dependency arrows of docs/ARCHITECTURE.md are enforced by the linker.

add_library(inkling_flags INTERFACE)
target_compile_options(inkling_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor)
target_compile_definitions(inkling_flags INTERFACE
  $<$<BOOL:${INKLING_ASSERTS}>:INKLING_ASSERTS=1>)
if(INKLING_SANITIZE)
  target_compile_options(inkling_flags INTERFACE
    -fsanitize=${INKLING_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(inkling_flags INTERFACE -fsanitize=${INKLING_SANITIZE})
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
