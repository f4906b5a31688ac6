#!/bin/bash
# Many schedules that are due at one moment, beside messages that come in as they leave: how evenly they leave at the rate of their
# SMSC, how long the others wait, and what memory it takes. Fails if one leaves early, twice or never.
#
#   gateway-api/bench/schedules.sh [schedules] [a second]      100000 and 2000 unless given
#   gateway-api/bench/schedules.sh start [schedules] [starts]  how long a start takes beside stored ones: 1000000 and 3
#   DATA=directory for the store  HEAP=256m of the gateway  AGENT=one more option for its JVM  PORTBASE=13300  SMSC_BENCH=see sink.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/classpath.sh"
. "$here/sink.sh"
smpp=${PORTBASE:-13300} stats=$((${PORTBASE:-13300} + 1)) data=${DATA:-${TMPDIR:-/tmp}}
dump=$(mktemp "$data/trunkline-sink.XXXXXX")
java -Xmx512m -jar "$sink" sink --port "$smpp" --stats-port "$stats" --dump "$dump" >/dev/null & smsc=$!
trap 'kill "$smsc" 2>/dev/null; rm -f "$dump"' EXIT
trap 'exit 130' INT TERM
for _ in $(seq 300); do (exec 3<>/dev/tcp/127.0.0.1/"$stats") 2>/dev/null && break; sleep 0.1; done

if [ "${1:-}" = start ]; then
  java -Xmx1g trunkline.gateway.StartLoad "$data" "${2:-1000000}" "${3:-3}" "$smpp" "$stats" "$dump"
else
  java -Xmx1g trunkline.gateway.SchedulesLoad "$data" "${1:-100000}" "${2:-2000}" "$smpp" "$stats" "$dump" \
    "-Xmx${HEAP:-256m}" ${AGENT:-}
fi
