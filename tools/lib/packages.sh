# shellcheck shell=bash
# Which Debian packages the project needs, and how they get onto the machine. Sourced, never run.
# In a list, `a|b` means: either will do, and the first one apt knows is installed.

packages_of() {
  case $1 in
  build) echo "g++ cmake ninja-build pkg-config git libboost1.81-dev|libboost1.83-dev|libboost-dev" \
    "nlohmann-json3-dev libspdlog-dev libfmt-dev libcli11-dev libtomlplusplus-dev libgit2-dev libre2-dev libssl-dev catch2" ;;
  test) echo "python3 clang clang-tidy clang-format libclang-rt-14-dev|libclang-rt-dev" ;;
  editors) echo "mmdebstrap debian-archive-keyring" ;;
  vscode) # Debian's npm brings hundreds of packages: only where there is none from elsewhere
    have chromium || echo chromium
    have npm || echo "nodejs npm"
    ;;
  *) die "no package group is called '$1' (build, test, editors, vscode)" ;;
  esac
}

elsewhere() {
  cat <<'END'
    Needed: a C++20 compiler (g++ 12 or clang 14 and newer), CMake 3.25, Ninja, pkg-config, git, and
      Debian    libboost1.81-dev nlohmann-json3-dev libspdlog-dev libfmt-dev libcli11-dev libtomlplusplus-dev libgit2-dev libre2-dev libssl-dev catch2
      Fedora    boost-devel json-devel spdlog-devel fmt-devel cli11-devel tomlplusplus-devel libgit2-devel re2-devel openssl-devel catch-devel
      Arch      boost nlohmann-json spdlog fmt cli11 tomlplusplus libgit2 re2 openssl catch2
      Homebrew  boost nlohmann-json spdlog fmt cli11 tomlplusplus libgit2 re2 openssl@3 catch2 cmake ninja pkg-config
      vcpkg     vcpkg.json in this folder names them; configure with vcpkg's toolchain file
END
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# missing_of GROUP…: prints the entries of these groups of which no alternative is installed.
missing_of() {
  local group entry name found
  for group in "$@"; do
    for entry in $(packages_of "$group"); do
      found=
      for name in ${entry//|/ }; do if is_installed "$name"; then found=1; fi; done
      [ -n "$found" ] || printf '%s\n' "$entry"
    done
  done
}

# pick ENTRY: the first alternative that apt can install.
pick() {
  local name
  for name in ${1//|/ }; do
    if apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [^(]'; then
      echo "$name"
      return
    fi
  done
  echo "${1%%|*}"
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"; }

# ensure_packages GROUP…: afterwards the packages are there, or the script has stopped and said how
# to get them. Without apt it only tells what is needed: the configure step that follows decides.
ensure_packages() {
  if ! have apt-get || ! have dpkg-query; then
    note "No apt here, so nothing is installed for you."
    elsewhere
    return 0
  fi
  local missing names=() entry group
  for group in "$@"; do packages_of "$group" >/dev/null; done
  missing=$(missing_of "$@")
  [ -n "$missing" ] || return 0
  for entry in $missing; do names+=("${entry%%|*}"); done
  if ! can_be_root; then
    die "these packages are missing, and there is no sudo here to install them. Run as root:
  apt-get update && apt-get install --no-install-recommends ${names[*]}"
  fi
  say "Installing from your package sources: ${names[*]}"
  apt_get update || die "apt-get update failed; see its message above"
  names=()
  for entry in $missing; do names+=("$(pick "$entry")"); done
  apt_get install --no-install-recommends "${names[@]}" ||
    die "could not install ${names[*]}; see apt's message above"
}
