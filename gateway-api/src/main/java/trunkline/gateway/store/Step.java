package trunkline.gateway.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Exchange;

/**
 * Something that happened to a message on its way and that its progress does not tell: an attempt that came to nothing, a
 * decision that was taken. The timeline of the message shows it.
 *
 * @param key the message
 * @param kind what happened
 * @param segment of an SMS, from 1; 0 if it concerns all of it
 * @param attempt from 1; 0 if it belongs to none
 * @param exchange of an attempt, else {@link Exchange#NONE}
 * @param commandStatus of its response (SMPP 3.4 §5.1.3), 0 if there was none
 * @param detail what was decided and why, in words; null where the kind says it all
 */
public record Step(
        long key, Kind kind, int segment, int attempt, Exchange exchange, int commandStatus, @Nullable String detail) {

    /** What can happen. */
    public enum Kind {
        /** The SMSC refused a segment. */
        REFUSED,
        /** A segment left, and no response came in time. */
        UNANSWERED,
        /** A segment did not leave, since the link was lost. */
        NOT_SENT,
        /** The response came after the segment was given up as unanswered. */
        LATE_RESPONSE,
        /** Somebody asked that it be not sent any more. */
        CANCEL_ASKED,
        /** Its sender has changed when it is to be sent, or what. */
        CHANGED,
        /** It may not leave at this hour, or the senders of its way cannot take it yet: it waits. */
        WAITS,
        /** It was sent again, as a message of its own. */
        REPEATED,
        /** It will not be sent again. */
        REPEAT_ENDED,
        /** A ladder has begun a step, or left it out. */
        LADDER_STEP,
        /** A ladder will begin no further step. */
        LADDER_ENDED,
        /** It was given to another way. */
        MOVED,
        /** Its way, which has several senders, sends it by one of them; the detail is what the recipient sees. */
        SENDER_CHOSEN,
        /** Its SMSC, which had it, took another text for it; the detail is the text before. */
        REPLACED;

        /** Its name in the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
