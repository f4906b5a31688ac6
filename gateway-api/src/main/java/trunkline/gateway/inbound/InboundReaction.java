package trunkline.gateway.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a message.
 *
 * @param action what it was taken for: {@code opt-out}, {@code opt-in}, {@code help}, {@code keyword}; null for nothing
 * @param senders of ours that the phone wants nothing of any more, or wants again; empty for none
 * @param reply what is sent back; null for nothing
 */
public record InboundReaction(@Nullable String action, List<String> senders, @Nullable String reply) {

    public static final String OPT_OUT = "opt-out";
    public static final String OPT_IN = "opt-in";
    public static final String HELP = "help";
    public static final String KEYWORD = "keyword";

    /** Nothing follows. */
    public static final InboundReaction NONE = new InboundReaction(null, List.of(), null);

    /** Whether the phone wants nothing of {@link #senders} any more. */
    public boolean optsOut() {
        return OPT_OUT.equals(action);
    }

    /** Whether the phone wants messages of {@link #senders} again. */
    public boolean optsIn() {
        return OPT_IN.equals(action);
    }
}
