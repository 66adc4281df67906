#!/usr/bin/env bash
# Keeps the files of Swagger UI that the server hands out under /docs/.
#
#   scripts/vendor-swagger-ui.sh VERSION   fetch a version of swagger-ui-dist with npm and put it into web/swagger
#   scripts/vendor-swagger-ui.sh --check   compare what is there with the recorded checksums; needs no network
#
# web/swagger/VERSION records the version, and the SHA-256 of each file as the package has it. Large files are stored
# compressed, and the server unpacks them.
set -euo pipefail
cd "$(dirname "$0")/../web/swagger"

plain=(LICENSE NOTICE favicon-32x32.png swagger-ui-bundle.js.LICENSE.txt)
zipped=(swagger-ui-bundle.js swagger-ui.css)

content() {
  if [[ -f "$1.gz" ]]; then gzip -dc "$1.gz"; else cat "$1"; fi
}

check() {
  local faults=0 sum name
  while read -r sum name; do
    if ! sha256sum --check --status <(echo "$sum  -") < <(content "$name"); then
      echo "$name is not the file of $(head -n 1 VERSION)" >&2
      faults=1
    fi
  done < <(tail -n +2 VERSION)
  return "$faults"
}

fetch() {
  local dir name
  dir="$(mktemp -d)"
  trap 'rm -rf "$dir"' EXIT
  (cd "$dir" && npm pack --silent "swagger-ui-dist@$1" >/dev/null && tar -xzf ./*.tgz)
  for name in "${plain[@]}"; do
    install -m 644 "$dir/package/$name" "$name"
  done
  for name in "${zipped[@]}"; do
    gzip -n -9 -c "$dir/package/$name" >"$name.gz"
  done
  {
    echo "swagger-ui-dist $1"
    (cd "$dir/package" && sha256sum "${plain[@]}" "${zipped[@]}")
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
