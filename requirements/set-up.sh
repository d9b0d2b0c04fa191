#!/bin/sh
# Set up .venv with what digest needs to run, or to be developed: sh requirements/set-up.sh run|dev
# It is made anew where it does not fit: another Python was asked for, its own is too old or gone, the folder was moved.
# PYTHON names the interpreter. uv is used where it is installed.
set -eu
export UV_NO_CACHE=1 UV_NO_CONFIG=1 # nothing is written or read outside of this folder
want=$1
python=${PYTHON:-python3}
cd "$(dirname "$0")/.."
here=$(pwd -P)

say() { echo "$*" >&2; }

describe() { # a Python's version and where it was installed, also of one that is far too old
  "$1" -c 'import sys; sys.stdout.write("%d.%d.%d at %s" % (sys.version_info[:3] + (getattr(sys, "base_prefix", sys.prefix),)))' 2>/dev/null
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

uses_uv() { [ -z "${NO_UV:-}" ] && command -v uv >/dev/null 2>&1; }

why_unfit() { # nothing where .venv fits
  found=$(describe .venv/bin/python) || { echo "its Python is gone"; return; }
  new_enough .venv/bin/python || { echo "its Python, $found, is too old"; return; }
  if [ -n "${PYTHON:-}" ] && [ "$found" != "$(describe "$python")" ]; then
    echo "it was made by Python $found, and $python is another one"
  elif [ -s .venv/run ] && [ "$(sed -n 1p .venv/run)" != "$here" ]; then
    echo "this folder was moved"
  elif ! uses_uv && ! .venv/bin/python -c "import pip" 2>/dev/null; then
    echo "uv made it, and is gone"
  fi
}

refuse_unusable() { # before anything is removed or installed
  found=$(describe "$python") ||
    { say "digest needs Python 3.11 or later, and there is no $python; name one: make run PYTHON=python3.12"; exit 1; }
  new_enough "$python" ||
    { say "digest needs Python 3.11 or later; $python is $found. Name another one: make run PYTHON=python3.12"; exit 1; }
}

how_long() {
  if uses_uv; then
    echo "with uv in less than a minute"
  else
    echo "in two to five minutes (uv, where it is installed, needs less than one)"
  fi
}

make_venv() {
  say "setting up .venv with Python $found, once: 250 MB in some fifty packages, $(how_long)"
  if uses_uv; then
    uv venv --quiet --python "$python" .venv
  else
    "$python" -m venv .venv || { rm -rf .venv; say "Python's venv is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
  fi
}

install() { # quiet but for errors; no cache, so that nothing is written outside of this folder
  if uses_uv; then
    uv pip install --quiet --link-mode copy --compile-bytecode --python .venv/bin/python "$@"
  else
    .venv/bin/python -m pip --disable-pip-version-check --no-cache-dir -qq install "$@"
  fi
}

state() { echo "$here"; cat requirements/build.txt "requirements/$1.txt" pyproject.toml | cksum; }

up_to_date() { [ -s ".venv/$1" ] && [ "$(state "$1")" = "$(cat ".venv/$1")" ]; }

if [ -d .venv ]; then
  unfit=$(why_unfit)
  if [ -n "$unfit" ]; then
    refuse_unusable
    say "making .venv anew: $unfit"
    rm -rf .venv
  fi
fi
if [ ! -d .venv ]; then
  refuse_unusable
  make_venv
fi
if ! up_to_date run; then
  say "  1 of 3: what builds packages"
  install --require-hashes -r requirements/build.txt
  say "  2 of 3: what digest runs on, by far the longest"
  install --require-hashes --no-build-isolation -r requirements/run.txt
  say "  3 of 3: digest itself"
  install --no-build-isolation --no-deps --no-index --editable .
  state run >.venv/run
fi
if [ "$want" = dev ] && ! up_to_date dev; then
  say "adding the development tools to .venv, once, $(how_long)"
  install --require-hashes --no-build-isolation -r requirements/dev.txt
  state dev >.venv/dev
fi
