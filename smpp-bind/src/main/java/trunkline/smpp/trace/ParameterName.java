package trunkline.smpp.trace;

import java.util.Map;
import java.util.Set;

/** Names of the optional parameters (SMPP 3.4 §5.3.1, SMPP 5.0 §4.8.4) that SMSCs are seen to use. */
final class ParameterName {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x0005, "dest_addr_subunit"),
            Map.entry(0x000D, "source_addr_subunit"),
            Map.entry(0x0017, "qos_time_to_live"),
            Map.entry(0x0019, "payload_type"),
            Map.entry(0x001D, "additional_status_info_text"),
            Map.entry(0x001E, "receipted_message_id"),
            Map.entry(0x0030, "ms_msg_wait_facilities"),
            Map.entry(0x0201, "privacy_indicator"),
            Map.entry(0x0202, "source_subaddress"),
            Map.entry(0x0203, "dest_subaddress"),
            Map.entry(0x0204, "user_message_reference"),
            Map.entry(0x0205, "user_response_code"),
            Map.entry(0x020A, "source_port"),
            Map.entry(0x020B, "destination_port"),
            Map.entry(0x020C, "sar_msg_ref_num"),
            Map.entry(0x020D, "language_indicator"),
            Map.entry(0x020E, "sar_total_segments"),
            Map.entry(0x020F, "sar_segment_seqnum"),
            Map.entry(0x0210, "sc_interface_version"),
            Map.entry(0x0302, "callback_num_pres_ind"),
            Map.entry(0x0303, "callback_num_atag"),
            Map.entry(0x0304, "number_of_messages"),
            Map.entry(0x0381, "callback_num"),
            Map.entry(0x0420, "dpf_result"),
            Map.entry(0x0421, "set_dpf"),
            Map.entry(0x0422, "ms_availability_status"),
            Map.entry(0x0423, "network_error_code"),
            Map.entry(0x0424, "message_payload"),
            Map.entry(0x0425, "delivery_failure_reason"),
            Map.entry(0x0426, "more_messages_to_send"),
            Map.entry(0x0427, "message_state"),
            Map.entry(0x0428, "congestion_state"),
            Map.entry(0x0501, "ussd_service_op"),
            Map.entry(0x1201, "display_time"),
            Map.entry(0x1203, "sms_signal"),
            Map.entry(0x1204, "ms_validity"),
            Map.entry(0x130C, "alert_on_message_delivery"),
            Map.entry(0x1380, "its_reply_type"),
            Map.entry(0x1383, "its_session_info"));

    private static final Set<Integer> TEXTS = Set.of(0x001D, 0x001E);

    private ParameterName() {}

    /** The name in the standard, else the tag in hexadecimal. */
    static String of(int tag) {
        return NAMES.getOrDefault(tag, "0x%04X".formatted(tag));
    }

    static boolean isText(int tag) {
        return TEXTS.contains(tag);
    }
}
