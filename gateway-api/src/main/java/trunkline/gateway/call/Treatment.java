package trunkline.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * What is done to one upload, where that differs from what is configured for all.
 *
 * @param levelled whether it is brought to the telephone's level; null as configured
 * @param trimmed whether silence at its ends is cut; null as configured
 */
public record Treatment(@Nullable Boolean levelled, @Nullable Boolean trimmed) {

    public static final Treatment AS_CONFIGURED = new Treatment(null, null);
}
