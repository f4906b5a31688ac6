package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ObjectNode;
import trunkline.gateway.http.SegmentsJson;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsOptions.Handling;
import trunkline.gateway.message.SmsSize;

/** What an answer says of an SMS itself; members that were not asked for are left out. */
final class SmsMembers {

    private SmsMembers() {}

    /** What is sent, or what is left of it, and what that takes. */
    static void putContent(ObjectNode json, Content.Sms sms) {
        if (sms instanceof Content.Dropped dropped) {
            json.putNull(dropped.binary() ? SmsFields.BINARY : SmsFields.MESSAGE);
            json.put("body_length", dropped.length());
            json.put("body_hash", dropped.hash());
        } else if (sms instanceof Content.Binary binary) {
            json.put(SmsFields.BINARY, binary.hex());
        } else {
            json.put(SmsFields.MESSAGE, ((Content.Text) sms).text());
        }
        putSize(json, sms.size());
    }

    private static void putSize(ObjectNode json, SmsSize size) {
        if (size.segments() > 0) {
            json.put("coding", size.coding());
            json.put("segment_count", size.segments());
        }
        if (!size.replaced().isEmpty()) {
            SegmentsJson.putReplaced(json.putArray("replaced"), size.replaced());
        }
    }

    /** How it is to be shown and handled. */
    static void putOptions(ObjectNode json, MessageRequest request) {
        SmsOptions options = ((Content.Sms) request.content()).options();
        Handling handling = options.handling();
        if (options.flash()) {
            json.put("flash", true);
        }
        if (options.ports() != null) {
            json.put("destination_port", options.ports().destination());
            json.put("source_port", options.ports().source());
        }
        if (handling.priority() != 0) {
            json.put("priority", handling.priority());
        }
        if (handling.protocolId() != 0) {
            json.put("protocol_id", handling.protocolId());
        }
        if (handling.deliverAtMicros() != 0) {
            json.put(SmsFields.DELIVER_AT, Timestamps.seconds(handling.deliverAtMicros()));
        }
        if (options.storeBody() != null) {
            json.put(SmsFields.STORE_BODY, options.storeBody());
        }
        if (handling.tellValidity()) {
            json.put("validity", request.validity().toSeconds());
        }
    }
}
