package trunkline.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import trunkline.profile.schema.Field;

/** Whether profiles that each for itself are right go together: what they extend, and the faces of devices. */
final class ChainCheck {

    /** Profiles in a chain, the one asked for included. */
    private static final int DEPTH_MAX = 4;

    private final Resolver resolver;
    private final Collection<ProfileFile> files;

    ChainCheck(Resolver resolver, Collection<ProfileFile> files) {
        this.resolver = resolver;
        this.files = files;
    }

    /** What is wrong with profiles that each for itself is right. */
    List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        for (ProfileFile file : files) {
            List<Finding> wrong = file.head().kind() == ProfileKind.DEVICE ? wrongFaces(file) : wrongChain(file);
            if (wrong.isEmpty() && !file.head().isAbstract() && isDriven(file)) {
                wrong = missing(file);
            }
            findings.addAll(wrong);
        }
        return findings;
    }

    private static boolean isDriven(ProfileFile file) {
        return file.head().kind() == ProfileKind.SMSC || file.head().kind() == ProfileKind.TRUNK;
    }

    private List<Finding> wrongFaces(ProfileFile device) {
        List<Finding> findings = new ArrayList<>();
        if (device.head().parent() != null) {
            findings.add(wrongParent(device, "a device extends nothing"));
        }
        device.values().forEach((pointer, leaf) -> {
            ProfileFile face = resolver.file(leaf.value().asText());
            String kind = pointer.substring(pointer.lastIndexOf('/') + 1);
            if (face == null
                    || !face.head().kind().label().equals(kind)
                    || face.head().isAbstract()) {
                findings.add(Finding.error(
                        device.name(), leaf.line(), pointer, leaf.shown(), "must be the id of a " + kind + " profile"));
            }
        });
        return findings;
    }

    private List<Finding> wrongChain(ProfileFile file) {
        ProfileFile at = file;
        for (int depth = 1; at.head().parent() != null; depth++) {
            String parent = at.head().parent();
            ProfileFile next = resolver.file(parent);
            if (next == null) {
                return List.of(wrongParent(at, "there is no such profile"));
            }
            if (next.head().kind() != file.head().kind()) {
                return List.of(wrongParent(
                        at,
                        "is a " + next.head().kind().label() + " profile, and this one is a "
                                + file.head().kind().label() + " profile"));
            }
            if (next.head().id().equals(file.head().id())) {
                return List.of(wrongParent(file, "leads back to this profile"));
            }
            if (depth == DEPTH_MAX) {
                return List.of(wrongParent(file, "is the start of a chain of more than " + DEPTH_MAX + " profiles"));
            }
            at = next;
        }
        return List.of();
    }

    private static Finding wrongParent(ProfileFile file, String rule) {
        return Finding.error(
                file.name(),
                file.line("/extends"),
                "/extends",
                String.valueOf(file.head().parent()),
                rule);
    }

    private List<Finding> missing(ProfileFile file) {
        EffectiveProfile effective = resolver.origins(file, resolver.layers(file, Overrides.NONE));
        return resolver.schema().fields(file.head().kind().label()).stream()
                .map(Field::pointer)
                .filter(pointer ->
                        !pointer.endsWith("/*") && effective.value(pointer).isEmpty())
                .map(pointer -> Finding.error(
                        file.name(), file.line(pointer), pointer, "", "is missing, here and in what this extends"))
                .toList();
    }
}
