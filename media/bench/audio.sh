#!/bin/bash
# The figures and the picture of docs/audio.md: tones and speech through MP3s by LAME, our decoding and resampling beside
# mpg123's. Needs lame, espeak-ng, sox, ffmpeg, mpg123.
#
#   media/bench/audio.sh [PNG]        the picture goes to docs/audio-sweep.png unless told otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."
png=${1:-docs/audio-sweep.png}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -q -B -Pbench -Dquick -pl media -am test-compile
mvn -q -B -Pbench -Dquick -pl media dependency:build-classpath -Dmdep.outputFile="$work/classpath" > /dev/null
figures() { java -cp "media/target/classes:media/target/test-classes:$(cat "$work/classpath")" trunkline.media.prompt.AudioFigures "$@"; }

echo "$(lame --version | head -1), $(mpg123 --version | head -1)"
echo
echo '| MP3 at | SINAD in the MP3 | SINAD at 8 kHz | SINAD at 16 kHz | 3.4 kHz, dB | worst alias at 8 kHz, dB | at 16 kHz, dB |'
echo '|---|---|---|---|---|---|---|'
figures tones "$work"
echo
echo '| speech as MP3 | A-law | µ-law | G.722 | A-law of `mpg123 -r 8000` | and `--resample NtoM` |'
echo '|---|---|---|---|---|---|'
for kind in '48000 128' '44100 128' '44100 64' '22050 32' '16000 32'; do
  # shellcheck disable=SC2086 # two arguments
  (cd "$work" && "$OLDPWD/media/bench/speech.sh" $kind)
  mpg123 -q -r 8000 -m -w "$work/fine.wav" "$work/speech.mp3"
  mpg123 -q -r 8000 -m --resample NtoM -w "$work/ntom.wav" "$work/speech.mp3"
  figures speech "$work" "${kind/ / Hz, } kb/s"
done

# 100 Hz to 7 kHz in ten seconds: above, our path; in the middle, mpg123 -r 8000; below, with the resampler that its
# library uses when asked for a rate
sox -D -n -r 44100 -b 16 -c 1 "$work/sweep.wav" synth 10 sine 100:7000 vol 0.5
lame --quiet -b 256 -q 0 -m m --lowpass -1 "$work/sweep.wav" "$work/sweep.mp3"
figures wav "$work/sweep.mp3" "$work/1.wav"
mpg123 -q -r 8000 -w "$work/2.wav" "$work/sweep.mp3"
mpg123 -q -r 8000 --resample NtoM -w "$work/3.wav" "$work/sweep.mp3"
titles=('' 'Trunkline' 'mpg123 -r 8000' 'mpg123 -r 8000 --resample NtoM')
for i in 1 2 3; do
  sox "$work/$i.wav" -n spectrogram -X 70 -y 129 -z 100 -Z 0 -w Kaiser -t "${titles[$i]}" -c '' -o "$work/$i.png"
done
ffmpeg -v error -y -i "$work/1.png" -i "$work/2.png" -i "$work/3.png" -filter_complex vstack=3 "$png"
echo
echo "sweep: $png"
