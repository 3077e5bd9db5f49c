# shellcheck shell=bash
# tools/bench vscode, tools/bench nvim: what a person sees, in real editors. Sourced, never run.

# measure_vscode BINARY KEYS: the extension beside a stub whose server answers at once.
measure_vscode() {
  local binary=$1 keys=$2 arms status=0
  INKLING_VSCODE_ROOT=$("$INKLING_ROOT/tools/vscode-root") || return 1
  export INKLING_VSCODE_ROOT
  (cd "$INKLING_ROOT/editors/vscode" && { [ -d node_modules ] || npm ci; } && npm run --silent build) || return 1
  arms=$(mktemp)
  printf '[{"name": "inkling", "extension": "%s", "settings": {"inkling.server.path": "%s"}}]\n' \
    "$INKLING_ROOT/editors/vscode" "$binary" >"$arms"
  "$INKLING_ROOT/tests/e2e/vscode/run" "$INKLING_ROOT/tests/bench/vscode/measure.mjs" \
    --arms "$arms" --keys "$keys" --bars || status=1
  rm -f "$arms"
  return $status
}

# measure_nvim BINARY TRIALS: the plugin beside the client that Neovim 0.12 has built in.
measure_nvim() {
  INKLING_NVIM_ROOT=$("$INKLING_ROOT/tools/nvim-root") || return 1
  INKLING_NVIM010_ROOT=$("$INKLING_ROOT/tools/nvim-root" --suite trixie) || return 1
  export INKLING_NVIM_ROOT INKLING_NVIM010_ROOT
  python3 "$INKLING_ROOT/tests/bench/nvim/bench_nvim.py" "$1" --trials "$2"
}
