package trunkline.media.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which way audio goes, seen from the side that says it (RFC 8866 §6.7). */
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    /** The direction that an attribute names, or null. */
    static @Nullable Direction named(String attribute) {
        for (Direction direction : values()) {
            if (direction.attribute().equals(attribute)) {
                return direction;
            }
        }
        return null;
    }

    static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /** The same, seen from the other side. */
    public Direction reversed() {
        return of(receives, sends);
    }

    /** What both this and {@code other} allow. */
    Direction and(Direction other) {
        return of(sends && other.sends, receives && other.receives);
    }

    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
