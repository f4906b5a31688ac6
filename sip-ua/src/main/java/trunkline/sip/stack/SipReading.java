package trunkline.sip.stack;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.header.Header;
import javax.sip.header.RSeqHeader;
import javax.sip.header.RetryAfterHeader;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.Dialog;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.SessionExpires;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.trunk.DigestChallenge;

/** Reads what we need out of messages of the library, in the types of our own packages. */
final class SipReading {

    private SipReading() {}

    /** The body; null where there is none, or no Content-Type to tell what it is. */
    static @Nullable MessageBody body(SIPMessage message) {
        byte[] octets = message.getRawContent();
        if (octets == null || octets.length == 0 || message.getContentTypeHeader() == null) {
            return null;
        }
        return MessageBody.of(value(message.getContentTypeHeader()), new String(octets, StandardCharsets.UTF_8))
                .orElse(null);
    }

    /** A final status with all that the peer said about it. */
    static SipStatus status(SIPResponse response) {
        Duration retryAfter = response.getHeader("Retry-After") instanceof RetryAfterHeader header
                ? Duration.ofSeconds(Math.max(0, header.getRetryAfter()))
                : null;
        Header warning = response.getHeader("Warning");
        String phrase = response.getReasonPhrase();
        return new SipStatus(
                response.getStatusCode(),
                phrase == null ? "" : phrase,
                SipStatus.Origin.PEER,
                reason(response).orElse(null),
                warning == null ? null : value(warning),
                retryAfter);
    }

    /** The Reason header; where there are several, that of Q.850. */
    static Optional<Reason> reason(SIPMessage message) {
        return values(message, "Reason").stream()
                .flatMap(value -> Reason.parse(value).stream())
                .max(Comparator.comparing(Reason::isQ850));
    }

    /** The challenges of a 401 or 407, in the order in which they came. */
    static List<DigestChallenge> challenges(SIPResponse response) {
        List<DigestChallenge> challenges = new ArrayList<>();
        values(response, "WWW-Authenticate")
                .forEach(value -> DigestChallenge.parse(false, value).ifPresent(challenges::add));
        values(response, "Proxy-Authenticate")
                .forEach(value -> DigestChallenge.parse(true, value).ifPresent(challenges::add));
        return challenges;
    }

    /** The addresses of a 3xx, the most wanted first (RFC 3261 §8.1.3.4). */
    static List<String> contacts(SIPResponse response) {
        if (response.getContactHeaders() == null) {
            return List.of();
        }
        List<Contact> contacts = new ArrayList<>();
        response.getContactHeaders().forEach(contact -> {
            if (contact.getAddress() != null) {
                contacts.add(contact);
            }
        });
        contacts.sort(Comparator.comparing(contact -> contact.getQValue() < 0 ? -1f : -contact.getQValue()));
        return contacts.stream()
                .map(contact -> contact.getAddress().getURI().toString())
                .toList();
    }

    /** The URI of the Contact, where later requests go; null where there is none (RFC 3261 §12.1.2). */
    static @Nullable String target(SIPMessage message) {
        Contact contact = message.getContactHeader();
        return contact == null || contact.getAddress() == null
                ? null
                : contact.getAddress().getURI().toString();
    }

    /** The Record-Route values in reverse order (RFC 3261 §12.1.2). */
    static List<String> routeSet(SIPResponse response) {
        RecordRouteList recorded = response.getRecordRouteHeaders();
        List<String> routes = new ArrayList<>();
        if (recorded != null) {
            for (RecordRoute route : recorded) {
                routes.add(0, value(route));
            }
        }
        return routes;
    }

    /** The dialog that a response to our INVITE makes, early or not (RFC 3261 §12.1.2). */
    static Dialog dialog(SIPResponse response, String fallbackTarget) {
        String target = target(response);
        return new Dialog(
                response.getCallId().getCallId(),
                response.getFromTag(),
                CallForks.tag(response),
                response.getCSeq().getSeqNumber(),
                Dialog.NONE_YET,
                target == null ? fallbackTarget : target,
                routeSet(response));
    }

    /** The RSeq of a provisional response that must be acknowledged (RFC 3262 §4); 0 for any other. */
    static long reliableSequence(SIPResponse response) {
        boolean required = values(response, "Require").stream().anyMatch(tag -> tag.equalsIgnoreCase("100rel"));
        return required && response.getHeader("RSeq") instanceof RSeqHeader rseq ? rseq.getSequenceNumber() : 0;
    }

    /** What it says of the session timer; null where it says nothing (RFC 4028 §4). */
    static @Nullable SessionExpires session(SIPMessage message) {
        return values(message, "Session-Expires").stream()
                .flatMap(value -> SessionExpires.parse(value).stream())
                .findFirst()
                .orElse(null);
    }

    /** The Min-SE, in seconds; 0 where there is none. */
    static long minimumSession(SIPMessage message) {
        return number(message, "Min-SE");
    }

    /** The Min-Expires, in seconds; 0 where there is none (RFC 3261 §20.23). */
    static long minimumExpires(SIPMessage message) {
        return number(message, "Min-Expires");
    }

    private static long number(SIPMessage message, String name) {
        return values(message, name).stream()
                .filter(value -> value.matches("\\d{1,9}(?:\\s*;.*)?"))
                .mapToLong(value -> Long.parseLong(value.replaceAll("\\s*;.*", "")))
                .findFirst()
                .orElse(0);
    }

    /** Whether an extension is in its Supported header (RFC 3261 §20.37). */
    static boolean supports(SIPMessage message, String extension) {
        return values(message, "Supported").stream().anyMatch(extension::equalsIgnoreCase);
    }

    /** Whether a method is in its Allow header (RFC 3261 §20.5). */
    static boolean allows(SIPMessage message, String method) {
        return values(message, "Allow").stream().anyMatch(method::equals);
    }

    /**
     * How long a 200 to REGISTER keeps our binding, in seconds: by our Contact among all that it lists, else by Expires (RFC
     * 3261 §10.2.4).
     *
     * @param ours the URI of our Contact
     * @param asked where it says neither
     */
    static long registeredSeconds(SIPResponse response, String ours, long asked) {
        if (response.getContactHeaders() != null) {
            for (Contact contact : response.getContactHeaders()) {
                boolean same = contact.getAddress() != null
                        && isSame(contact.getAddress().getURI().toString(), ours);
                if (same && contact.getExpires() >= 0) {
                    return contact.getExpires();
                }
            }
        }
        return response.getExpires() == null ? asked : response.getExpires().getExpires();
    }

    /** User, host and port alike; parameters are added by registrars as they like. */
    private static boolean isSame(String contact, String ours) {
        return contact.replaceAll("[;?].*", "").equalsIgnoreCase(ours.replaceAll("[;?].*", ""));
    }

    /** Each value of a header that may be repeated. */
    static List<String> values(SIPMessage message, String name) {
        List<String> values = new ArrayList<>();
        Iterator<? extends Header> headers = message.getHeaders(name);
        while (headers.hasNext()) {
            values.add(value(headers.next()));
        }
        return values;
    }

    private static String value(Header header) {
        String line = header.toString();
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
