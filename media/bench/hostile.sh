#!/bin/bash
# Damaged MP3s through the decoder, in a process with 64 MB: each is decoded to its end or refused, within time and memory.
#
#   media/bench/hostile.sh [COUNT] [FIRST SEED]        default: 10000 from 0; the build's tests read the first 300
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -q -B -Pbench -Dquick -pl media -am test-compile
mvn -q -B -Pbench -Dquick -pl media dependency:build-classpath -Dmdep.outputFile="$work/classpath" > /dev/null
java -Xmx64m -cp "media/target/classes:media/target/test-classes:$(cat "$work/classpath")" \
  trunkline.media.source.HostileFiles "$work" "${1:-10000}" "${2:-0}"
