#!/bin/bash
# The long storm: an SMSC that throttles, sends 30 % of the receipts early and 5 % twice, writes 2 % of its ids in
# hexadecimal, and cuts each link every 10 s. Fails unless every message ends, none is lost, duplicates stay within one
# window for each cut and say so, and every receipt is matched.
#
#   gateway-api/bench/storm.sh [messages]      100000 unless given
#   DATA=directory for the store
set -eu
. "$(cd "$(dirname "$0")" && pwd)/classpath.sh"
exec java -Xmx2g trunkline.gateway.StormLoad "${DATA:-${TMPDIR:-/tmp}}" "${1:-100000}"
