#!/bin/sh
# Makes speech in the present directory: speech.mp3 of a rate and bit rate, and the same speech at 8 and 16 kHz as it would be
# without an MP3 in between, ideal-8000.f32 and ideal-16000.f32. Needs espeak-ng, sox and lame.
#
#   speech.sh RATE KBITS        such as 44100 128
set -eu
espeak-ng -v en -s 150 -w espeak.wav "Your appointment is tomorrow at ten o'clock. Please bring your papers with you,
and call us back if you cannot come. Thank you, and goodbye."
sox espeak.wav -b 16 source.wav gain -n -6 rate -v 48000
sox source.wav -b 16 -c 1 -D rated.wav rate -v "$1"
lame --quiet -b "$2" -m m --resample "$(echo "$1" | awk '{print $1 / 1000}')" rated.wav speech.mp3
for rate in 8000 16000; do
  sox source.wav -c 1 -D -e floating-point -b 32 -t raw "ideal-$rate.f32" rate -v "$rate"
done
