package trunkline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether modems can be told apart: every pattern is one that RE2 takes, and so is matched in linear time whatever a modem
 * answers; and every answer that is known is that of one profile.
 */
final class DetectLint {

    private static final String DETECT = "/modem/detect/";
    private static final List<String> QUESTIONS = List.of("cgmi", "cgmm", "ati");

    private final Collection<ProfileFile> files;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<ProfileFile, Map<String, Pattern>> patterns = new LinkedHashMap<>();

    DetectLint(Collection<ProfileFile> files) {
        this.files = files;
    }

    List<Finding> check() {
        for (ProfileFile file : files) {
            if (file.head().kind() == ProfileKind.MODEM) {
                patterns.put(file, compile(file));
            }
        }
        patterns.keySet().forEach(this::answers);
        patterns.keySet().forEach(this::usb);
        return findings;
    }

    private Map<String, Pattern> compile(ProfileFile file) {
        Map<String, Pattern> compiled = new LinkedHashMap<>();
        for (String question : QUESTIONS) {
            Leaf leaf = file.values().get(DETECT + question);
            if (leaf != null) {
                try {
                    compiled.put(question, Pattern.compile(leaf.value().asText()));
                } catch (PatternSyntaxException e) {
                    findings.add(
                            error(file, question, leaf, "must be a regular expression of RE2: " + e.getDescription()));
                }
            }
        }
        return compiled;
    }

    private void answers(ProfileFile file) {
        Leaf answers = file.values().get(DETECT + "answers");
        if (answers == null) {
            return;
        }
        for (JsonNode answer : answers.value()) {
            patterns.forEach((other, compiled) -> {
                boolean matches = matches(compiled, answer);
                boolean own = isSame(other, file);
                if (own && !matches) {
                    findings.add(error(
                            file, "answers", answers, Leaf.shown(answer) + " is not matched by its own patterns"));
                } else if (!own && matches) {
                    findings.add(error(
                            file,
                            "answers",
                            answers,
                            Leaf.shown(answer) + " is matched by "
                                    + other.head().id() + " too"));
                }
            });
        }
    }

    private static boolean isSame(ProfileFile one, ProfileFile other) {
        return one.head().id().equals(other.head().id());
    }

    /** A profile without patterns detects nothing. */
    private static boolean matches(Map<String, Pattern> patterns, JsonNode answer) {
        return !patterns.isEmpty()
                && patterns.entrySet().stream().allMatch(pattern -> pattern.getValue()
                        .matcher(answer.path(pattern.getKey()).asText())
                        .find());
    }

    private void usb(ProfileFile file) {
        Leaf own = file.values().get(DETECT + "usb");
        if (own == null) {
            return;
        }
        for (ProfileFile other : patterns.keySet()) {
            Leaf others = other.values().get(DETECT + "usb");
            if (others != null && !isSame(other, file)) {
                own.value().forEach(id -> others.value().forEach(otherId -> {
                    if (id.equals(otherId)) {
                        findings.add(error(
                                file,
                                "usb",
                                own,
                                id.asText() + " is an id of " + other.head().id() + " too"));
                    }
                }));
            }
        }
    }

    private static Finding error(ProfileFile file, String key, Leaf leaf, String rule) {
        return Finding.error(file.name(), leaf.line(), DETECT + key, leaf.shown(), rule);
    }
}
