#!/bin/bash
# HTTP to store to SMPP, and with -dlr back through the receipt to a webhook: all on loopback, every 201 synced to disk.
#
#   gateway-api/bench/load.sh [MODE ...]       MODE: plain plain-3seg dlr dlr-3seg; all four unless given
#
# Environment: RUNS=3  SECS=10  WARM=5  CONNS=64  WINDOW=100  DATA=directory for the store (a real disk)
#   PEER=1 runs Kannel in the same way between our runs: modes none and none-dlr, with 3seg (Debian: kannel)
#   AGENT=OPTION one more option for the gateway's JVM, such as that of a profiler
# The load generator is wrk (Debian: wrk); the SMSC and the webhook's end are smsc-sink, see smpp-bind/bench/run.sh.
# A line an run: messages per second at the SMSC, not at the HTTP end; latencies of the HTTP answers; CPU in cores.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/sink.sh"
RUNS=${RUNS:-3} SECS=${SECS:-10} WARM=${WARM:-5} CONNS=${CONNS:-64} WINDOW=${WINDOW:-100} P=${PORTBASE:-13200}
HTTP=$P SMPP=$((P + 1)) STATS=$((P + 2)) HOOK=$((P + 3))
command -v wrk >/dev/null || { echo "load.sh: wrk is needed" >&2; exit 1; }

"$repo/trunkline" --version >/dev/null # builds it if it is not up to date

pids=()
stop() {
  for p in "${pids[@]:-}"; do [ -z "$p" ] || kill "$p" 2>/dev/null || true; done
  for p in "${pids[@]:-}"; do [ -z "$p" ] || wait "$p" 2>/dev/null || true; done
  pids=()
}
run_dir=
trap 'stop; rm -rf "${run_dir:-}"' EXIT
trap 'exit 130' INT TERM
port_up() { for _ in $(seq 300); do (exec 3<>/dev/tcp/127.0.0.1/"$1") 2>/dev/null && return 0; sleep 0.1; done; echo "port $1 did not open" >&2; return 1; }
num() { sed -n "s/.*\"$2\":\([0-9.]*\).*/\1/p" <<<"$1"; }
stats() { curl -s "http://127.0.0.1:$1/stats"; }
ticks() { awk '{sub(/.*\) /,""); print $12+$13}' "/proc/$1/stat"; }
busy() { awk '/^cpu /{print $2+$3+$4+$7+$8+$9}' /proc/stat; }
children() { awk '{sub(/.*\) /,""); print $14+$15}' "/proc/$$/stat"; }
settle() { # until the counters of SMSC and webhook stand still for 1.5 s, at most $1 s
  local last="" now same=0
  for _ in $(seq $(($1 * 2))); do
    now="$(num "$(stats $STATS)" submits) $(stats $HOOK | cut -d, -f1)"
    [ "$now" = "$last" ] && same=$((same + 1)) || same=0
    [ $same -ge 3 ] && return
    last=$now
    sleep 0.5
  done
}

webhook() { # KEY: one webhook for each message that is delivered, to the sink
  curl -sf -o /dev/null -H "Authorization: Bearer $1" "http://127.0.0.1:$HTTP/webhooks" \
    -d "{\"url\": \"http://127.0.0.1:$HOOK/hook\", \"events\": [\"sms.delivered\"]}" ||
    { echo "load.sh: the webhook was not made" >&2; exit 1; }
}

one() { # MODE
  local chars=60 dlr=-1 receipts=false
  case "-$1-" in *-3seg-*) chars=400 ;; esac
  case "-$1-" in *-dlr-*) dlr=100 receipts=true ;; esac
  run_dir=$(mktemp -d "${DATA:-${TMPDIR:-/tmp}}/trunkline-load.XXXXXX")
  java -Xmx1g -jar "$sink" sink --port $SMPP --stats-port $STATS --dlr-delay-ms $dlr >"$run_dir/sink.log" 2>&1 & local smsc=$!
  java -Xmx1g -jar "$sink" websink --port $HOOK >"$run_dir/hook.log" 2>&1 & local hook=$!
  pids+=($smsc $hook)
  port_up $SMPP; port_up $STATS; port_up $HOOK
  cat >"$run_dir/gateway.yaml" <<YAML
http: {listen: "127.0.0.1:$HTTP", public-url: "http://127.0.0.1:$HTTP", rate-limit: 1000000/s}
store: {url: "sqlite:load.db"}
webhooks: {allow-networks: [127.0.0.1]}
smsc: [{name: sink, host: 127.0.0.1, port: $SMPP, system-id: bench, password: bench, window: $WINDOW, rate: 1000000/s}]
routes: [{to: "+", sms: [sink]}]
YAML
  local key
  key=$("$repo/trunkline" account add bench -c "$run_dir/gateway.yaml")
  java ${AGENT:-} ${TRUNKLINE_JAVA_OPTIONS:--Xmx1g} -jar "$repo/gateway-api/target/trunkline.jar" serve -c "$run_dir/gateway.yaml" >"$run_dir/out" 2>"$run_dir/err" & local gateway=$!
  pids+=($gateway)
  port_up $HTTP
  [ $receipts = false ] || webhook "$key"
  for _ in $(seq 100); do [ "$(num "$(stats $STATS)" binds)" -ge 1 ] && break; sleep 0.1; done
  load() { wrk -t2 -c"$CONNS" -d"$1"s --timeout 20s -s "$here/load.lua" "http://127.0.0.1:$HTTP" -- "$key" $chars; }
  load "$WARM" >/dev/null
  settle 60
  curl -s "http://127.0.0.1:$STATS/reset" >/dev/null
  curl -s "http://127.0.0.1:$HOOK/reset" >/dev/null
  local g0 k0 h0 c0 m0 t0 t1 t2 g1 k1 h1 c1 m1 during after
  g0=$(ticks $gateway) k0=$(ticks $smsc) h0=$(ticks $hook) c0=$(children) m0=$(busy) t0=$(date +%s.%N)
  load "$SECS" >"$run_dir/wrk"
  t1=$(date +%s.%N) during=$(stats $STATS)
  g1=$(ticks $gateway) k1=$(ticks $smsc) h1=$(ticks $hook) c1=$(children) m1=$(busy)
  settle 120
  t2=$(date +%s.%N) after=$(stats $STATS)
  awk -v mode="$1" -v res="$(grep '^RESULT' "$run_dir/wrk")" -v t0="$t0" -v t1="$t1" -v t2="$t2" -v hz="$(getconf CLK_TCK)" \
    -v g=$((g1 - g0)) -v k=$((k1 - k0)) -v h=$((h1 - h0)) -v c=$((c1 - c0)) -v m=$((m1 - m0)) \
    -v sd="$(num "$during" accepted)" -v sa="$(num "$after" accepted)" -v mean="$(num "$after" mean_per_s)" \
    -v hooks="$(num "$(stats $HOOK)" hits)" -v acked="$(num "$after" dlr_acked)" \
    -v rss="$(awk '/VmHWM/{print int($2/1024+0.5)}' /proc/$gateway/status)" -v disk="$(du -sm "$run_dir" | cut -f1)" 'BEGIN {
      n = split(res, a, /[ =]/); for (i = 2; i < n; i += 2) v[a[i]] = a[i + 1]
      el = t1 - t0; drain = t2 - t1 - 1.5; ok = v["requests"] - v["errors_status"]
      printf "trunkline %s: accepted_per_s=%.0f submit_sm_per_s=%.0f", mode, ok / el, mean
      if (acked > 0) printf " complete_per_s=%.0f", hooks / (el + drain)
      printf " p50_ms=%s p99_ms=%s max_ms=%s rss_mb=%d cpu=%.2f us_per_message=%.1f", v["p50_ms"], v["p99_ms"], v["max_ms"], rss, g / hz / el, g / hz * 1e6 / ok
      printf " smsc_cpu=%.2f hook_cpu=%.2f wrk_cpu=%.2f other_cpu=%.2f", k / hz / el, h / hz / el, c / hz / el, (m - g - k - h - c) / hz / el
      printf " accepted=%d not_201=%d sock_err=%d arrived=%d behind_at_end=%d receipts=%d webhooks=%d drain_s=%.1f disk_mb=%d\n", ok, v["errors_status"], v["errors_sock"], sa, sa - sd, acked, hooks, drain, disk }'
  stop
  rm -rf "$run_dir"
}

peer() { # MODE of ours
  local mode=none
  case "-$1-" in *-dlr-*) mode=none-dlr ;; esac
  case "-$1-" in *-3seg-*) mode=$mode-3seg ;; esac
  DLRMASK=${DLRMASK:-3} SECS=$SECS WARM=$WARM CONNS=$CONNS WINDOW=$WINDOW MAXOTHER=${MAXOTHER:-9} IDLEWAIT=0 bash "$bench/kannel/run.sh" $mode 1
}

for mode in "${@:-plain plain-3seg dlr dlr-3seg}"; do
  for m in $mode; do
    for _ in $(seq "$RUNS"); do
      one "$m"
      [ -z "${PEER:-}" ] || peer "$m"
    done
  done
done
