package trunkline.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;

/**
 * A message that was claimed at least once and has segments that are not with the SMSC.
 *
 * @param message the message
 * @param attempts how often it has been tried
 * @param segments what is known of each; a claim without a result shows as {@link SegmentState#CLAIMED}. Empty if the
 *     message was claimed whole and nothing more is known
 * @param form how it was cut when it was first claimed, see {@link SmsClaim#form}
 */
public record UnfinishedSms(OutboundMessage message, int attempts, List<SegmentState> segments, @Nullable String form) {

    /** The form of a message that another way has given away: it is cut as its way of now cuts. */
    public static final String ANEW = "anew";

    /** Whether its way may cut it as it likes. */
    public boolean isCutAnew() {
        return ANEW.equals(form);
    }
}
