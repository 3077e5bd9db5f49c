# shellcheck shell=bash
# tools/bench policy: what the engine's rules are worth, in turn with a forwarder that has none, in
# front of the same fake LLM server. Sourced, never run.

# measure_policy BINARY FORWARDER KEYS: five replays, and all their bars at the end. The model's
# first token comes after 60 ms, the others 1 ms apart, 48 of four bytes at most: more than mostly is
# shown, so that the server has to be stopped. Half of its guesses are wrong; all where every key
# shall be a new question, to see what a head start saves.
measure_policy() {
  local binary=$1 forwarder=$2 keys=$3 texts common model inkling plain late never log
  mapfile -t texts < <(typed_texts)
  common=(--text "${texts[@]}")
  model=(--ttft 60 --tps 1000 --max-tokens 48)
  log=$(mktemp)
  inkling=(--server "inkling=$binary lsp --config {config}")
  plain=(--server "forwarder=$forwarder {url}")
  late=(--server "late=$binary lsp --config {config}" --config-of "late=head_start = false")
  never=(--server "never=$binary lsp --config {config}" --config-of 'never=speculate = "never"')

  replay "A fast typist: bursts of keys 85 ms apart, VS Code" --keys "$keys" \
    "${inkling[@]}" "${plain[@]}" "${model[@]}" --wrong 0.5 \
    --host vscode --trace fast --config-extra 'speculate = "never"' \
    --bar "right_per_key>=1.5*forwarder" --bar "precision>=1*forwarder" --bar "used_share>=0.9"
  replay "VS Code asks 11 to 47 ms after the change" --keys $((keys / 2)) \
    "${inkling[@]}" "${late[@]}" "${plain[@]}" "${model[@]}" --wrong 1 \
    --host vscode --trace steady --bar "saved_p50>=0.95"
  replay "Neovim asks 50 to 200 ms after the change, and cancels nothing" --keys $((keys / 2)) \
    "${inkling[@]}" "${late[@]}" "${plain[@]}" "${model[@]}" --wrong 1 \
    --host neovim --gap 50 200 --trace steady,fast \
    --bar "saved_p50>=0.95" --bar "wasted_per_1000_keys<=0.1*forwarder"
  replay "Half of the right answers are taken, whole; what follows is speculated" \
    --keys $((keys / 3)) "${inkling[@]}" "${never[@]}" "${model[@]}" --wrong 0.5 \
    --host vscode --trace fast --accept 0.5 \
    --bar "used_share_of_all>=0.5"
  replay "From memory, over pipes" --keys $((keys * 2)) "${inkling[@]}" --host raw --trace steady \
    --ttft 0 --wrong 0 --pace 0.1 --bar "memory_p50<=0.3"

  say "All bars"
  cat "$log"
  rm -f "$log"
}

# replay TITLE OPTION…: prints the figures; the bars go into $log too.
replay() {
  local title=$1 figures
  shift
  say "$title"
  figures=$("$binary" bench replay "${common[@]}" "$@") || die "the replay failed"
  printf '%s\n' "$figures"
  { printf '%s\n' "$title" && grep -E '  (ok|MISS)$|: SKIP' <<<"$figures" | sed 's/^/    /'; } >>"$log"
}
