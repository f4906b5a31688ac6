#!/bin/bash
# One of our binds beside cloudhopper's own session against the same raw SMSC, at windows 1, 10, 100, 1000.
#
#   smpp-bind/bench/run.sh [rounds] [seconds]         3 and 5 unless given; each round warms up for 3 s first
#
# The SMSC is smsc-sink: SMSC_SINK tells where its sources lie (default ../shared/bench/smsc-sink beside the
# repository). It is built in a copy under target/, so that they may be read-only.
set -eu
module=$(cd "$(dirname "$0")/.." && pwd)
repo=$(dirname "$module")
sink=${SMSC_SINK:-$repo/../shared/bench/smsc-sink}
port=${SMPP_PORT:-2799}

if [ ! -f "$module/target/smsc-sink/target/smsc-sink.jar" ]; then
  rm -rf "$module/target/smsc-sink"
  mkdir -p "$module/target"
  cp -r "$sink" "$module/target/smsc-sink"
  chmod -R u+w "$module/target/smsc-sink"
  mvn -q -f "$module/target/smsc-sink/pom.xml" package
fi
mvn -q -B -Pbench -Dquick -f "$repo/pom.xml" -pl smpp-bind -am test-compile
mvn -q -B -Pbench -Dquick -f "$repo/pom.xml" -pl smpp-bind dependency:build-classpath \
  -Dmdep.outputFile="$module/target/bench.classpath" -Dmdep.includeScope=test

java -Xmx512m -jar "$module/target/smsc-sink/target/smsc-sink.jar" sink --port "$port" >/dev/null &
smsc=$!
trap 'kill $smsc' EXIT
until (exec 3<>/dev/tcp/127.0.0.1/"$port") 2>/dev/null; do kill -0 $smsc; sleep 0.1; done

java -Xmx512m -cp "$module/target/classes:$module/target/test-classes:$(cat "$module/target/bench.classpath")" \
  trunkline.smpp.bench.BindBenchmark "$port" "${1:-3}" 3 "${2:-5}"
