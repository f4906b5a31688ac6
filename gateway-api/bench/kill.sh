#!/bin/bash
# A gateway that is killed with -9 many times, at moments that the seed gives: while it takes messages in, sends what is due, repeats
# what is to be repeated, and tells of all of it by webhooks, a tenth of which are refused. Fails unless each message that was
# answered with 201 arrives, none before its time, none twice without saying so, none that was taken back; each occurrence of a
# repetition is there once; each message's events are told, the first time in order; and what is left of the balance is what was paid less
# what the messages cost that were not taken back.
#
#   gateway-api/bench/kill.sh [kills] [seed]      100 and 1 unless given
#   DATA=directory for the store
set -eu
. "$(cd "$(dirname "$0")" && pwd)/classpath.sh"
exec java -Xmx1g trunkline.gateway.KillLoad "${DATA:-${TMPDIR:-/tmp}}" "${1:-100}" "${2:-1}"
