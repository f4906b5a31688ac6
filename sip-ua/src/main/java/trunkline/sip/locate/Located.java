package trunkline.sip.locate;

import java.util.List;

/** What became of a look-up. */
public sealed interface Located {

    /** At least one; the first to be tried first. */
    record Found(List<Target> targets) implements Located {
        public Found {
            targets = List.copyOf(targets);
        }
    }

    /** There is nowhere to send to, now. */
    record Nowhere(String why) implements Located {}
}
