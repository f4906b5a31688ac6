package trunkline.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a shipped profile says of each of its values where it was found, and says nothing of values it has not. */
final class SourceLint {

    private SourceLint() {}

    static List<Finding> check(ProfileFile file) {
        List<Finding> findings = new ArrayList<>();
        boolean claims =
                file.head().verified() != Verified.UNVERIFIED && file.head().kind() != ProfileKind.DEVICE;
        for (Map.Entry<String, Leaf> value : file.values().entrySet()) {
            boolean sourced = file.sources().keySet().stream().anyMatch(pointer -> covers(pointer, value.getKey()));
            if (file.shipped() && claims && !sourced) {
                findings.add(Finding.error(
                        file.name(),
                        value.getValue().line(),
                        value.getKey(),
                        value.getValue().shown(),
                        "has no source: name one under sources, or say unverified"));
            }
        }
        for (String pointer : file.sources().keySet()) {
            if (file.values().keySet().stream().noneMatch(value -> covers(pointer, value))) {
                findings.add(Finding.error(
                        file.name(),
                        file.line("/sources"),
                        "/sources",
                        pointer,
                        "is the source of a value that is not there"));
            }
        }
        return findings;
    }

    private static boolean covers(String part, String pointer) {
        return pointer.equals(part) || pointer.startsWith(part + "/");
    }
}
