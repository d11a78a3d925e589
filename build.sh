#!/usr/bin/env bash
# Builds, checks and tests Ungarble: the same script on a desk and in CI. `./build.sh --help` lists the verbs.
#
# Every step does only what its inputs make necessary, so a second run is quick. What is made goes to `pkg/`, `dist/`,
# `node_modules/` and cargo's target folder, never into a tracked file.
set -euo pipefail

CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$(dirname "${BASH_SOURCE[0]}")/target}
mkdir -p "$CARGO_TARGET_DIR"
CARGO_TARGET_DIR=$(cd "$CARGO_TARGET_DIR" && pwd)
export CARGO_TARGET_DIR
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly wasm_target=wasm32-unknown-unknown
readonly tool_dir=$CARGO_TARGET_DIR/tools
readonly bindgen=$tool_dir/release/ungarble-wasm-bindgen
readonly ungarble=$CARGO_TARGET_DIR/release/ungarble
readonly sample=www/samples/garbled.txt
# The features rustc turns on for this target. Never --all-features: that once gave a file no engine would load.
readonly wasm_features=(
  --enable-bulk-memory --enable-bulk-memory-opt --enable-call-indirect-overlong --enable-multivalue
  --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext
)

usage() {
  cat <<'EOF'
usage: ./build.sh [VERB]...

  all        everything below down to `www`, and a sample article checked (what happens without a verb)
  tools      what the build needs: the WebAssembly target, the binder, the npm packages
  command    the `ungarble` command, optimised
  wasm       the engine as WebAssembly, in pkg/
  extension  dist/chromium, dist/firefox and their zips
  www        dist/www, the demo page

  check      formatting, lints, types, rules on shipped pages, versions; no tests
  test       everything: check, all tests, the real extension in Chromium and Firefox (installed where missing)
  bench      speed of the command and of the module in Chromium, and extraction beside other extractors, as figures
EOF
}

say() { printf '\n== %d:%02d %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }
die() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# The version of package $2 in lock file $1.
locked() {
  awk -v name="name = \"$2\"" '$0 == name { getline; gsub(/version = |"/, ""); print; exit }' "$1"
}

# Whether file $1 is newer than all that follow.
newest() {
  local made=$1 source
  for source in "${@:2}"; do
    [ "$made" -nt "$source" ] || return 1
  done
}

# Installs Debian packages, as root or through sudo.
apt_install() {
  local as=()
  has apt-get || die "$* is missing, and there is no apt-get here to install it: install it by hand."
  if [ "$(id -u)" != 0 ]; then
    has sudo || die "$* is missing: run 'apt-get install $*' as root."
    as=(sudo)
  fi
  say "Installing $*"
  "${as[@]}" apt-get -o DPkg::Lock::Timeout=400 update -qq
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=400 install -qq -y --no-install-recommends "$@" >/dev/null
}

need_rust() {
  has cargo || die "cargo is missing: install Rust $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or later with rustup."
  [ -d "$(rustc --print target-libdir --target "$wasm_target")" ] && return
  has rustup || die "the target $wasm_target is missing: install it beside your Rust (rustup would do it by itself)."
  rustup target add "$wasm_target"
}

need_lints() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return
  has rustup || die "rustfmt or clippy is missing: install both beside your Rust (rustup would do it by itself)."
  rustup component add rustfmt clippy
}

need_node() {
  has node && has npm || apt_install nodejs npm
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 15) ? 0 : 1)' ||
    die "node $(node --version) is too old: 20.15 or later is needed."
  cmp -s package-lock.json node_modules/.installed-lock && return
  say "Installing npm packages"
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock
}

need_browsers() {
  local missing=()
  has chromium || missing+=(chromium)
  has firefox-esr || missing+=(firefox-esr)
  [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing+=(fonts-dejavu-core)
  [ "${#missing[@]}" = 0 ] || apt_install "${missing[@]}"
}

need_bindgen() {
  local ours theirs
  ours=$(locked Cargo.lock wasm-bindgen)
  theirs=$(locked tools/wasm-bindgen/Cargo.lock wasm-bindgen-cli-support)
  [ "$ours" = "$theirs" ] || die "wasm-bindgen is $ours in Cargo.lock, but tools/wasm-bindgen has $theirs: the two must \
be equal. Set both Cargo.toml to the same '=VERSION' and run 'cargo update' in both folders."
  CARGO_TARGET_DIR=$tool_dir cargo build --quiet --locked --release --manifest-path tools/wasm-bindgen/Cargo.toml
}

tools() {
  say "Tools"
  need_rust
  need_node
  need_bindgen
}

build_command() {
  need_rust
  say "Command"
  cargo build --locked --release --bin ungarble
}

# Flags that keep this machine's folders out of the module: it must not depend on where it was built.
no_paths() {
  local separator=$'\x1f'
  printf '%s' "--remap-path-prefix=$PWD=." "$separator" "--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo" \
    "$separator" "--remap-path-prefix=$(rustc --print sysroot)=rust"
}

wasm() {
  [ -z "${wasm_is_built:-}" ] || return 0
  wasm_is_built=yes
  local made=$CARGO_TARGET_DIR/$wasm_target/wasm/ungarble.wasm bound=$CARGO_TARGET_DIR/bound
  tools
  say "WebAssembly"
  CARGO_ENCODED_RUSTFLAGS=$(no_paths) \
    cargo build --locked --lib --no-default-features --target "$wasm_target" --profile wasm
  if ! newest pkg/ungarble_bg.wasm "$made" "$bindgen" build.sh; then
    mkdir -p pkg
    "$bindgen" --target web --out-dir "$bound" --out-name ungarble "$made"
    # Inlining makes the packed module 37 KB larger and its first check a fifth slower, and a warm one no faster.
    node_modules/.bin/wasm-opt -O3 --skip-pass=inlining-optimizing "${wasm_features[@]}" \
      "$bound/ungarble_bg.wasm" -o "$bound/optimised.wasm"
    cp "$bound/ungarble.js" "$bound/ungarble.d.ts" pkg/
    mv "$bound/optimised.wasm" pkg/ungarble_bg.wasm
  fi
  cp src/article/dom.js pkg/
  node tools/classic.mjs
  newest pkg/THIRD-PARTY.txt Cargo.lock tools/notices.mjs LICENSE-MIT data/licenses/*.txt || node tools/notices.mjs pkg/THIRD-PARTY.txt
}

# The same engine with the page tree across the boundary (feature `tree`), for tests alone.
wasm_for_tests() {
  local made=$CARGO_TARGET_DIR/$wasm_target/wasm-test/ungarble.wasm
  say "WebAssembly for tests"
  cargo build --quiet --locked --lib --no-default-features --features tree --target "$wasm_target" --profile wasm-test
  newest pkg/tree/ungarble_bg.wasm "$made" "$bindgen" || "$bindgen" --target web --out-dir pkg/tree --out-name ungarble "$made"
  cp src/article/dom.js pkg/tree/
}

extension() {
  wasm
  say "Extension"
  node tools/assemble.mjs extension
  node tools/sbom.mjs dist/ungarble.cdx.json
}

www() {
  wasm
  say "Demo"
  node tools/assemble.mjs www
}

all() {
  build_command
  extension
  www
  say "A garbled article, checked: ungarble check $sample"
  "$ungarble" check "$sample"
  cat <<EOF

Everything is built.
  command     $ungarble check PAGE.html
  Chromium    chrome://extensions, developer mode on, "Load unpacked": $PWD/dist/chromium
  Firefox     about:debugging, "This Firefox", "Load Temporary Add-on": $PWD/dist/firefox/manifest.json
  demo        node tools/serve.mjs, then open the address it prints (any static host will do for dist/www)
EOF
}

check() {
  [ -e pkg/ungarble.d.ts ] || wasm
  need_rust
  need_lints
  need_node
  say "Formatting, lints, documentation"
  cargo fmt --check
  cargo fmt --check --manifest-path tools/wasm-bindgen/Cargo.toml
  cargo fmt --check --manifest-path benches/extraction/Cargo.toml
  cargo fmt --check --manifest-path benches/prose/Cargo.toml
  cargo clippy --quiet --locked --all-targets --features train -- -D warnings
  cargo clippy --quiet --locked --lib --no-default-features --target "$wasm_target" -- -D warnings
  RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --quiet --locked --no-deps --lib --document-private-items
  say "Types and rules of the shipped pages"
  local project
  for project in . tests tests/browser; do
    node_modules/.bin/tsc -p "$project"
  done
  node tools/check.mjs
  say "The add-on, by Mozilla's own check"
  [ -e dist/firefox/manifest.json ] || extension
  node tools/lint.mjs
}

# The files git sees as changed or new.
dirt() { if has git && git rev-parse --git-dir >/dev/null 2>&1; then git status --porcelain; fi; }

run_tests() {
  local before
  before=$(dirt)
  need_rust
  # Linking the command keeps one core busy for minutes: the module is made beside it.
  build_command & local command=$!
  extension
  www
  wasm_for_tests
  wait "$command" || die "the command was not built; what the compiler said of it stands above."
  check
  say "Rust tests"
  cargo test --locked --features train
  say "Node tests"
  find tests -name '*.test.mjs' -not -path 'tests/browser/*' -print0 | sort -z | xargs -0 node --test
  need_browsers
  # Two files at a time: a browser waits as often as it works.
  say "Browser tests"
  find tests/browser -name '*.test.mjs' -print0 | sort -z | xargs -0 node --test --test-concurrency=2
  [ "$before" = "$(dirt)" ] || die "the tests changed files of the repository: run 'git status'."
  say "All tests passed"
}

bench() {
  extension
  need_browsers
  say "Engine, natively (one core)"
  cargo bench --quiet --locked --bench speed
  say "Pages that are too much in one way: does the time stay linear?"
  cargo bench --quiet --locked --bench pathological
  say "Extraction, beside other extractors"
  CARGO_TARGET_DIR=$CARGO_TARGET_DIR/extraction-bench \
    cargo run --quiet --release --manifest-path benches/extraction/Cargo.toml
  say "Checking prose, beside a grammar checker"
  CARGO_TARGET_DIR=$CARGO_TARGET_DIR/prose-bench cargo run --quiet --release --manifest-path benches/prose/Cargo.toml
  say "Names, beside other measures"
  cargo bench --quiet --locked --bench names
  say "Module in Chromium"
  node benches/browser.mjs
  say "The gate, in both browsers"
  node benches/gate.mjs
  say "Large pages in Chromium"
  node benches/live.mjs
}

[ "$#" -gt 0 ] || set -- all
for verb in "$@"; do
  case $verb in
    -h | --help | help) usage; exit ;;
    all | tools | wasm | extension | www | check | bench) ;;
    command | test) ;;
    *) usage >&2; die "unknown verb '$verb'" ;;
  esac
done
for verb in "$@"; do
  case $verb in
    command) build_command ;;
    test) run_tests ;;
    *) "$verb" ;;
  esac
done
