package trunkline.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import trunkline.sip.dialog.CallCommand.SendAck;
import trunkline.sip.dialog.CallCommand.SendBye;

/**
 * The forks that answered and were, or are being, ended. Each 2xx of theirs is acknowledged; BYE goes out once.
 *
 * <p>At most {@value #MAX} are kept. One more is not acknowledged: its callee gives up after 64 × T1 by itself.
 *
 * @param tags the tags of their To headers
 */
public record Forks(List<String> tags) {

    /** A proxy that forks one call to more places is broken or hostile. */
    static final int MAX = 16;

    static final Forks NONE = new Forks(List.of());

    public Forks {
        tags = List.copyOf(tags);
    }

    Forks with(String tag) {
        if (tags.contains(tag) || tags.size() == MAX) {
            return this;
        }
        List<String> more = new ArrayList<>(tags);
        more.add(tag);
        return new Forks(more);
    }

    /** What to do about a 2xx with this tag. */
    List<CallCommand> acknowledgeAndEnd(String tag) {
        if (tags.contains(tag)) {
            return List.of(new SendAck(tag));
        }
        return tags.size() == MAX ? List.of() : List.of(new SendAck(tag), new SendBye(tag, Reason.NORMAL_CLEARING));
    }
}
