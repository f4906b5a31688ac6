#!/bin/bash
# Fuzzes what an SMSC can send, guided by coverage (Jazzer), from the corpus in src/test/resources/fuzz.
#
#   smpp-bind/bench/fuzz.sh [seconds]        for each of the two targets; 600 unless given
#
# What it finds is left in target/fuzz/crash-*; the input that made it can then go into the corpus, where FuzzTest runs it in
# every build. The heap is bounded to 256 MB, so that an input that costs memory is found too.
set -eu
module=$(cd "$(dirname "$0")/.." && pwd)
repo=$(dirname "$module")
seconds=${1:-600}
version=$(sed -n 's:.*<jazzer.version>\(.*\)</jazzer.version>.*:\1:p' "$repo/pom.xml")

mvn -q -B -Dquick -f "$repo/pom.xml" -pl smpp-bind -am test-compile
mvn -q -B -Dquick -f "$repo/pom.xml" -pl smpp-bind dependency:build-classpath \
  -Dmdep.outputFile="$module/target/fuzz.classpath" -Dmdep.includeScope=test
mvn -q -B dependency:copy -Dartifact="com.code-intelligence:jazzer:$version" -DoutputDirectory="$module/target/fuzz"
mvn -q -B dependency:copy -Dartifact="com.code-intelligence:jazzer-api:$version" -DoutputDirectory="$module/target/fuzz"
classes="$module/target/classes:$module/target/test-classes:$(cat "$module/target/fuzz.classpath")"

status=0
for target in pdu:trunkline.smpp.session.PduFuzz receipt:trunkline.smpp.receipt.ReceiptFuzz; do
  name=${target%%:*}
  corpus="$module/target/fuzz/$name"
  mkdir -p "$corpus"
  cp -n "$module/src/test/resources/fuzz/$name"/* "$corpus"
  echo "== $name, $seconds s"
  (cd "$module/target/fuzz" && java -Xmx256m -cp "$module/target/fuzz/*:$classes" com.code_intelligence.jazzer.Jazzer \
    --custom_hook_excludes='io.netty.**' --target_class="${target#*:}" --instrumentation_includes='trunkline.**:com.cloudhopper.smpp.**' \
    -max_total_time="$seconds" -max_len=2000 -print_final_stats=1 "$corpus") || status=1
done
exit $status
