package trunkline.gateway.inbound;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageRequest;

/** Makes a message of what the gateway answers by itself. Called on the writer's thread: must not block. */
public interface ReplyForm {

    /** A message and the way it goes. */
    record Reply(MessageRequest request, String way) {}

    /**
     * The reply, or null if it cannot be sent: the phone's number is none that can be called, or the text does not fit.
     *
     * @param account whose number it was; 0 for nobody's
     * @param from our number
     * @param to the phone's
     * @param broughtBy the SMSC that brought the phone's message
     */
    @Nullable
    Reply make(long account, String from, String to, String text, String broughtBy);
}
