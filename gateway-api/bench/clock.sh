#!/bin/bash
# A gateway whose wall clock leaps an hour ahead and is put right, is set an hour back and put right, and leaps ahead for good, beside
# schedules and repetitions. Fails if anything leaves early or twice, or is not sent in the end. Takes eight minutes.
# Debian: faketime, which fakes the wall clock of the process alone, and leaves its monotonic clock as it is.
#
#   gateway-api/bench/clock.sh
#   DATA=directory for the store  FAKETIME=libfaketimeMT.so.1, where it lies
set -eu
FAKETIME=${FAKETIME:-$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null | head -1)}
[ -n "$FAKETIME" ] || { echo "clock.sh: libfaketime is needed (Debian: faketime)" >&2; exit 1; }
. "$(cd "$(dirname "$0")" && pwd)/classpath.sh"
exec java -Xmx512m trunkline.gateway.ClockLoad "${DATA:-${TMPDIR:-/tmp}}" "$FAKETIME"
