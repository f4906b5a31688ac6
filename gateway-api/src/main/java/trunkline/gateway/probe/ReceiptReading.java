package trunkline.gateway.probe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.receipt.ReceiptDate;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.session.Delivery;

/** What receipts, and a message that comes back, tell of the SMSC. */
final class ReceiptReading {

    /** {@link Trials#TELLING} read in the GSM alphabet. */
    private static final String IN_GSM = "¤¡";

    private static final int LATIN1 = 0x03;
    private static final int UCS2 = 0x08;

    private final ReceiptEvidence evidence;
    private final Findings findings;

    ReceiptReading(ReceiptEvidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    /**
     * All of it.
     *
     * @param responses the ids that messages were taken under
     */
    void read(Set<String> responses, Instant now) {
        alphabet();
        if (evidence.isEmpty()) {
            findings.notFound("ids, marks and dates of receipts: none came");
            return;
        }
        ids(responses);
        marks();
        dates(now);
        evidence.states().forEach((state, count) -> findings.saw(count + " receipts say " + state));
        evidence.ownWords().forEach(this::word);
    }

    private void ids(Set<String> responses) {
        if (responses.isEmpty()) {
            findings.notFound("how ids are written: no submit_sm_resp had one");
            return;
        }
        Set<String> text = evidence.idsInText();
        Set<String> parameter = evidence.idsInParameter();
        IdFinding inText = IdFinding.of(responses, text);
        IdFinding inParameter = IdFinding.of(responses, parameter);
        List<IdFinding> places =
                Stream.of(inText, inParameter).filter(IdFinding::certain).toList();
        if (places.isEmpty()) {
            boolean none = inText.matched() == 0 && inParameter.matched() == 0;
            findings.notFound(
                    none
                            ? "how ids are written: no receipt has an id that is like one of a submit_sm_resp"
                            : "how ids are written: those seen read the same in decimal and hexadecimal; send more");
            return;
        }
        String base = IdFinding.baseOfResponses(responses, places);
        found("submit_resp", base, zeros(places, responses), ignoresCase(places), "such as " + first(responses));
        place("receipt_text", inText, text, base);
        place("receipt_tlv", inParameter, parameter, base);
    }

    private void place(String name, IdFinding finding, Set<String> ids, String baseOfResponses) {
        if (finding.certain()) {
            found(
                    name,
                    finding.base(baseOfResponses),
                    IdFinding.hasZeros(finding, ids.stream()),
                    ignoresCase(List.of(finding)),
                    "such as %s; %d matched: %s"
                            .formatted(
                                    first(ids),
                                    finding.matched(),
                                    finding.relation().text()));
        } else {
            findings.notFound(ids.isEmpty() ? name + ": no receipt has an id there" : name + ": matches no response");
        }
    }

    private void found(String place, String base, boolean zeros, boolean ignoreCase, String seen) {
        findings.found("/smpp/ids/" + place + "/base", base, seen);
        findings.found("/smpp/ids/" + place + "/strip_leading_zeros", String.valueOf(zeros), seen);
        findings.found("/smpp/ids/" + place + "/ignore_case", String.valueOf(ignoreCase), seen);
    }

    private static boolean zeros(List<IdFinding> places, Set<String> responses) {
        return places.stream().anyMatch(place -> IdFinding.hasZeros(place, responses.stream()));
    }

    /** Also of ids that differ in their zeros and may in their letters: those of a number have no case. */
    private static boolean ignoresCase(List<IdFinding> places) {
        return places.stream()
                .anyMatch(place -> place.relation() == IdFinding.Relation.SAME_BUT_CASE
                        || place.relation() == IdFinding.Relation.SAME_BUT_ZEROS);
    }

    private static String first(Set<String> ids) {
        return ids.stream().skip(ids.size() - 1L).findFirst().orElse("");
    }

    private void marks() {
        Set<Integer> marks = evidence.esmClasses();
        String seen = "esm_class "
                + String.join(
                        ", ",
                        marks.stream().map(mark -> "0x%02x".formatted(mark)).toList());
        Set<Integer> unknown = new HashSet<>(marks);
        unknown.removeIf(mark -> (mark & ReceiptSettings.RECEIPT_BITS) != 0);
        findings.saw("receipts have " + seen);
        boolean unmarked = unknown.contains(0);
        findings.found("/smpp/receipt/sniff_text", String.valueOf(unmarked), seen);
        if (!unmarked && !unknown.isEmpty()) {
            int mask = unknown.stream().reduce(ReceiptSettings.RECEIPT_BITS, (one, other) -> one | other);
            findings.found("/smpp/receipt/esm_class_mask", "0x%02x".formatted(mask), seen);
        }
    }

    private void dates(Instant now) {
        List<String> forms =
                evidence.dateForms(now).stream().map(ReceiptDate.Form::name).toList();
        if (forms.isEmpty()) {
            findings.notFound("the form of dates in receipts: none, or not one of today");
        } else {
            findings.found("/smpp/receipt/date_formats", "[" + String.join(", ", forms) + "]", "all dates fit");
        }
    }

    private void word(String word, Optional<MessageState> state) {
        String seen = "'" + word + "' after stat:, which is not of the standard";
        if (state.isPresent() && word.matches("[!-.0-~]{1,32}")) {
            findings.found(
                    "/smpp/receipt/states/" + word,
                    state.get().name().toLowerCase(Locale.ROOT),
                    seen + ", beside message_state");
        } else {
            findings.notFound("what it means: " + seen);
        }
    }

    /** A message that comes back in a coding that can be read tells what the SMSC took data_coding 0 for. */
    private void alphabet() {
        List<String> came = new ArrayList<>();
        for (Delivery delivery : evidence.others()) {
            if (delivery.dataCoding() == UCS2) {
                came.add(new String(delivery.userData(), StandardCharsets.UTF_16BE));
            } else if (delivery.dataCoding() == LATIN1) {
                came.add(new String(delivery.userData(), StandardCharsets.ISO_8859_1));
            }
        }
        Map<String, String> readings = Map.of(IN_GSM, "gsm7-unpacked", Trials.TELLING, "latin1");
        for (Map.Entry<String, String> reading : readings.entrySet()) {
            if (came.stream().anyMatch(text -> text.contains("probe, " + reading.getKey()))) {
                findings.found(
                        "/smpp/alphabet/dcs/0",
                        reading.getValue(),
                        "'" + Trials.TELLING + "' came back as '" + reading.getKey() + "'");
                return;
            }
        }
        findings.notFound("what data_coding 0 stands for: no message came back in another coding; look at the phone:"
                + " '$@' is Latin-1 or ASCII, '¤¡' is GSM 7-bit");
    }
}
