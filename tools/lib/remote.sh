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

# measure_remote BINARY FORWARDER KEYS: three tables. An hour at 2,000 keys on two cores.
measure_remote() {
  local binary=$1 forwarder=$2 keys=$3 node texts servers bars
  node=$(install_node_forwarder)
  mapfile -t texts < <(find "$INKLING_ROOT/src" -name '*.cpp' -size +6k | LC_ALL=C sort)
  servers=(--server "inkling=$binary lsp --config {config}" --server "forwarder=$forwarder {url}")
  if [ -n "$node" ]; then
    servers+=(--server "node=node $node --stdio")
  else
    note "SKIP node: there is no node and npm here; the bars that name it say SKIP"
  fi
  bars=(--bar "added_p50<=1.1*forwarder" --bar "added_p50<=0.1667*node"
    --bar "cpu_s_per_1000_keys<=0.125*node" --bar "peak_rss_mb<=0.25*node")

  say "What this machine takes"
  "$binary" bench floor
  # Nothing has to be waited for, so the person may type twice as fast.
  say "Time to first token 0 ms, 1000 tokens a second, half of the guesses wrong"
  "$binary" bench replay "${servers[@]}" --text "${texts[@]}" --ttft 0 --wrong 0.5 --pace 0.5 \
    --keys "$keys" "${bars[@]}"
  say "Time to first token 60 ms and a log-normal jitter of 15 ms (median)"
  "$binary" bench replay "${servers[@]}" --text "${texts[@]}" --ttft 60 --jitter 15 --wrong 0.5 \
    --keys "$keys" "${bars[@]}"
  say "Cancels that no change explains"
  "$binary" bench cancel "${servers[@]}" --text "${texts[@]}" --ttft 60 --wrong 0.5 \
    --count $((keys / 2)) --bar "reply_p50<=1" --bar "wire_p50<=6" --bar "wire_p99<=50" \
    --bar "missing<=0"
}
