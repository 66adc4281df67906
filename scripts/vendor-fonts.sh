#!/usr/bin/env bash
# Keeps the fonts that PDF documents are set in.
#
#   scripts/vendor-fonts.sh VERSION   fetch a version of the npm package and put its files into internal/export/fonts
#   scripts/vendor-fonts.sh --check   compare what is there with the recorded checksums; needs no network
#
# internal/export/fonts/VERSION records the version, and the SHA-256 of each file as the package has it.
set -euo pipefail
cd "$(dirname "$0")/../internal/export/fonts"

package=@expo-google-fonts/source-sans-3
files=(
  LICENSE_FONT:OFL.txt
  400Regular/SourceSans3_400Regular.ttf:regular.ttf
  400Regular_Italic/SourceSans3_400Regular_Italic.ttf:italic.ttf
  600SemiBold/SourceSans3_600SemiBold.ttf:bold.ttf
  600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf:bold-italic.ttf
)

check() {
  tail -n +2 VERSION | sha256sum --check --quiet
}

fetch() {
  local dir file
  dir="$(mktemp -d)"
  trap 'rm -rf "$dir"' EXIT
  (cd "$dir" && npm pack --silent "$package@$1" >/dev/null && tar -xzf ./*.tgz)
  for file in "${files[@]}"; do
    install -m 644 "$dir/package/${file%%:*}" "${file##*:}"
  done
  {
    echo "$package $1"
    sha256sum "${files[@]##*:}"
  } >VERSION
  rm -rf "$dir"
  trap - EXIT
  check
}

case "${1:-}" in
  --check) check ;;
  [0-9]*) fetch "$1" ;;
  *)
    echo "usage: $0 VERSION | --check" >&2
    exit 2
    ;;
esac
