package trunkline.profile;

import java.util.List;
import java.util.Optional;

/**
 * A profile with all that holds for it: what it extends, what it says, what the operator says over it.
 *
 * @param own the profile that was asked for
 * @param chain ids from the one that stands on its own to the profile itself
 * @param values in the order of the schema
 */
public record EffectiveProfile(ProfileFile own, List<String> chain, List<EffectiveValue> values) {

    /** The value at a JSON pointer. */
    public Optional<EffectiveValue> value(String pointer) {
        return values.stream().filter(value -> value.pointer().equals(pointer)).findFirst();
    }

    /** This with the operator's value at {@code pointer}. */
    public EffectiveProfile with(String pointer, String value, String file, int line) {
        EffectiveValue own = new EffectiveValue(pointer, value, "", file, line, List.of());
        List<EffectiveValue> changed = values.stream()
                .map(it -> it.pointer().equals(pointer) ? own : it)
                .toList();
        return new EffectiveProfile(this.own, chain, changed);
    }

    /** A profile's typed form beside where its values are from. */
    public record Typed<P>(P profile, EffectiveProfile origins) {}
}
