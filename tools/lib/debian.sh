# shellcheck shell=bash
# Small Debian folders to test in, made with mmdebstrap from this machine's package sources.
# Sourced, never run.

# The Debian mirror this machine uses itself.
debian_mirror() {
  local found
  # shellcheck disable=SC2016
  found=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -m1 '/debian/\?$') || true
  found=${INKLING_DEBIAN_MIRROR:-$found}
  [ -n "$found" ] || die "no Debian mirror in this machine's package sources; name one in INKLING_DEBIAN_MIRROR"
  printf '%s\n' "$found"
}

# debian_folder SUITE VARIANT PACKAGES FOLDER [mmdebstrap options…]
# How this machine reaches its mirror (proxies and the like) is taken over. Signatures are checked;
# the date is not, because a kept snapshot of an archive is as good for a test as today's.
debian_folder() {
  local suite=$1 variant=$2 packages=$3 folder=$4 mirror options status=0
  shift 4
  mirror=$(debian_mirror) || return 1
  options=$(mktemp)
  {
    apt-config dump | grep -E '^Acquire::(Retries|[a-z]+::(Proxy|CA|Verify))' || true
    echo 'Acquire::Check-Valid-Until "false";'
    echo 'APT::Install-Recommends "false";'
  } >"$options"
  mmdebstrap --quiet --mode=root --variant="$variant" --include="$packages" --aptopt="$options" \
    --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    "$@" "$suite" "$folder" "$mirror" || status=$?
  rm -f "$options"
  return $status
}
