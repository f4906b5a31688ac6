#!/bin/bash
# Calls phones that others wrote: is the call answered, is what the phone recorded the prompt sample by sample, does its hold stop
# the prompt, and does its key confirm the message.
#
#   gateway-api/interop/phones.sh [CASE ...]    all unless given:
#     baresip          UDP, PCMA
#     baresip-tls      TLS and SRTP, both with the trunk's certificate
#     baresip-voice    silent for four seconds, then it speaks: the prompt begins with that (start-at-voice)
#     baresip-machine  a greeting and a beep: the prompt begins again after it (after-beep)
#     linphone         UDP, PCMA
#     linphone-srtp    the same with SRTP
#     linphone-tls     TLS and SRTP: linphone registers with Kamailio over TLS, and so does the gateway
#     kamailio         the gateway registers with Kamailio, with a password, and calls a baresip that is registered there too
#   Debian packages: baresip-core linphone-cli kamailio kamailio-tls-modules sox espeak-ng curl openssl xxd. A case whose program is missing is skipped, and fails with
#   TRUNKLINE_INTEROP=required. KEEP=1 keeps what was written.
set -eu
repo=$(cd "$(dirname "$0")/../.." && pwd)
P=${PORTBASE:-14500}
HTTP=$P SIP=$((P + 1)) PHONE=$((P + 10)) CONTROL=$((P + 12)) PROXY=$((P + 14))
NUMBER=+46736265449
# the address that the phones name in their SDP; the loopback one would not do, since they do not know it
HOST=${HOST:-$(hostname -I | cut -d' ' -f1)}
trunkline() { ${TRUNKLINE:-"$repo/trunkline"} "$@"; }

dir=$(mktemp -d "${TMPDIR:-/tmp}/trunkline-phones.XXXXXX")
pids=()
stop() { # ends what was started last first
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do kill "${pids[i]}" 2>/dev/null || true; done
  for p in "${pids[@]:-}"; do [ -z "$p" ] || wait "$p" 2>/dev/null || true; done
  pids=()
}
trap 'stop; [ -n "${KEEP:-}" ] && echo "kept: $dir" || rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

until_true() { # WHAT COMMAND...: up to 40 s
  local what=$1
  shift
  for _ in $(seq 200); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  echo "FAILED: not within 40 s: $what"
  return 1
}
api() { curl -sf -H "Authorization: Bearer $key" "$@"; }
message() { api "http://127.0.0.1:$HTTP/messages/voice/$id"; }
timeline() { api "http://127.0.0.1:$HTTP/messages/voice/$id/timeline${1:-}"; }
status_is() { message | grep -q "\"status\":\"$1\""; }
packets() { api "http://127.0.0.1:$HTTP/calls" | sed -n 's/.*"rtp_packets":\([0-9]*\).*/\1/p'; }
played() { [ "$(packets)" -gt "$1" ]; }

start_gateway() { # TRUNK: keys of the trunk
  cat >"$dir/gateway.yaml" <<YAML
http: {listen: "127.0.0.1:$HTTP", public-url: "http://127.0.0.1:$HTTP"}
voice: {sip-listen: "$HOST:$SIP", rtp-address: "$HOST", sip-tls: {port: $((SIP + 1)), certificate: cert.pem, key: key.pem}}
store: {url: "sqlite:phones-$case.db"}
trunks: [{name: phone, $1}]
routes: [{to: "+", voice: [phone]}]
YAML
  key=$(trunkline account add phones -c "$dir/gateway.yaml")
  ${TRUNKLINE:-"$repo/trunkline"} serve -c "$dir/gateway.yaml" >"$dir/gateway.$case.log" 2>&1 &
  pids+=($!)
  until_true "gateway up" curl -sf "http://127.0.0.1:$HTTP/health/ready"
  # two seconds that repeat nowhere: noise, at a level that is left alone
  sox -q -R -n -r 8000 -b 16 "$dir/prompt.wav" synth 2 pinknoise gain -12
  api -X PUT --data-binary "@$dir/prompt.wav" -H 'Content-Type: audio/wav' \
    "http://127.0.0.1:$HTTP/voice-files/prompt.wav?speech-level=off&trim=off" >/dev/null
}

# Calls, has the phone hold and resume while the prompt plays for the first time, and press a key while it plays again.
converse() { # HOLD RESUME KEY: commands
  id=$(api "http://127.0.0.1:$HTTP/messages/voice" -d \
    "{\"from\": \"+46736265400\", \"to\": \"$NUMBER\", \"file\": \"prompt.wav\", \"plays\": 5, \"confirm\": \"1\"}" |
    sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
  until_true "the phone answers and hears a first prompt" played 110 || return 1
  if [ "$1" != : ]; then
    $1
    local before after
    sleep 1
    before=$(packets) && sleep 1 && after=$(packets)
    $2
    echo "  hold: $((after - before)) packets in a second of it"
    [ "$after" = "$before" ] || { echo "FAILED: the prompt goes on while it is held"; return 1; }
    until_true "the prompt goes on" played $((after + 50)) || return 1
  fi
  $3
  until_true "the key confirms the message" status_is confirmed || return 1
  echo "  key: the message is confirmed"
}

# Whether a second and a half of the prompt, in the codec of the call, is in the recording octet by octet.
heard() { # WAV
  local codec
  codec=$(message | sed -n 's/.*"codec":"\([A-Z0-9]*\)".*/\1/p')
  api "http://127.0.0.1:$HTTP/voice-files/prompt.wav/preview?codec=$codec" >"$dir/preview.wav"
  sox -q "$dir/preview.wav" -t s16 "$dir/preview.raw" trim 0.2 1.5
  sox -q "$1" -t s16 -r 8000 -c 1 "$dir/heard.raw"
  xxd -p "$dir/preview.raw" | tr -d '\n' >"$dir/preview.hex"
  xxd -p "$dir/heard.raw" | tr -d '\n' >"$dir/heard.hex"
  if grep -qF -f "$dir/preview.hex" "$dir/heard.hex"; then
    echo "  audio: $codec, 12,000 samples of the prompt found in the recording, each the same"
    return 0
  fi
  echo "FAILED: the prompt is not in $1 sample by sample ($codec)"
  KEEP=1
  return 1
}

# Whether that is in a recording whose maker has a clock of its own: by the correlation of the samples.
heard_alike() { # WAV
  local codec
  codec=$(message | sed -n 's/.*"codec":"\([A-Z0-9]*\)".*/\1/p')
  api "http://127.0.0.1:$HTTP/voice-files/prompt.wav/preview?codec=$codec" >"$dir/preview.wav"
  sox -q "$dir/preview.wav" -t s16 "$dir/preview.raw" trim 0.2 1.5
  sox -V1 -q "$1" -t s16 -r 8000 -c 1 "$dir/heard.raw" # linphone leaves the end of its file unwritten
  local alike
  if alike=$(java "$repo/gateway-api/interop/Alike.java" "$dir/preview.raw" "$dir/heard.raw"); then
    echo "  audio: $codec, $alike"
    return 0
  fi
  echo "FAILED: the prompt is not in $1 ($codec): $alike"
  KEEP=1
  return 1
}

certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=phone \
    -addext subjectAltName=IP:$HOST -keyout "$dir/key.pem" -out "$dir/cert.pem" 2>/dev/null
  cat "$dir/cert.pem" "$dir/key.pem" >"$dir/trunk.pem"
}

case_baresip_tls() {
  start_baresip "$NUMBER@$HOST:$PHONE;transport=tls>;answermode=auto;regint=0;audio_codecs=pcma;mediaenc=srtp-mand" || return 1
  start_gateway "proxy: \"$HOST:$((PHONE + 1));transport=tls\", tls: {trust: cert.pem}, srtp: true" || return 1
  # baresip opens a connection of its own for its hold, to where the gateway listens on TLS
  converse baresip_hold baresip_resume baresip_key && baresip_heard || return 1
  timeline | grep -q 'Via: SIP/2.0/TLS' && timeline | grep -q 'RTP/SAVP' && timeline | grep -q 'a=crypto' &&
    echo "  TLS, and SRTP with keys in the SDP"
}

# --- baresip -------------------------------------------------------------------------------------

start_baresip() { # ACCOUNT PARAMETERS
  mkdir -p "$dir/baresip" "$dir/rec-$case"
  rm -f "$dir/baresip"/*
  cat >"$dir/baresip/config" <<CONF
sip_listen $HOST:$PHONE
sip_certificate $dir/trunk.pem
audio_player aubridge,nil
audio_source ${source:-ausine,440}
audio_alert aubridge,nil
ausrc_srate 48000
ausrc_channels 2
auplay_srate 8000
jitter_buffer_type off
snd_path $dir/rec-$case
ctrl_tcp_listen 127.0.0.1:$CONTROL
module_path /usr/lib/baresip/modules
module g711.so
module aubridge.so
module ausine.so
module aufile.so
module sndfile.so
module srtp.so
module_app account.so
module_app menu.so
module_app ctrl_tcp.so
CONF
  echo "<sip:$1" >"$dir/baresip/accounts"
  baresip -f "$dir/baresip" -s >"$dir/baresip.$case.log" 2>&1 </dev/null &
  pids+=($!)
  until_true "baresip up" bash -c "exec 3<>/dev/tcp/127.0.0.1/$CONTROL"
}
tell_baresip() { # COMMAND [PARAMETERS]: over its control port, as a netstring
  local json="{\"command\":\"$1\",\"params\":\"${2:-}\"}"
  { exec 3<>"/dev/tcp/127.0.0.1/$CONTROL" && printf '%d:%s,' "${#json}" "$json" >&3 && sleep 0.2 && exec 3>&-; } 2>/dev/null
}
baresip_hold() { tell_baresip hold; }
baresip_resume() { tell_baresip resume; }
baresip_key() { tell_baresip sndcode 1; }
baresip_heard() { heard "$(ls "$dir/rec-$case"/*dec.wav | head -1)"; }

case_baresip() {
  start_baresip "$NUMBER@$HOST:$PHONE>;answermode=auto;regint=0;audio_codecs=pcma" || return 1
  start_gateway "proxy: \"$HOST:$PHONE\"" || return 1
  converse baresip_hold baresip_resume baresip_key && baresip_heard
}

phone_says() { # what baresip sends instead of a tone: 48 kHz, as its source gives it
  sox -q "$@" -r 48000 -c 2 -b 16 "$dir/says.wav"
  source="aufile,$dir/says.wav"
}
ask() { # the same message without a key: id
  id=$(api "http://127.0.0.1:$HTTP/messages/voice" -d "{\"from\": \"+46736265400\", \"to\": \"$NUMBER\", \"file\": \"prompt.wav\"}" |
    sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
  until_true "the prompt is played" status_is played
}
ladder() { timeline '?format=text'; }

case_baresip_voice() {
  espeak-ng -w "$dir/hello.wav" "Hello, this is Anna. Who is there?"
  sox -q "$dir/hello.wav" "$dir/late.wav" pad 4 0
  phone_says "$dir/late.wav"
  start_baresip "$NUMBER@$HOST:$PHONE>;answermode=auto;regint=0;audio_codecs=pcma" || return 1
  start_gateway "proxy: \"$HOST:$PHONE\", start-after: 25s, start-at-voice: true" || return 1
  ask && baresip_heard || return 1
  ladder | grep -E 'audio begins|somebody speaks|the prompt begins|audio ends' | sed 's/^/  /'
  ladder | grep -q 'the prompt begins'
}

case_baresip_machine() {
  espeak-ng -w "$dir/greeting.wav" "You have reached Anna. I am not at home. Please leave a message after the tone."
  sox -q -n -r 22050 -b 16 "$dir/beep.wav" synth 0.4 sine 1000 gain -12
  sox -q "$dir/greeting.wav" "$dir/beep.wav" "$dir/machine.wav" pad 0 4
  phone_says "$dir/machine.wav"
  start_baresip "$NUMBER@$HOST:$PHONE>;answermode=auto;regint=0;audio_codecs=pcma" || return 1
  start_gateway "proxy: \"$HOST:$PHONE\", after-beep: true" || return 1
  ask && baresip_heard || return 1
  ladder | grep -E 'audio begins|speaks|greeting|beep|the prompt begins|audio ends' | sed 's/^/  /'
  ladder | grep -q 'a beep, and then quiet'
}

# --- linphone ------------------------------------------------------------------------------------

start_linphone() { # MEDIA_ENCRYPTION [MORE]: linphonec reads commands, and writes a WAV file in place of playing to a sound card
  # without these folders it starts, and answers nothing
  mkdir -p "$dir/linphone/.local/share/linphone" "$dir/linphone/.config/linphone"
  cat >"$dir/linphone/rc" <<CONF
[sip]
sip_port=$PHONE
sip_tcp_port=0
sip_tls_port=0
default_proxy=-1
contact=sip:phone@$HOST
media_encryption=$1
[rtp]
audio_rtp_port=$((PHONE + 20))
audio_jitt_comp=60
audio_adaptive_jitt_comp_enabled=0
[sound]
echocancellation=0
[video]
enabled=0
automatically_initiate=0
[audio_codec_0]
mime=PCMA
rate=8000
channels=1
enabled=1
${2:-}
CONF
  rm -f "$dir/linphone/in" "$dir/heard.$case.wav"
  mkfifo "$dir/linphone/in"
  HOME="$dir/linphone" linphonec -c "$dir/linphone/rc" -a <"$dir/linphone/in" >"$dir/linphone.$case.log" 2>&1 &
  linphone=$!
  pids+=($linphone)
  exec 4>"$dir/linphone/in"
  tell_linphone "soundcard use files"
  tell_linphone "record $dir/heard.$case.wav"
  until_true "linphone up" grep -q 'record ' "$dir/linphone.$case.log"
}
tell_linphone() { echo "$1" >&4; }
linphone_hold() { tell_linphone pause; }
linphone_resume() { tell_linphone resume; }
linphone_key() { tell_linphone 1; }
linphone_heard() {
  tell_linphone quit
  exec 4>&-
  until_true "linphone has gone" bash -c "! kill -0 $linphone"
  heard_alike "$dir/heard.$case.wav"
}

case_linphone() {
  start_linphone none || return 1
  start_gateway "proxy: \"$HOST:$PHONE\", overrides: {sip: {codecs: [PCMA]}}" || return 1
  converse linphone_hold linphone_resume linphone_key && linphone_heard
}

case_linphone_srtp() {
  start_linphone srtp || return 1
  start_gateway "proxy: \"$HOST:$PHONE\", overrides: {sip: {codecs: [PCMA]}}, srtp: true" || return 1
  converse linphone_hold linphone_resume linphone_key && linphone_heard || return 1
  timeline | grep -q 'RTP/SAVP' && timeline | grep -q 'a=crypto' && echo "  SRTP with keys in the SDP"
}

case_linphone_tls() {
  start_kamailio "enable_tls=yes
loadmodule \"tls.so\"
modparam(\"tls\", \"tls_method\", \"TLSv1.2+\")
modparam(\"tls\", \"certificate\", \"$dir/cert.pem\")
modparam(\"tls\", \"private_key\", \"$dir/key.pem\")" "tls:$HOST:$PROXY"
  start_linphone srtp "[sip]
root_ca=$dir/cert.pem
verify_server_cn=0
default_proxy=0
sip_tls_port=-1
[proxy_0]
reg_proxy=<sip:$HOST:$PROXY;transport=tls>
reg_identity=sip:$NUMBER@$HOST
reg_expires=600
reg_sendregister=1
[auth_info_0]
username=$NUMBER
passwd=s3cret
realm=phones.example
domain=$HOST" || return 1
  start_gateway "proxy: \"$HOST:$PROXY;transport=tls\", tls: {trust: cert.pem}, username: gateway, password: s3cret, register: true, options-every: 5s, overrides: {sip: {codecs: [PCMA]}}, srtp: true" || return 1
  converse linphone_hold linphone_resume linphone_key && linphone_heard || return 1
  timeline | grep -q 'Via: SIP/2.0/TLS' && timeline | grep -q 'RTP/SAVP' && timeline | grep -q 'a=crypto' &&
    echo "  TLS to the proxy and from there to linphone, and SRTP with keys in the SDP"
}

# --- Kamailio ------------------------------------------------------------------------------------

start_kamailio() { # SETTINGS LISTEN
  cat >"$dir/kamailio.cfg" <<CONF
debug=2
log_stderror=yes
fork=yes
children=2
auto_aliases=no
$1
CONF
  cat >>"$dir/kamailio.cfg" <<'CONF'
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "auth.so"
modparam("usrloc", "db_mode", 0)
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (has_totag()) {
    if (loose_route()) { t_relay(); exit; }
    if (is_method("ACK") && t_check_trans()) { t_relay(); exit; }
    sl_send_reply("404", "Not here"); exit;
  }
  if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
  if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
  if (!pv_www_authenticate("phones.example", "s3cret", "0")) { www_challenge("phones.example", "1"); exit; }
  if (is_method("REGISTER")) { if (!save("location")) sl_reply_error(); exit; }
  consume_credentials();
  record_route();
  if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
  t_relay();
}
CONF
  kamailio -f "$dir/kamailio.cfg" -l "$2" -Y "$dir" -P "$dir/kamailio.pid" -DD -E >"$dir/kamailio.$case.log" 2>&1 &
  pids+=($!)
}

case_kamailio() {
  start_kamailio "disable_tcp=yes" "udp:$HOST:$PROXY"
  start_baresip "$NUMBER@$HOST:$PROXY>;auth_user=$NUMBER;auth_pass=s3cret;answermode=auto;regint=60;audio_codecs=pcma" || return 1
  until_true "baresip registered" grep -q '200 OK' "$dir/baresip.$case.log"
  start_gateway "proxy: \"$HOST:$PROXY\", username: gateway, password: s3cret, register: true, options-every: 5s" || return 1
  converse baresip_hold baresip_resume baresip_key && baresip_heard || return 1
  timeline | grep -q 'SIP/2.0 401' && timeline | grep -q 'Record-Route' &&
    echo "  registered, challenged, and the dialog went by the proxy's Record-Route"
}

# -------------------------------------------------------------------------------------------------

certificate
failed=0
for case in "${@:-baresip baresip-tls baresip-voice baresip-machine linphone linphone-srtp linphone-tls kamailio}"; do
  for case in $case; do
    source=""
    program=baresip
    [[ $case == linphone* ]] && program=linphonec
    if ! command -v $program >/dev/null || { [[ $case == kamailio || $case == linphone-tls ]] && ! command -v kamailio >/dev/null; }; then
      echo "$case: skipped, its program is not installed"
      [ "${TRUNKLINE_INTEROP:-}" = required ] && failed=1
      continue
    fi
    echo "$case"
    if ! "case_${case//-/_}"; then
      failed=1
      echo "  FAILED"
    fi
    stop
  done
done
exit $failed
