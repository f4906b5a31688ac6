#!/bin/bash
# The long storm of messages from phones: long messages in every form over three binds, the parts of all of them in disorder, a
# fifth of them twice, every tenth message without one of its parts; links are cut, and the gateway is killed in the middle.
# Fails unless each message is in the inbox once: whole, or with the number of the part that it lost.
#
#   gateway-api/bench/inbound-storm.sh [messages]      10000 unless given
#   DATA=directory for the store
set -eu
. "$(cd "$(dirname "$0")" && pwd)/classpath.sh"
exec java -Xmx1g trunkline.gateway.InboundStormLoad "${DATA:-${TMPDIR:-/tmp}}" "${1:-10000}"
