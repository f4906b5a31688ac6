package trunkline.gateway.store;

import java.util.List;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;

/**
 * A message that was claimed at least once and has segments that are not with the SMSC.
 *
 * @param message the message
 * @param attempts how often it has been tried
 * @param segments what is known of each; a claim without a result shows as {@link SegmentState#CLAIMED}
 */
public record UnfinishedSms(OutboundMessage message, int attempts, List<SegmentState> segments) {}
