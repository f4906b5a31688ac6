package trunkline.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import trunkline.profile.EffectiveProfile.Typed;
import trunkline.profile.schema.Field;
import trunkline.profile.schema.ProfileSchema;

/**
 * The profiles there are: those that are shipped, and the operator's own. All of them are read, checked and whole. Immutable.
 */
public final class ProfileCatalog {

    private final Map<String, ProfileFile> files;
    private final Resolver resolver;

    private ProfileCatalog(Map<String, ProfileFile> files, ProfileSchema schema) {
        this.files = files;
        this.resolver = new Resolver(files, schema);
    }

    /** The profiles that are shipped. */
    public static ProfileCatalog shipped() {
        return Shipped.CATALOG;
    }

    /** Read once: it is the same for ever. */
    private static final class Shipped {
        static final ProfileCatalog CATALOG = load();

        private static ProfileCatalog load() {
            Map<String, ProfileFile> files = new TreeMap<>();
            ProfileFolder.shipped().forEach(file -> files.put(file.head().id(), file));
            return new ProfileCatalog(files, ProfileSchema.current());
        }
    }

    /**
     * These, and the operator's own.
     *
     * @param directory of files that end in {@code .yaml}
     * @throws InvalidProfileException with all that is wrong with them
     * @throws IOException if the directory cannot be read
     */
    public ProfileCatalog withSite(Path directory) throws IOException, InvalidProfileException {
        List<String> problems = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<ProfileFile> own = new ProfileFolder(resolver.schema()).site(directory, problems, findings);
        Map<String, ProfileFile> all = new TreeMap<>(files);
        for (ProfileFile file : own) {
            ProfileFile before = all.put(file.head().id(), file);
            Finding clash = clash(file, before);
            if (clash != null) {
                findings.add(clash);
            }
        }
        ProfileCatalog catalog = new ProfileCatalog(all, resolver.schema());
        if (findings.isEmpty() && problems.isEmpty()) {
            findings.addAll(catalog.check());
        }
        findings.forEach(finding -> problems.add(finding.toString()));
        if (!problems.isEmpty()) {
            throw new InvalidProfileException(problems);
        }
        return catalog;
    }

    private static @Nullable Finding clash(ProfileFile file, @Nullable ProfileFile before) {
        String id = file.head().id();
        if (before != null && !before.shipped()) {
            return Finding.error(file.name(), file.line("/id"), "/id", id, "is taken by " + before.name());
        }
        if (before != null && !file.head().replacesShipped()) {
            return Finding.error(
                    file.name(),
                    file.line("/id"),
                    "/id",
                    id,
                    "is the id of a shipped profile: extend that under another id, or say `replaces: shipped`");
        }
        if (before == null && file.head().replacesShipped()) {
            return Finding.error(
                    file.name(), file.line("/replaces"), "/replaces", "shipped", "there is no shipped profile " + id);
        }
        return null;
    }

    /** What is wrong with profiles that go together badly: chains, and faces of devices. */
    List<Finding> check() {
        return new ChainCheck(resolver, files.values()).check();
    }

    /** All profiles, by id. */
    public Collection<ProfileFile> files() {
        return files.values();
    }

    /** The ids that can be used where a profile of this kind is asked for: not abstract ones, but devices with such a face. */
    public Set<String> names(ProfileKind kind) {
        Set<String> names = new TreeSet<>();
        files.values().stream()
                .map(ProfileFile::head)
                .filter(head -> !head.isAbstract() && resolver.face(kind, head.id()) != null)
                .forEach(head -> names.add(head.id()));
        return names;
    }

    /** A profile by its id; null if there is none. */
    public @Nullable ProfileFile file(String id) {
        return files.get(id);
    }

    /**
     * All that holds for a profile.
     *
     * @param id one of {@link #names}, else an {@link IllegalArgumentException}
     * @throws InvalidProfileException if the overrides are wrong
     */
    public EffectiveProfile effective(ProfileKind kind, String id, Overrides overrides) throws InvalidProfileException {
        return effective(face(kind, id), overrides);
    }

    /** All that holds for one of {@link #files}, abstract ones included, but not for a device. */
    public EffectiveProfile effective(ProfileFile file, Overrides overrides) throws InvalidProfileException {
        return resolver.resolve(file, overrides).origins();
    }

    /** The profile of an SMSC; as {@link #effective}. */
    public Typed<SmscProfile> smsc(String id, Overrides overrides) throws InvalidProfileException {
        Resolver.Resolved resolved = resolver.resolve(face(ProfileKind.SMSC, id), overrides);
        return new Typed<>(resolved.bind(SmscProfile.class), resolved.origins());
    }

    /** The profile of a trunk; as {@link #effective}. */
    public Typed<TrunkProfile> trunk(String id, Overrides overrides) throws InvalidProfileException {
        Resolver.Resolved resolved = resolver.resolve(face(ProfileKind.TRUNK, id), overrides);
        return new Typed<>(resolved.bind(TrunkProfile.class), resolved.origins());
    }

    /** The profile of an SMSC as it is. */
    public SmscProfile smsc(String id) {
        try {
            return smsc(id, Overrides.NONE).profile();
        } catch (InvalidProfileException e) {
            throw new IllegalStateException("profile " + id + " was found right before", e);
        }
    }

    /** The profile of a trunk as it is. */
    public TrunkProfile trunk(String id) {
        try {
            return trunk(id, Overrides.NONE).profile();
        } catch (InvalidProfileException e) {
            throw new IllegalStateException("profile " + id + " was found right before", e);
        }
    }

    private ProfileFile face(ProfileKind kind, String id) {
        ProfileFile face = names(kind).contains(id) ? resolver.face(kind, id) : null;
        if (face == null) {
            throw new IllegalArgumentException(
                    "no " + kind.label() + " profile is called '" + id + "': there are " + names(kind));
        }
        return face;
    }

    /** The keys that profiles of a kind may have. */
    public List<Field> fields(ProfileKind kind) {
        return resolver.schema().fields(kind.label());
    }

    /** All profiles and all keys on one page of Markdown. */
    public String page() {
        return ProfilePage.of(this);
    }

    /** What somebody should look at, in all profiles. */
    public List<Finding> lint() {
        List<Finding> findings = new ArrayList<>();
        for (ProfileFile file : files.values()) {
            findings.addAll(SourceLint.check(file));
            if (file.head().kind() != ProfileKind.DEVICE) {
                findings.addAll(lint(resolver.origins(file, resolver.layers(file, Overrides.NONE))));
            }
        }
        findings.addAll(new DetectLint(files.values()).check());
        return findings.stream().distinct().toList();
    }

    /** What somebody should look at, in what holds for one profile. */
    public static List<Finding> lint(EffectiveProfile profile) {
        return Lint.check(profile);
    }
}
