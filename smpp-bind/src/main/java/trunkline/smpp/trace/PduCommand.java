package trunkline.smpp.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands of SMPP 3.4 §5.1.2.1 with the fields of their bodies (§4), before the optional parameters. */
enum PduCommand {
    GENERIC_NACK(0x80000000, ""),
    BIND_RECEIVER(0x01, Bodies.BIND),
    BIND_RECEIVER_RESP(0x80000001, "system_id:text"),
    BIND_TRANSMITTER(0x02, Bodies.BIND),
    BIND_TRANSMITTER_RESP(0x80000002, "system_id:text"),
    QUERY_SM(0x03, "message_id:text source_addr:address"),
    QUERY_SM_RESP(0x80000003, "message_id:text final_date:text message_state:number error_code:number"),
    SUBMIT_SM(0x04, Bodies.MESSAGE),
    SUBMIT_SM_RESP(0x80000004, "message_id:text"),
    DELIVER_SM(0x05, Bodies.MESSAGE),
    DELIVER_SM_RESP(0x80000005, "message_id:text"),
    UNBIND(0x06, ""),
    UNBIND_RESP(0x80000006, ""),
    REPLACE_SM(
            0x07,
            "message_id:text source_addr:address schedule_delivery_time:text validity_period:text"
                    + " registered_delivery:bits sm_default_msg_id:number short_message:message"),
    REPLACE_SM_RESP(0x80000007, ""),
    CANCEL_SM(0x08, "service_type:text message_id:text source_addr:address destination_addr:address"),
    CANCEL_SM_RESP(0x80000008, ""),
    BIND_TRANSCEIVER(0x09, Bodies.BIND),
    BIND_TRANSCEIVER_RESP(0x80000009, "system_id:text"),
    OUTBIND(0x0B, "system_id:text password:secret"),
    ENQUIRE_LINK(0x15, ""),
    ENQUIRE_LINK_RESP(0x80000015, ""),
    SUBMIT_MULTI(0x21, ""),
    SUBMIT_MULTI_RESP(0x80000021, "message_id:text"),
    ALERT_NOTIFICATION(0x102, "source_addr:address esme_addr:address"),
    DATA_SM(
            0x103,
            "service_type:text source_addr:address destination_addr:address esm_class:bits registered_delivery:bits"
                    + " data_coding:bits"),
    DATA_SM_RESP(0x80000103, "message_id:text");

    /** How a field is read. */
    enum Kind {
        TEXT,
        SECRET,
        NUMBER,
        BITS,
        ADDRESS,
        MESSAGE
    }

    /** One field of a body. */
    record Field(String name, Kind kind) {}

    private static final class Bodies {
        static final String BIND =
                "system_id:text password:secret system_type:text interface_version:bits addr_ton:number"
                        + " addr_npi:number address_range:text";
        static final String MESSAGE = "service_type:text source_addr:address destination_addr:address esm_class:bits"
                + " protocol_id:number priority_flag:number schedule_delivery_time:text validity_period:text"
                + " registered_delivery:bits replace_if_present_flag:number data_coding:bits sm_default_msg_id:number"
                + " short_message:message";
    }

    private static final Map<Integer, PduCommand> BY_ID = new HashMap<>();

    static {
        for (PduCommand command : values()) {
            BY_ID.put(command.id, command);
        }
    }

    private final int id;

    @SuppressWarnings("ImmutableEnumChecker") // List.copyOf
    private final List<Field> fields;

    PduCommand(int id, String fields) {
        this.id = id;
        this.fields = Arrays.stream(fields.split(" ", -1))
                .filter(field -> !field.isEmpty())
                .map(field -> new Field(
                        field.substring(0, field.indexOf(':')),
                        Kind.valueOf(field.substring(field.indexOf(':') + 1).toUpperCase(java.util.Locale.ROOT))))
                .toList();
    }

    List<Field> fields() {
        return fields;
    }

    boolean isBind() {
        return this == BIND_RECEIVER || this == BIND_TRANSMITTER || this == BIND_TRANSCEIVER || this == OUTBIND;
    }

    static @Nullable PduCommand of(int id) {
        return BY_ID.get(id);
    }

    /** As the standard writes it; the number in hexadecimal if it does not have it. */
    static String name(int id) {
        PduCommand command = of(id);
        return command != null ? command.name().toLowerCase(java.util.Locale.ROOT) : "0x%08X".formatted(id);
    }
}
