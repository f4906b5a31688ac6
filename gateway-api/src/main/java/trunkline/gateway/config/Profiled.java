package trunkline.gateway.config;

import java.util.Map;
import trunkline.gateway.config.Section.Fallback;
import trunkline.profile.EffectiveProfile;
import trunkline.profile.EffectiveProfile.Typed;
import trunkline.profile.InvalidProfileException;
import trunkline.profile.Overrides;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.ProfileKind;
import trunkline.profile.SmscProfile;
import trunkline.profile.TrunkProfile;

/**
 * An entry of {@code smsc} or {@code trunks} with the profile that it names and what {@code overrides} says over that. The
 * plain keys of the entry stand before both.
 */
final class Profiled<P> {

    private interface Resolution<P> {
        Typed<P> of(String id, Overrides overrides) throws InvalidProfileException;
    }

    private final Section section;
    private final P profile;
    private final EffectiveProfile origins;

    private Profiled(Section section, Typed<P> typed) {
        this.section = section;
        this.profile = typed.profile();
        this.origins = typed.origins();
    }

    static Profiled<SmscProfile> smsc(Section section, ProfileCatalog profiles) {
        return read(section, profiles, ProfileKind.SMSC, "smpp-34-base", profiles::smsc);
    }

    static Profiled<TrunkProfile> trunk(Section section, ProfileCatalog profiles) {
        return read(section, profiles, ProfileKind.TRUNK, "sip-base", profiles::trunk);
    }

    private static <P> Profiled<P> read(
            Section section, ProfileCatalog profiles, ProfileKind kind, String unnamed, Resolution<P> resolution) {
        String id = section.read(
                "profile",
                "must be one of " + profiles.names(kind),
                Fallback.ofDefault(unnamed),
                text -> profiles.names(kind).contains(text) ? text : null);
        Overrides overrides = new Overrides(section.reading().file(), section.mapping("overrides"));
        try {
            return new Profiled<>(section, resolution.of(id, overrides));
        } catch (InvalidProfileException e) {
            e.problems().forEach(problem -> section.reading().problem(section.pathOf("overrides") + " of " + problem));
            return new Profiled<>(section, unchanged(id, resolution));
        }
    }

    private static <P> Typed<P> unchanged(String id, Resolution<P> resolution) {
        try {
            return resolution.of(id, Overrides.NONE);
        } catch (InvalidProfileException e) {
            throw new IllegalStateException("profile " + id + " was found right before", e);
        }
    }

    P profile() {
        return profile;
    }

    /** What holds where a plain key is not written: the profile's value, with where it is from. */
    <T> Fallback<T> fallback(String pointer, T value) {
        String origin = origins.value(pointer)
                .map(it -> it.profile().isEmpty() ? it.origin() : "profile " + it.profile())
                .orElse("default");
        return new Fallback<>(value, origin);
    }

    /**
     * All plain keys have been read: keeps what holds in all.
     *
     * @param plainKeys the pointer that each of them stands before
     */
    void end(String name, Map<String, String> plainKeys) {
        EffectiveProfile effective = origins;
        for (Map.Entry<String, String> plain : plainKeys.entrySet()) {
            Setting setting = section.written(plain.getKey());
            if (setting != null) {
                effective = effective.with(
                        plain.getValue(), setting.value(), section.reading().file(), section.line(plain.getKey()));
            }
        }
        section.reading().profile(name, effective);
        section.end();
    }
}
