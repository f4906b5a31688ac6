# Sourced: builds the SMSC of the bench where it is not built yet, and names its jar in $sink. SMSC_BENCH=where its source lies
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bench=${SMSC_BENCH:-$repo/../shared/bench}
sink=$repo/smpp-bind/target/smsc-sink/target/smsc-sink.jar
if [ ! -f "$sink" ]; then
  rm -rf "$repo/smpp-bind/target/smsc-sink"
  mkdir -p "$repo/smpp-bind/target"
  cp -r "$bench/smsc-sink" "$repo/smpp-bind/target/smsc-sink"
  chmod -R u+w "$repo/smpp-bind/target/smsc-sink"
  mvn -q -f "$repo/smpp-bind/target/smsc-sink/pom.xml" package
fi
