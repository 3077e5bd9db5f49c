# shellcheck shell=bash
# Configure and build one preset. Sourced, never run.

# Where the daemon lies after `build_preset P`.
binary_of() { printf '%s/build/%s/src/app/inkling\n' "$INKLING_ROOT" "$1"; }

# configure_preset P [cmake arguments…]: explains itself where a library is missing.
configure_preset() {
  local preset=$1
  shift
  (cd "$INKLING_ROOT" && cmake --preset "$preset" "$@") && return 0
  if ! have apt-get; then elsewhere; fi
  note "CMake could not configure '$preset': its message above names what is missing."
  note "If the build folder is from an older state of the tree, 'rm -r build/$preset' and try again."
  return 1
}

# build_preset P [cmake --build arguments…]
build_preset() {
  local preset=$1
  shift
  (cd "$INKLING_ROOT" && cmake --build --preset "$preset" "$@")
}
