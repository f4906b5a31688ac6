#!/bin/bash
# Calls from the API to the phone: the gateway on one core, SIPp and rtp-sink on another, all on loopback.
#
#   gateway-api/bench/calls.sh setups [RATE [SECONDS]]     250 15: calls a second, a prompt of a second each
#   gateway-api/bench/calls.sh digest [RATE [SECONDS]]     100 60: the same at a trunk that challenges each INVITE
#   gateway-api/bench/calls.sh density [CALLS [SECONDS]]   1000 60: calls that are up at once, set up at 200 a second
#   gateway-api/bench/calls.sh flood [CALLS [SECONDS]]     100 60: calls that are up, without and with 2,000 unsolicited requests a second
#   gateway-api/bench/calls.sh short [CALLS [RATE]]        100000 250: whether anything is left of them; takes 7 minutes
#
# Environment: WARM=calls before those that count (30 s of them)  GATEWAY_CPU=0  CALLEE_CPU=1  VOICE=more keys of `voice`, such as rtp-sharing: true  TRUNKLINE_JAVA_OPTIONS
#   AGENT=one more option for the JVM, such as a profiler  SIPP_SCENARIOS, RTP_SINK (directories)  DATA=directory for the store (a real disk)  RT=1 all three in the real-time class
# As root the three run before all else (nice -20). FLOOD=2000 requests a second. Needs sipp (Debian: sip-tester), lame, sox, cc, curl.
set -euo pipefail
[ -n "${CALLS_SESSION:-}" ] || CALLS_SESSION=1 exec setsid -w "$0" "$@"
{ echo -20 > /proc/self/autogroup; } 2> /dev/null || true
renice -n -20 -p $$ > /dev/null 2>&1 || true
repo=$(cd "$(dirname "$0")/../.." && pwd)
scenarios=${SIPP_SCENARIOS:-$repo/../shared/bench/sipp}
sink_source=${RTP_SINK:-$repo/../shared/bench/rtp-sink}
mode=${1:-setups}
P=${PORTBASE:-13300}
HTTP=$P SIP=$((P + 1)) CALLEE=$((P + 2)) SINK=$((P + 4))
first=()
[ -z "${RT:-}" ] || first=(chrt -f 10)
ulimit -n 20000
"$repo/trunkline" --version > /dev/null # builds it if it is not up to date

work=$(mktemp -d "${DATA:-${TMPDIR:-/tmp}}/trunkline-calls.XXXXXX")
pids=()
stop() {
  for p in "${pids[@]:-}"; do [ -z "$p" ] || kill "$p" 2> /dev/null || true; done
  for p in "${pids[@]:-}"; do [ -z "$p" ] || wait "$p" 2> /dev/null || true; done
  pids=()
}
trap 'stop; [ -n "${KEEP:-}" ] || rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

rate=200 seconds=15 calls=0 prompt=1 scenario=uas-answer-fast login=""
case $mode in
  setups) rate=${2:-250} seconds=${3:-15} calls=$((rate * seconds)) ;;
  digest) rate=${2:-100} seconds=${3:-60} calls=$((rate * seconds)) scenario=uas-auth-401
    login=", username: alice, password: secret" ;;
  density) calls=${2:-1000} seconds=${3:-60} prompt=$((calls / rate + seconds + 15)) ;;
  flood) calls=${2:-100} seconds=${3:-60} prompt=$((calls / rate + seconds + 3)) ;;
  short) calls=${2:-100000} rate=${3:-250} ;;
  *) sed -n '2,9p' "$0" >&2; exit 2 ;;
esac

cc -O2 -o "$work/rtp-sink" "$sink_source/rtp-sink.c" -lm
sox -q -n -r 44100 -c 1 "$work/prompt.wav" synth "$prompt" sine 440 gain -12
lame --quiet -b 128 "$work/prompt.wav" "$work/prompt.mp3"
cat > "$work/gateway.yaml" << YAML
http: {listen: "127.0.0.1:$HTTP", rate-limit: 1000000/s}
store: {url: "sqlite:calls.db"}
voice: {sip-listen: "127.0.0.1:$SIP", rtp-address: 127.0.0.1, validity: 12h, ${VOICE:-rtp-sharing: false}}
trunks: [{name: callee, proxy: "127.0.0.1:$CALLEE", channels: $((calls < 5000 ? calls : 5000)), call-rate: $rate/s$login}]
routes: [{to: "+", voice: [callee]}]
YAML
key=$("$repo/trunkline" account add bench -c "$work/gateway.yaml")
start_sink() {
  "${first[@]}" taskset -c "${CALLEE_CPU:-1}" "$work/rtp-sink" -p $SINK -x 3600 -j "$work/sink.json" > "$work/sink.out" 2>&1 &
  sink=$!
}
start_sink
"${first[@]}" taskset -c "${CALLEE_CPU:-1}" sipp -sf "$scenarios/$scenario.xml" -i 127.0.0.1 -p $CALLEE -mi 127.0.0.1 -key sink_ip 127.0.0.1 \
  -key sink_port $SINK -d 0 -nostdin -trace_screen -screen_file "$work/screen" -trace_stat -stf "$work/stat" -fd 1 > /dev/null 2>&1 &
callee=$!
"${first[@]}" taskset -c "${GATEWAY_CPU:-0}" java ${AGENT:-} ${TRUNKLINE_JAVA_OPTIONS:--Xmx1g} -jar "$repo/gateway-api/target/trunkline.jar" serve \
  -c "$work/gateway.yaml" > "$work/out" 2> "$work/log" &
gateway=$!
pids=($gateway $callee $sink)
for _ in $(seq 300); do grep -q ready "$work/out" && break; sleep 0.1; done

api() { curl -sS --fail-with-body -H "Authorization: Bearer $key" "$@"; }
api -o "$work/upload" -T "$work/prompt.mp3" "http://127.0.0.1:$HTTP/voice-files/prompt.mp3"
accept() { # COUNT messages over one connection
  api -o /dev/null -H 'Content-Type: application/json' -d '{"from": "+46736265400", "to": "+46736265449", "file": "prompt.mp3"}' \
    "http://127.0.0.1:$HTTP/messages/voice#[1-$1]"
}
metrics() { curl -s -H "Authorization: Bearer $key" "http://127.0.0.1:$HTTP/metrics"; }
of() { metrics | awk -v name="$1" '$1 == name {print int($2)}' | grep . || echo 0; }
ended() { metrics | awk '/^trunkline_messages_total/ && !/calling|ringing|playing|scheduled/ {n += $2} END {print int(n)}'; }
active() { of 'trunkline_calls_active{trunk="callee"}'; }
ticks() { awk '{sub(/.*\) /,""); print $12+$13}' "/proc/$1/stat"; }
until_is() { # SECONDS COMMAND VALUE: waits until it gives at least the value
  local left=$1
  while [ "$($2)" -lt "$3" ]; do
    left=$((left - 1))
    [ $left -gt 0 ] || { echo "calls.sh: $2 stays at $($2), not $3; see the log:" >&2; tail -5 "$work/log" >&2; exit 1; }
    sleep 1
  done
}
held() { metrics | awk '/^trunkline_sip_entries/ && !/connections/ {n += $2} END {print int(n)}'; }
is_empty() { [ "$(held)" -eq 0 ] && echo 1 || echo 0; }
heap() { # octets that live on after a collection
  jcmd "$gateway" GC.run > /dev/null
  jcmd "$gateway" GC.class_histogram | awk '/^Total/ {print $3}'
}
sum() { sed "s/.*\"$1\":\([-0-9.]*\).*/\1/" "$work/sink.json"; }
callee_figures() { # what SIPp counted: calls, failed ones, and messages that either side sent twice
  kill -USR2 $callee 2> /dev/null || true
  sleep 1
  kill -USR1 $callee 2> /dev/null || true
  for _ in $(seq 100); do kill -0 $callee 2> /dev/null || break; sleep 0.1; done
  kill $callee 2> /dev/null || true
  wait $callee 2> /dev/null || true
  awk -F';' 'NR == 1 {for (i = 1; i <= NF; i++) col[$i] = i} END {
    printf "callee: calls=%d failed=%d retransmitted_by_callee=%d", $col["SuccessfulCall(C)"], $col["FailedCall(C)"], $col["Retransmissions(C)"]}' "$work/stat"
  awk '/----------> *(INVITE|ACK|BYE)/ {k = 0; for (i = 1; i <= NF; i++) if ($i ~ /^[0-9]+$/ && ++k == 2) seen[$2] = $i}
    END {for (name in seen) n += seen[name]; printf " retransmitted_by_us=%d\n", n}' "$work/screen"
}
talk() { # what the sink hears in SECONDS of the calls that are up
  kill -USR1 $sink
  local cpu
  cpu=$(ticks $gateway)
  sleep "$seconds"
  cpu=$(($(ticks $gateway) - cpu))
  echo "$(active) calls up for $seconds s; CPU $(echo "$cpu $seconds $calls" | awk '{printf "%.1f %% of a core, %.4f %% a call", $1 / $2, $1 / $2 / $3}')"
  kill -TERM $sink
  wait $sink || true
  hear
}
hear() { echo "rtp-sink: packets=$(sum packets) lost=$(sum lost) p50_ms=$(sum dev_p50_ms) p99_ms=$(sum dev_p99_ms) max_ms=$(sum dev_max_ms)"; }
states() { metrics | sed -n 's/^trunkline_messages_total{state="\([a-z-]*\)"} \([0-9]*\).*/\1=\2/p' | tr '\n' ' '; }

warm_calls=${WARM:-$((rate * 30))} # a gateway runs for weeks: what it does has been compiled
case $mode in density | flood) warm_calls=0 ;; esac # their prompt is long: setting up the calls warms it
if [ "$warm_calls" -gt 0 ]; then
  accept "$warm_calls"
  until_is 600 ended "$warm_calls"
fi
warm=$(heap)
case $mode in
  setups | digest)
    from=$(ended) cpu=$(ticks $gateway) begin=$(date +%s.%N)
    accept "$calls"
    until_is $((seconds + 60)) ended $((from + calls))
    end=$(date +%s.%N) cpu=$(($(ticks $gateway) - cpu))
    states
    echo "$begin $end $calls $cpu" | awk '{t = $2 - $1 - 1; printf "\nset up %d calls in %.1f s, %.0f a second; CPU of the gateway %.1f %% of a core, %.2f ms a call\n", $3, t, $3 / t, $4 / t, 10 * $4 / $3}'
    ;;
  density)
    accept "$calls"
    until_is $((calls / rate + 30)) active "$calls"
    sleep 3
    talk
    ;;
  flood)
    for flood in 0 "${FLOOD:-2000}"; do
      from=$(ended)
      accept "$calls"
      until_is $((calls / rate + 30)) active "$calls"
      if [ "$flood" -gt 0 ]; then
        # from the trunk's address, which is that of the callee, and from a stranger's
        taskset -c "${CALLEE_CPU:-1}" java -Xmx64m "$repo/gateway-api/bench/SipFlood.java" "127.0.0.1:$SIP" "$flood" "$seconds" 127.0.0.1 127.0.0.2 &
        pids+=($!)
      fi
      kill -USR1 $sink
      cpu=$(ticks $gateway)
      until_is $((seconds + 60)) ended $((from + calls))
      echo "$flood requests a second; CPU of the gateway $(echo "$(($(ticks $gateway) - cpu)) $prompt" | awk '{printf "%.1f %% of a core", $1 / $2}')"
      kill -TERM $sink
      wait $sink || true
      hear
      start_sink
      pids+=($sink)
    done
    metrics | grep '^trunkline_sip_dropped_total' | grep -v ' 0.0$'
    states
    echo
    ;;
  short)
    from=$(ended)
    for part in 1 2 3 4 5 6 7 8 9 10; do
      cpu=$(ticks $gateway)
      accept $((calls / 10))
      until_is $((calls / rate + 60)) ended $((from + calls / 10 * part))
      echo "after $((calls / 10 * part)) calls: $(echo "$cpu $(ticks $gateway) $calls" | awk '{printf "%.2f", 100 * ($2 - $1) / $3}') ms of CPU a call, heap $(heap) octets"
    done
    states
    echo
    ;;
esac
if [ "$mode" != density ]; then
  until_is 120 is_empty 1
  echo "left in the SIP stack: $(held); RTP streams $(of trunkline_rtp_streams); heap before $warm, now $(heap) octets"
  callee_figures
fi
