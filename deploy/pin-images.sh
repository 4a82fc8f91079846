#!/bin/sh
# Pins each image of the Dockerfile and of compose.yaml to its digest, as the registry has it now:
# what is built and started from then on is those very bytes. Once more: to those of today.
set -eu
cd "$(dirname "$0")/.."

digest_of() { docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$1"; }

pin() {
  for pinned in $(sed -n -E "s/^( *)$2 ([^ ]+:[^ ]+)\$/\2/p" "$1"); do
    name="${pinned%@*}"
    digest="$(digest_of "$name")"
    case "$digest" in
      sha256:????????????????????????????????????????????????????????????????) ;;
      *) echo "$1: docker gave no digest of $name, but: $digest" >&2; exit 1 ;;
    esac
    sed -E "s|^( *$2) $pinned\$|\1 $name@$digest|" "$1" > "$1.pinned"
    cat "$1.pinned" > "$1"
    rm "$1.pinned"
    echo "$1: $name@$digest"
  done
}

pin Dockerfile FROM
pin compose.yaml image:
