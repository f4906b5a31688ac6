#!/bin/bash
# Backups and exports of a large store beside a gateway that takes messages as fast as 16 clients ask, backups that are killed with -9 in the
# middle, and a gateway on the copy. Fails unless each message that was answered with 201 before the backup began is in the copy, what waited then
# is sent by the gateway on it, exports have all messages, and no killed backup leaves something under its name.
#
#   gateway-api/bench/backup.sh [messages] [kills]      1000000 and 10 unless given
#   DATA=directory for the stores
set -eu
. "$(cd "$(dirname "$0")" && pwd)/classpath.sh"
exec java -Xmx1g trunkline.gateway.BackupLoad "${DATA:-${TMPDIR:-/tmp}}" "${1:-1000000}" "${2:-10}"
