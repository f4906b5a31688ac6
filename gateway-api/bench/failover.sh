#!/bin/bash
# The long failover: an SMSC that all messages go to dies a third of the way through and does not come back; its messages go to
# the second one of their route. Fails if a message is lost, if one that was answered is sent again, or if more than a window of
# unanswered ones are.
#
#   gateway-api/bench/failover.sh [messages] [messages a second]      60000 and 1000 unless given
#   DATA=directory for the store
set -eu
. "$(cd "$(dirname "$0")" && pwd)/classpath.sh"
exec java -Xmx1g trunkline.gateway.FailoverLoad "${DATA:-${TMPDIR:-/tmp}}" "${1:-60000}" "${2:-1000}"
