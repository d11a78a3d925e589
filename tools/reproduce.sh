#!/usr/bin/env bash
# Builds what is committed once more, in another folder with an empty target folder, and compares: the packages, the demo and
# the module must be the same to the byte. `tools/reproduce.sh [COMMIT]`; what is compared with is in dist/ and pkg/, from
# `./build.sh extension www` on the same commit. Takes as long as a first build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

commit=${1:-HEAD}
elsewhere=$(mktemp -d)/a/folder/of/another/name
trap 'rm -rf "${elsewhere%/a/folder/of/another/name}"' EXIT
mkdir -p "$elsewhere"
git archive "$commit" | tar -x -C "$elsewhere"
# Another time zone, another language, another mask: none of them may matter.
(cd "$elsewhere" && umask 077 && env -u CARGO_TARGET_DIR TZ=Asia/Kathmandu LC_ALL=C ./build.sh extension www)

sums() { (cd "$1" && find dist pkg -type f -not -path 'dist/store/*' -not -path 'pkg/tree/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }
if diff <(sums .) <(sums "$elsewhere"); then
  echo "The same, to the byte:"
  sha256sum dist/*.zip pkg/ungarble_bg.wasm
else
  echo "tools/reproduce.sh: the two builds differ in the files above." >&2
  exit 1
fi
