#!/usr/bin/env bash
# The encoder beside four libraries of npm: encoding.sh [TEXTS] [SEED], 20000 random texts unless told otherwise.
# Needs node and npm. Prints what was found, and ends with 0 only if nothing was found that must not be.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ -d node_modules ] || npm ci --silent
cd ../..
TRUNKLINE_INTEROP=required mvn -B -q -Dquick -pl smpp-bind -am test -Dtest=EncodingPeersIT -Dsurefire.failIfNoSpecifiedTests=false \
  -Dencoding.texts="${1:-20000}" -Dencoding.seed="${2:-1}" || status=$?
cat smpp-bind/target/encoding-peers.json
exit "${status:-0}"
