package trunkline.gateway.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.TrunkConfig;

/** What became of REGISTER (RFC 3261 §10). */
final class RegisterVerdict {

    private static final Pattern EXPIRES = Pattern.compile(";\\s*expires\\s*=\\s*(\\d+)", Pattern.CASE_INSENSITIVE);

    private RegisterVerdict() {}

    /**
     * The finding.
     *
     * @param bound whether a binding was asked for, and not only what there is
     * @param answer null where nothing came in time
     */
    static Finding of(
            TrunkConfig trunk, boolean bound, WireLog.@Nullable Entry answer, WireLog log, Duration patience) {
        if (answer == null) {
            return Finding.wrong(
                    Step.REGISTER,
                    "not answered within " + patience.toMillis() + " ms",
                    "the host and port of `proxy`, a firewall in between; `register: false`, if the trunk wants none");
        }
        SipText message = answer.message();
        Challenges challenges = Challenges.of(log, "REGISTER");
        String seen = message.statusLine() + " " + log.roundTrip("REGISTER") + "; " + challenges.words();
        if (challenges.isTrouble()) {
            return Finding.wrong(Step.REGISTER, seen, challenges.change(trunk));
        }
        return switch (message.status()) {
            case 200, 202 -> accepted(seen, bound, message);
            case 403 ->
                Finding.wrong(
                        Step.REGISTER,
                        seen,
                        "`username`, `from-domain` or `registrar`: the trunk does not know this account");
            case 404 ->
                Finding.wrong(
                        Step.REGISTER, seen, "`registrar` or `domain`: the trunk knows no such domain or account");
            case 423 ->
                Finding.wrong(
                        Step.REGISTER,
                        seen
                                + message.value("Min-Expires")
                                        .map(least -> "; at least " + least + " s")
                                        .orElse(""),
                        "`register-expires`: longer");
            case 405, 501 -> Finding.wrong(Step.REGISTER, seen, "`register: false`: the trunk takes no REGISTER");
            default ->
                Finding.wrong(
                        Step.REGISTER, seen, "ask the trunk why; `register: false`, if it knows us by our address");
        };
    }

    private static Finding accepted(String seen, boolean bound, SipText message) {
        List<String> contacts = new ArrayList<>();
        for (String contact : message.values("Contact")) {
            Matcher expires = EXPIRES.matcher(contact);
            contacts.add(contact.replaceAll(">.*", ">") + (expires.find() ? " for " + expires.group(1) + " s" : ""));
        }
        if (contacts.isEmpty()) {
            return bound
                    ? Finding.warning(
                            Step.REGISTER,
                            seen + "; it names no binding",
                            "ask the trunk whether it has kept the binding")
                    : Finding.ok(
                            Step.REGISTER,
                            seen + "; asked without binding: nobody is registered now (--register tries it)");
        }
        return Finding.ok(
                Step.REGISTER,
                seen
                        + (bound ? "; bound now: " : "; asked without binding, bound now: ")
                        + String.join(", ", contacts));
    }
}
