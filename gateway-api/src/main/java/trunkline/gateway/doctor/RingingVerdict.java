package trunkline.gateway.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import trunkline.gateway.config.TrunkConfig;
import trunkline.profile.TrunkProfile;

/** What came before the final response, and whether it was acknowledged where that was asked for (RFC 3262). */
final class RingingVerdict {

    private static final String RELIABLE = "100rel";

    private RingingVerdict() {}

    static List<Finding> of(TrunkConfig trunk, WireLog log) {
        List<Finding> findings = new ArrayList<>();
        findings.add(ringing(log));
        findings.add(prack(trunk, log));
        return findings;
    }

    private static Finding ringing(WireLog log) {
        Map<Integer, String> seen = new LinkedHashMap<>();
        long began = log.requests("INVITE").stream()
                .mapToLong(WireLog.Entry::nanos)
                .findFirst()
                .orElse(0);
        for (WireLog.Entry response : log.responses("INVITE")) {
            SipText message = response.message();
            if (message.status() < 200) {
                String media = message.body().isEmpty() ? "" : " with early media, which is not played to";
                String told = message.statusLine() + " after " + TimeUnit.NANOSECONDS.toMillis(response.nanos() - began)
                        + " ms" + media;
                seen.putIfAbsent(message.status(), told);
            }
        }
        String words = String.join(", ", seen.values());
        boolean rang = seen.keySet().stream().anyMatch(code -> code > 100);
        Optional<WireLog.Entry> last = log.last("INVITE");
        boolean answered = last.isPresent() && last.get().message().status() < 300;
        if (!rang && answered) {
            return Finding.warning(
                    Step.RINGING,
                    words.isEmpty() ? "no 180 or 183 before the answer" : words + "; no 180 or 183 before the answer",
                    "`start-after: 4s` and `plays: 2`, if the phone still rings when the trunk answers");
        }
        return rang
                ? Finding.ok(Step.RINGING, words)
                : Finding.skipped(
                        Step.RINGING, words.isEmpty() ? "nothing came before the end" : words + "; it did not ring");
    }

    private static Finding prack(TrunkConfig trunk, WireLog log) {
        TrunkProfile.Prack said = trunk.profile().prack();
        if (refused(log, 420, "Unsupported")) {
            return Finding.warning(
                    Step.PRACK,
                    "420: the trunk does not know 100rel; the call went on without it",
                    "`overrides: {sip: {prack: \"off\"}}` saves a request with each call");
        }
        if (refused(log, 421, "Require")) {
            return Finding.wrong(Step.PRACK, "421: the trunk wants 100rel", "`overrides: {sip: {prack: required}}`");
        }
        long reliable = log.responses("INVITE").stream()
                .filter(entry -> entry.message().status() < 200)
                .filter(entry -> entry.message().tokens("Require").contains(RELIABLE))
                .count();
        if (reliable == 0) {
            return Finding.ok(
                    Step.PRACK,
                    said == TrunkProfile.Prack.OFF ? "not offered" : "offered, and not asked for by the trunk");
        }
        int pracks = log.requests("PRACK").size();
        Optional<WireLog.Entry> answer = log.last("PRACK");
        boolean taken = answer.isPresent() && answer.get().message().status() < 300;
        return taken
                ? Finding.ok(
                        Step.PRACK, "100rel asked for by the trunk, PRACK sent and taken " + log.roundTrip("PRACK"))
                : Finding.wrong(
                        Step.PRACK,
                        "100rel asked for by the trunk, " + pracks + " PRACK sent, "
                                + answer.map(entry -> entry.message().statusLine())
                                        .orElse("none answered"),
                        "`overrides: {sip: {prack: \"off\"}}`");
    }

    private static boolean refused(WireLog log, int code, String header) {
        return log.responses("INVITE").stream()
                .map(WireLog.Entry::message)
                .anyMatch(message ->
                        message.status() == code && message.tokens(header).contains(RELIABLE));
    }
}
