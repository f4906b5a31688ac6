package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.CancelSm;
import com.cloudhopper.smpp.pdu.QuerySm;
import com.cloudhopper.smpp.pdu.QuerySmResp;
import com.cloudhopper.smpp.pdu.ReplaceSm;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.type.Address;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages taken, by the id that their response had: what query_sm, cancel_sm and replace_sm ask about. The newest
 * {@link #CAPACITY} are known. Confined to the simulator's loop.
 */
final class MessageBook {

    static final int CAPACITY = 100_000;

    /** One message taken, until its fate is told. */
    static final class Entry {
        private final SubmitSm submit;
        private String state = "ENROUTE";

        Entry(SubmitSm submit) {
            this.submit = submit;
        }

        SubmitSm submit() {
            return submit;
        }

        /** Comes into the state that its receipt tells, unless it is in a final one by then; the state it is in. */
        String settle(String fate) {
            if (!isFinal()) {
                state = fate;
            }
            return state;
        }

        boolean isFinal() {
            return !state.equals("ENROUTE") && !state.equals("ACCEPTD");
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Entry add(String id, SubmitSm submit) {
        var entry = new Entry(submit);
        entries.put(id, entry);
        if (entries.size() > CAPACITY) {
            Iterator<String> oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return entry;
    }

    /** Where it stands. */
    QuerySmResp query(QuerySm query) {
        QuerySmResp response = query.createResponse();
        Entry entry = find(query.getMessageId(), query.getSourceAddress());
        if (entry == null) {
            response.setCommandStatus(SmppConstants.STATUS_QUERYFAIL);
            return response;
        }
        response.setMessageId(query.getMessageId());
        response.setFinalDate(entry.isFinal() ? "261121120000000+" : "");
        response.setMessageState((byte) Parcel.messageState(entry.state));
        return response;
    }

    /** Withdraws it, or all from one address to another where there is no id; the status to answer. */
    int cancel(CancelSm cancel) {
        String id = Objects.requireNonNullElse(cancel.getMessageId(), "");
        if (!id.isEmpty()) {
            Entry entry = find(id, cancel.getSourceAddress());
            return entry != null && entry.settle("DELETED").equals("DELETED")
                    ? SmppConstants.STATUS_OK
                    : SmppConstants.STATUS_CANCELFAIL;
        }
        int cancelled = 0;
        for (Entry entry : entries.values()) {
            boolean meant = same(entry.submit.getSourceAddress(), cancel.getSourceAddress())
                    && same(entry.submit.getDestAddress(), cancel.getDestAddress());
            if (meant && !entry.isFinal()) {
                entry.settle("DELETED");
                cancelled++;
            }
        }
        return cancelled > 0 ? SmppConstants.STATUS_OK : SmppConstants.STATUS_CANCELFAIL;
    }

    /** The message that is to be delivered with another text; null if it cannot be any more. */
    @Nullable
    Entry replace(ReplaceSm replace) {
        Entry entry = find(replace.getMessageId(), replace.getSourceAddress());
        return entry == null || entry.isFinal() ? null : entry;
    }

    private @Nullable Entry find(@Nullable String id, Address source) {
        Entry entry = entries.get(id);
        return entry != null && same(entry.submit.getSourceAddress(), source) ? entry : null;
    }

    private static boolean same(Address a, Address b) {
        return WireAddress.of(a).value().equals(WireAddress.of(b).value());
    }
}
