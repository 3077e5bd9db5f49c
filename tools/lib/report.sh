# shellcheck shell=bash
# Steps with their durations, skipped tests, and the summary at the end. Sourced, never run.

steps=()
skips=()
ran=()
failed=

# step NAME CMD…: runs CMD; a failure is remembered, and the next step still runs.
step() {
  local name=$1 begin=$SECONDS result=ok
  shift
  say "$name"
  ran+=("$name")
  "$@" || result=FAILED
  if [ "$result" = FAILED ]; then failed=1; fi
  steps+=("$(printf '%-8s %-7s %4d s' "$name" "$result" $((SECONDS - begin)))")
}

skip() {
  echo "SKIP $1: $2"
  skips+=("SKIP $1: $2")
}

# collect LOG: takes from a ctest log which tests ran, and their SKIP lines.
collect() {
  local line
  while IFS= read -r line; do ran+=("$line"); done < <(sed -n 's|^[0-9]*/[0-9]* Testing: ||p' "$1")
  while IFS= read -r line; do skips+=("$line"); done < <(grep -h '^SKIP ' "$1" | sort -u)
}

# Is a word a part of a name? e2e_nvim has the parts e2e and nvim.
names() { case _$2_ in *"_$1_"*) return 0 ;; *) return 1 ;; esac; }

# happened WORD: a step or test of that name ran, and none was skipped.
happened() {
  local line name found=
  for name in "${ran[@]}"; do if names "$1" "$name"; then found=1; fi; done
  for line in "${skips[@]}"; do
    name=${line#SKIP }
    if names "$1" "${name%%:*}"; then found=; fi
  done
  [ -n "$found" ]
}

summary() {
  local line word required=${INKLING_REQUIRE:-}
  say "Summary"
  for line in "${steps[@]}" "${skips[@]}"; do note "$line"; done
  for word in ${required//,/ }; do
    if ! happened "$word"; then
      note "FAILED: INKLING_REQUIRE names '$word', and it did not run"
      failed=1
    fi
  done
  if [ -n "$failed" ]; then
    note "FAILED"
    exit 1
  fi
  note "All passed."
}
