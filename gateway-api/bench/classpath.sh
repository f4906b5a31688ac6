# Sourced: builds the module's benchmarks, and sets CLASSPATH for them.
module=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mvn -q -B -Pbench -Dquick -f "$module/../pom.xml" -pl gateway-api -am test-compile dependency:build-classpath \
  -Dmdep.outputFile="$module/target/bench.classpath" -Dmdep.includeScope=test
export CLASSPATH="$module/target/classes:$module/target/test-classes:$(cat "$module/target/bench.classpath")"
