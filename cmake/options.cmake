# Switches a person may set. Presets (CMakePresets.json) set them in sensible bundles.

option(INKLING_BUILD_TESTS "Build tests, fuzz replays and benchmarks" ON)
option(INKLING_ASSERTS "Abort on a broken invariant instead of answering InternalError" OFF)
option(INKLING_LIBFUZZER "Link fuzz targets with libFuzzer (needs clang)" OFF)
set(INKLING_SANITIZE "" CACHE STRING "Sanitizers for every target: address,undefined or thread")
set(INKLING_LIBGIT2 "load" CACHE STRING
    "How libgit2 is reached: 'load' opens the shared library on the worker thread when the first
     workspace is indexed (its 17 dependent libraries cost 2.7 ms of every start otherwise); 'link' links it")
set(INKLING_OPENSSL "load" CACHE STRING
    "How OpenSSL is reached: 'load' opens the shared library when the first https backend is dialled
     (linked, it costs every start 0.8 ms and 1.8 MB); 'link' links it")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# A daemon that wakes for each key finds its code out of the caches: smaller code is there sooner. Measured, -O3 took
# 6 % longer from the key to the request on the wire.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
