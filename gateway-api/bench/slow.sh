#!/bin/bash
# What slow clients cost the others: the latency of POST /messages/sms alone, and while slowhttptest holds connections open that send
# their headers or their body byte by byte, or read no answer. Alone and beside each attack take turns.
#
#   gateway-api/bench/slow.sh [ATTACK ...]      ATTACK: headers body read; all three unless given
#
# Environment: ROUNDS=3  SECS=10  SLOW=1000 connections of the attack  CONNS=32 of the load  PAUSE=32 ms between the requests of each, 0 for
# as fast as they are answered  DATA=directory for the store (a real disk)
# The load generator is wrk, the attacker slowhttptest (both Debian packages), which runs only when nothing else wants the processor:
# attackers have processors of their own. A line for each run, and at the end for each attack the ratio of the medians of p99. Nothing
# listens at the SMSC: what is measured is the way into the store.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
repo=$(cd "$here/../.." && pwd)
ROUNDS=${ROUNDS:-3} SECS=${SECS:-10} SLOW=${SLOW:-1000} CONNS=${CONNS:-32} PAUSE=${PAUSE:-32} HTTP=${PORTBASE:-13300}
for tool in wrk slowhttptest; do
  command -v $tool >/dev/null || { echo "slow.sh: $tool is needed" >&2; exit 1; }
done
ulimit -n $((SLOW * 4 + 1024)) 2>/dev/null || true
"$repo/trunkline" --version >/dev/null # builds it if it is not up to date

run_dir=$(mktemp -d "${DATA:-${TMPDIR:-/tmp}}/trunkline-slow.XXXXXX")
gateway='' attacker=''
trap '[ -z "$attacker" ] || kill "$attacker" 2>/dev/null || true; [ -z "$gateway" ] || kill "$gateway" 2>/dev/null || true; rm -rf "$run_dir"' EXIT
trap 'exit 130' INT TERM
cat >"$run_dir/gateway.yaml" <<YAML
http: {listen: "127.0.0.1:$HTTP", public-url: "http://127.0.0.1:$HTTP", rate-limit: 1000000/s}
store: {url: "sqlite:slow.db"}
smsc: [{name: sink, host: 127.0.0.1, port: 9, system-id: bench, password: bench}]
routes: [{to: "+", sms: [sink]}]
YAML
key=$("$repo/trunkline" account add bench -c "$run_dir/gateway.yaml")
java ${TRUNKLINE_JAVA_OPTIONS:--Xmx1g} -jar "$repo/gateway-api/target/trunkline.jar" serve -c "$run_dir/gateway.yaml" >"$run_dir/out" 2>&1 &
gateway=$!
for _ in $(seq 300); do (exec 3<>/dev/tcp/127.0.0.1/"$HTTP") 2>/dev/null && break; sleep 0.1; done

load() { # SECONDS [PAUSE]
  wrk -t1 -c"$CONNS" -d"$1"s --timeout 20s -s "$here/load.lua" "http://127.0.0.1:$HTTP" -- "$key" 60 "${2:-$PAUSE}"
}
attack() { # NAME: until it is killed
  local url=http://127.0.0.1:$HTTP/messages/sms rest="-c $SLOW -r 500 -l 600 -p 3"
  case $1 in
    headers) exec chrt --idle 0 slowhttptest -H -i 10 -t POST -u "$url" $rest ;;
    body) exec chrt --idle 0 slowhttptest -B -i 10 -s 8192 -t POST -u "$url" $rest ;;
    read) exec chrt --idle 0 slowhttptest -X -w 1 -y 8 -n 5 -z 1 -k 3 -t GET -u "http://127.0.0.1:$HTTP/openapi.json" $rest ;;
    *) echo "slow.sh: no attack '$1'" >&2; exit 1 ;;
  esac
}
run() { # NAME
  load "$SECS" >"$run_dir/wrk"
  local p99 held
  p99=$(sed -n 's/.*p99_ms=\([0-9.]*\).*/\1/p' "$run_dir/wrk")
  held=$(grep -c "" <(find "/proc/$gateway/fd" -lname 'socket:*' 2>/dev/null) || true)
  echo "$p99" >>"$run_dir/$1.p99"
  echo "$1: $(grep -o 'requests=[0-9]*' "$run_dir/wrk") $(grep -o 'errors_status=[0-9]*' "$run_dir/wrk") $(grep -o 'errors_sock=[0-9]*' "$run_dir/wrk") $(grep -o 'p50_ms=[0-9.]*' "$run_dir/wrk") p99_ms=$p99 sockets=$held"
}
median() { sort -n "$1" | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

load 15 0 >/dev/null # what runs often is compiled by then
attacks=${*:-headers body read}
for _ in $(seq "$ROUNDS"); do
  for name in $attacks; do
    run "alone-$name"
    attack "$name" >"$run_dir/attack" 2>&1 &
    attacker=$!
    sleep 4 # all connections are open by then
    run "$name"
    kill $attacker 2>/dev/null || true
    wait $attacker 2>/dev/null || true
    attacker=''
    sleep 1
  done
done
for name in $attacks; do
  awk -v name="$name" -v a="$(median "$run_dir/alone-$name.p99")" -v b="$(median "$run_dir/$name.p99")" -v slow="$SLOW" \
    'BEGIN {printf "%s: p99 %.2f ms alone, %.2f ms beside %d slow connections: %.2f times\n", name, a, b, slow, b / a}'
done
