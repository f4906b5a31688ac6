#!/bin/bash
# Lets calls run against a peer that says mutated things, over UDP and TCP.
#
#   sip-ua/bench/fuzz.sh [seconds [seed]]    600 seconds and a seed of the clock unless given
#
# It fails where an exception escapes, a thread dies, a call that is left alone does not work, or anything is held in the end;
# the same seed sends the same messages. Every build does a few seconds of it.
set -eu
repo=$(cd "$(dirname "$0")/../.." && pwd)
export FUZZ_SECONDS=${1:-600} FUZZ_SEED=${2:-$(date +%s)}
echo "seed $FUZZ_SEED, $FUZZ_SECONDS s"
exec mvn -B -ntp -q -Dquick -f "$repo/pom.xml" -pl sip-ua -am verify -Dtest=none -Dit.test=MutatedSipIT \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
