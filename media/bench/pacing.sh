#!/bin/bash
# How evenly the pacer sends, and what it costs: N streams of G.711 at 20 ms from one core, judged by rtp-sink on another
# (kernel time stamps). Loopback, so the sender's core also pays for the way to the receiver's socket.
#
#   media/bench/pacing.sh [streams ...]          default: 50 1000 2000 3000
#
# Environment: RTP_SINK (directory of rtp-sink.c), RUNS (3), STEADY (seconds, 10), SENDER_CPU (0), SINK_CPU (1), JAVA_OPTS,
# MODE: own (sockets of each call's own), shared (one port, sendmmsg), bare (a loop that does nothing but write to connected
# channels), or several in quotes, which then take turns. As root, sender and sink run before all others (nice -20, in a
# session of their own, since Linux by default shares the processor between sessions whatever their nice values).
# RT=1 puts both into the real-time class, for a machine that others use at the same time.
# "other" is what everything else on the machine took of the sender's core meanwhile: a run with more than 10 % says
# little about the pacer. Set-up: 200 calls a second, then 5 s of rest; figures are of the STEADY seconds after that.
set -euo pipefail
[ -n "${PACING_SESSION:-}" ] || PACING_SESSION=1 exec setsid -w "$0" "$@"
{ echo -20 > /proc/self/autogroup; } 2> /dev/null || true
renice -n -20 -p $$ > /dev/null 2>&1 || true
cd "$(dirname "$0")/../.."

sink_source=${RTP_SINK:-../shared/bench/rtp-sink}
runs=${RUNS:-3} steady=${STEADY:-10} sender_cpu=${SENDER_CPU:-0} sink_cpu=${SINK_CPU:-1}
port=41000
first=()
[ -z "${RT:-}" ] || first=(chrt -f 10)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -r "$sink_source/rtp-sink.c" ] || { echo "rtp-sink.c not found in $sink_source; set RTP_SINK" >&2; exit 2; }
cc -O2 -o "$work/rtp-sink" "$sink_source/rtp-sink.c" -lm
mvn -q -B -Pbench -Dquick -pl media -am test-compile
mvn -q -B -Pbench -Dquick -pl media dependency:build-classpath -Dmdep.outputFile="$work/classpath" > /dev/null
classpath=media/target/classes:media/target/test-classes:$(cat "$work/classpath")
ulimit -n 20000

busy() { # ticks that the sender's core was busy, and all ticks
  awk -v cpu="cpu$sender_cpu" '$1 == cpu {print $2 + $3 + $4 + $6 + $7 + $8 + $9, $2 + $3 + $4 + $5 + $6 + $7 + $8 + $9}' /proc/stat
}

field() { sed "s/.*\"$1\":\([-0-9.]*\).*/\1/" "$work/sink.json"; }

once() {
  rm -f "$work/sink.json"
  "${first[@]}" taskset -c "$sink_cpu" "$work/rtp-sink" -p $port -x 30 -j "$work/sink.json" > "$work/sink.out" 2> "$work/sink.err" &
  local sink=$! before after cpu own=-
  sleep 0.3
  while read -r line; do
    case $line in
      steady) kill -USR1 $sink; before=$(busy) ;;
      cpu*) after=$(busy); cpu=$(echo "$line" | awk '{print $2}') ;;
      own*) own=${line#own figures: } ;;
      *) echo "$line" >&2 ;;
    esac
    [[ $line == cpu* ]] && kill -TERM $sink # the figures end where the steady seconds do
  done < <("${first[@]}" taskset -c "$sender_cpu" java -Xms256m -Xmx256m ${JAVA_OPTS:-} -cp "$classpath" \
    trunkline.media.rtp.PacingLoad "$1" "$steady" $port 127.0.0.1 "$2")
  wait $sink || true
  local other
  other=$(echo "$before $after $cpu" | awk '{printf "%.0f", 100 * ($3 - $1) / ($4 - $2) - $5}')
  printf '| %s | %s | %s | %s | %s | %s | %s | %s | %.4f | %s | %s |\n' "$1" "$2" "$(field packets)" "$(field lost)" \
    "$(field dev_p50_ms)" "$(field dev_p99_ms)" "$(field dev_max_ms)" "$cpu" \
    "$(echo "$cpu $1" | awk '{print $1 / $2}')" "$other" "$own"
}

echo "$(uname -r), $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(java -version 2>&1 | head -1)"
echo '| streams | mode | packets | lost | p50 ms | p99 ms | max ms | CPU % of a core | CPU % a stream | other % | pacer itself |'
echo '|---|---|---|---|---|---|---|---|---|---|---|'
for streams in "${@:-50 1000 2000 3000}"; do
  for n in $streams; do
    for ((run = 0; run < runs; run++)); do
      for mode in ${MODE:-own}; do once "$n" "$mode"; done
    done
  done
done
