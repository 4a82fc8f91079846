#!/bin/sh
# Sets Violet up in a folder of its own: set-up.sh PYTHON VENV [LOCK]. Made for `make run`, which does
# this once; with a LOCK, only what that file pins is added.
#
# Nearly all of the time goes into unpacking and compiling, one package after the other. uv unpacks them
# side by side, and Python compiles what it uses: so uv does it, the one of this machine or the one that
# is pinned, and pip where neither works.
set -eu
cd "$(dirname "$0")/.."
python="$1" venv="$2" lock="${3:-requirements.lock}"
ours="$venv/bin/python"

say() { echo "$*" >&2; }

seconds() { date +%s; }

begin() {
  if ! command -v "$python" > /dev/null; then
    say "Violet needs Python 3.11 or later; set PYTHON=/path/to/python3.11"
    exit 1
  fi
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Violet needs Python 3.11 or later, and $python is older; set PYTHON=/path/to/python3.11"
    exit 1
  fi
  [ -x "$ours" ] || "$python" -m venv --without-pip "$venv" >&2
}

# The pip of this machine works for other folders too; to put another one there takes three seconds.
pip() {
  if "$python" -m pip --python "$ours" --version > /dev/null 2>&1; then
    "$python" -m pip --python "$ours" --disable-pip-version-check "$@" >&2
  else
    "$ours" -m pip --version > /dev/null 2>&1 || "$ours" -m ensurepip > /dev/null
    "$ours" -m pip --disable-pip-version-check "$@" >&2
  fi
}

# Finds uv, or gets the one that is pinned; fails where there is none for this machine.
find_uv() {
  if command -v uv > /dev/null; then
    uv="$(command -v uv)"
    return
  fi
  uv="$venv/bin/uv"
  [ -x "$uv" ] && return
  say "Loading uv, which installs all the others ..."
  sed -n '/^uv==/,/[^\\]$/p' requirements-dev.lock > "$venv/uv.lock"
  pip install --quiet --no-compile --no-deps --require-hashes -r "$venv/uv.lock"
}

# uv reads no settings of pip's, and whoever has a mirror has told pip.
mirror() {
  if [ -n "${UV_DEFAULT_INDEX:-}" ]; then
    echo "$UV_DEFAULT_INDEX"
  elif [ -n "${PIP_INDEX_URL:-}" ]; then
    echo "$PIP_INDEX_URL"
  else
    "$python" -m pip config get global.index-url 2> /dev/null || true
  fi
}

with_uv() {
  index="$(mirror)"
  [ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
  "$uv" pip install --python "$ours" --require-hashes -r "$lock" >&2 || return
  [ "$lock" != requirements.lock ] \
    || "$uv" pip install --quiet --python "$ours" --no-deps --no-build-isolation -e . >&2
}

with_pip() {
  pip install --no-compile --require-hashes -r "$lock" || return
  [ "$lock" != requirements.lock ] \
    || pip install --quiet --no-compile --no-deps --no-build-isolation -e .
}

since="$(seconds)"
begin
if [ "$lock" = requirements.lock ]; then
  say "Setting Violet up in $venv, once: 60 packages, 80 MB to load; 10 to 60 seconds by a fast line ..."
else
  say "Adding to $venv what $lock pins ..."
fi
if ! { find_uv && with_uv; }; then
  say "uv did not do it; pip does, more slowly: a minute or two ..."
  with_pip
fi
say "Set up in $(($(seconds) - since)) seconds."
