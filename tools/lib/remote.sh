# shellcheck shell=bash
# tools/bench remote: inkling beside two plain forwarders, in front of the same fake LLM server.
# Sourced, never run.

# Installs the forwarder for Node below build/, with the versions of its lock file. Prints its path;
# nothing where there is no Node.
install_node_forwarder() {
  local folder=$INKLING_ROOT/build/peers/node
  if ! have node || ! have npm; then return 0; fi
  mkdir -p "$folder"
  cp "$INKLING_ROOT"/tests/bench/peers/node/{forwarder.js,package.json,package-lock.json,.npmrc} "$folder"
  (cd "$folder" && npm ci --omit=dev --ignore-scripts --loglevel=error) >&2 ||
    die "npm could not install what tests/bench/peers/node/package-lock.json names"
  printf '%s\n' "$folder/forwarder.js"
}

# What is typed: the larger sources. ASCII only, which is all that the forwarder in C++ can do.
typed_texts() {
  find "$INKLING_ROOT/src" -name '*.cpp' -size +6k -exec env LC_ALL=C grep -LP '[^\x00-\x7F]' {} + | LC_ALL=C sort
}

# measure_remote BINARY FORWARDER KEYS: the floor, four replays, and cancels.
measure_remote() {
  local binary=$1 forwarder=$2 keys=$3 node texts common bars wrong
  node=$(install_node_forwarder)
  mapfile -t texts < <(typed_texts)
  common=(--server "inkling=$binary lsp --config {config}" --server "forwarder=$forwarder {url}")
  if [ -n "$node" ]; then
    common+=(--server "node=node $node --stdio")
  else
    note "SKIP node: there is no node and npm here; the bars that name it say SKIP"
  fi
  common+=(--text "${texts[@]}")
  bars=(--bar "added_p50<=1.1*forwarder" --bar "added_p50<=0.1667*node"
    --bar "cpu_s_per_1000_keys<=0.125*node" --bar "peak_rss_mb<=0.25*node")

  say "What this machine takes"
  "$binary" bench floor
  # A right guess serves many keys from memory. Where all are wrong, every key is a new request, and
  # what is added to them can be compared one to one.
  for wrong in 0.5 1; do
    say "Share of wrong guesses $wrong, time to first token 0 ms, typing twice as fast"
    "$binary" bench replay "${common[@]}" --wrong "$wrong" --ttft 0 --pace 0.5 --keys "$keys" "${bars[@]}"
    say "Share of wrong guesses $wrong, time to first token 60 ms and a jitter of 15 ms (median)"
    "$binary" bench replay "${common[@]}" --wrong "$wrong" --ttft 60 --jitter 15 --keys "$keys" "${bars[@]}"
  done
  say "Cancels that no change explains"
  "$binary" bench cancel "${common[@]}" --wrong 1 --ttft 60 --count $((keys / 2)) \
    --bar "reply_p50<=1" --bar "wire_p50<=6" --bar "wire_p99<=50" --bar "missing<=0"
}
