# shellcheck shell=bash
# Steps with their durations, skipped tests, and the summary at the end. Sourced, never run.

steps=()
skips=()
failed=

# step NAME CMD…: runs CMD; a failure is remembered, and the next step still runs.
step() {
  local name=$1 begin=$SECONDS result=ok
  shift
  say "$name"
  "$@" || result=FAILED
  if [ "$result" = FAILED ]; then failed=1; fi
  steps+=("$(printf '%-8s %-7s %4d s' "$name" "$result" $((SECONDS - begin)))")
}

skip() {
  echo "SKIP $1: $2"
  skips+=("SKIP $1: $2")
}

# collect_skips LOG: takes the SKIP lines out of a ctest log.
collect_skips() {
  local line
  while IFS= read -r line; do skips+=("$line"); done < <(grep -h '^SKIP ' "$1" 2>/dev/null | sort -u)
}

# Is a word of INKLING_REQUIRE a part of this skipped name? e2e_nvim has the parts e2e and nvim.
is_required() {
  local word required=${INKLING_REQUIRE:-}
  for word in ${required//,/ }; do
    case _$1_ in *"_${word}_"*) return 0 ;; esac
  done
  return 1
}

summary() {
  local line name
  say "Summary"
  for line in "${steps[@]}"; do note "$line"; done
  for line in "${skips[@]}"; do
    name=${line#SKIP }
    name=${name%%:*}
    if is_required "$name"; then
      note "$line   (required by INKLING_REQUIRE: a failure)"
      failed=1
    else
      note "$line"
    fi
  done
  if [ -n "$failed" ]; then
    note "FAILED"
    exit 1
  fi
  note "All passed."
}
