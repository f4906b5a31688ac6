package trunkline.sip.dialog;

import java.util.List;

/**
 * A final status of 300 to 699 for the INVITE, of the peer or made here, after every credential that we may use was
 * tried.
 *
 * @param contacts the addresses of a 3xx, the most wanted first
 */
public record Refusal(SipStatus status, List<String> contacts) {

    public Refusal {
        if (status.code() < 300) {
            throw new IllegalArgumentException("'status' is '" + status.code() + "': must be 300 to 699");
        }
        contacts = List.copyOf(contacts);
    }

    public static Refusal of(SipStatus status) {
        return new Refusal(status, List.of());
    }
}
