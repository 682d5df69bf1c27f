#!/usr/bin/env bash
# Try the lower and the upper bounds of pyproject.toml: two clean environments, the tests without Slack and databases in each.
# tests/benchmarks/bounds.sh [pytest arguments]; PYTHON names the interpreter, python3.10 is the lowest.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" - >"$work/lowest.txt" <<'PY'
import re, sys
try:
    import tomllib
except ImportError:
    from pip._vendor import tomli as tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
for line in lines:
    match = re.match(r"([\w.-]+)(?:\[[\w,]+\])?\s*>=\s*([\w.]+)", line)
    if match:
        print(f"{match[1]}=={match[2]}")
PY
for bounds in lowest highest; do
  "${PYTHON:-python3}" -m venv "$work/$bounds"
  python="$work/$bounds/bin/python"
  if [ "$bounds" = lowest ]; then
    "$python" -m pip install -q -e '.[test]' -c "$work/lowest.txt"
  else
    "$python" -m pip install -q --upgrade -e '.[test]'
  fi
  echo "== $bounds: $("$python" -m pip list --format=freeze | grep -iE '^(nltk|numpy|rank-bm25|rapidfuzz|rich|slack-bolt|sqlalchemy|textblob)=' | tr '\n' ' ')"
  "$python" -m pytest -q tests/bot tests/corpus tests/retrieval tests/evaluation tests/robustness "$@"
done
