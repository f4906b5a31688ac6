package trunkline.gateway.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.TrunkConfig;
import trunkline.media.codec.PayloadType;
import trunkline.media.sdp.RemoteMedia;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.SessionExpires;
import trunkline.sip.dialog.SipStatus;

/** The final response to the INVITE, and what the answer agrees to of our offer (RFC 3264, RFC 4028). */
final class AnswerVerdict {

    private final TrunkConfig trunk;
    private final List<PayloadType> offered;
    private final WireLog log;

    AnswerVerdict(TrunkConfig trunk, List<PayloadType> offered, WireLog log) {
        this.trunk = trunk;
        this.offered = List.copyOf(offered);
        this.log = log;
    }

    List<Finding> of(CallEvidence evidence) {
        Optional<WireLog.Entry> last = log.last("INVITE");
        boolean answered = last.isPresent() && last.get().message().status() < 300;
        if (!answered) {
            return List.of(refused(evidence.outcome()));
        }
        List<Finding> findings = new ArrayList<>();
        long began = log.requests("INVITE").get(0).nanos();
        findings.add(Finding.ok(
                Step.ANSWER,
                last.get().message().statusLine() + " after "
                        + TimeUnit.NANOSECONDS.toMillis(last.get().nanos() - began) + " ms"));
        RemoteMedia answer = evidence.answer();
        if (answer == null) {
            findings.add(Finding.wrong(
                    Step.CODEC,
                    evidence.trouble(),
                    "`overrides: {sip: {codecs: [...]}}` or `srtp`: offered was " + names(offered)));
            return findings;
        }
        findings.add(codec(answer));
        findings.add(ptime(answer));
        findings.add(encryption(answer));
        findings.add(events(answer));
        findings.add(timer(last.get().message()));
        return findings;
    }

    private Finding refused(@Nullable CallOutcome outcome) {
        if (outcome == null) {
            return Finding.wrong(
                    Step.ANSWER,
                    "nothing came in answer to the INVITE, not even 100",
                    "the host, port and ;transport= of `proxy`, a firewall in between, or the trunk does not know our address");
        }
        SipStatus status = outcome.status();
        String seen = outcome.kind().label() + ": " + status.code() + " " + status.phrase()
                + (status.reason() == null ? "" : ", Reason: " + status.reason().toHeaderValue())
                + (status.warning() == null ? "" : ", Warning: " + status.warning());
        if (status.origin() == SipStatus.Origin.LOCAL && outcome.kind() != CallOutcome.Kind.NO_ANSWER) {
            return Finding.wrong(Step.ANSWER, seen, "see transport and OPTIONS: the trunk did not answer");
        }
        boolean callee = RefusalAdvice.isOfCallee(status.code())
                || outcome.kind() == CallOutcome.Kind.NO_ANSWER
                || outcome.kind() == CallOutcome.Kind.BUSY;
        return callee
                ? Finding.warning(Step.ANSWER, seen, "another number, or later: the trunk has done its part")
                : Finding.wrong(Step.ANSWER, seen, RefusalAdvice.of(status.code(), trunk));
    }

    private Finding codec(RemoteMedia answer) {
        List<PayloadType> audio =
                offered.stream().filter(type -> !type.isTelephoneEvent()).toList();
        String seen = answer.audio().encoding() + ", of " + names(audio) + " offered";
        return answer.audio().sameFormat(audio.get(0))
                ? Finding.ok(Step.CODEC, seen)
                : Finding.ok(Step.CODEC, seen + ": not the first, which works as well");
    }

    private Finding ptime(RemoteMedia answer) {
        int ours = trunk.media().ptimeMillis();
        String seen = answer.ptimeMillis() + " ms of audio in a packet";
        return answer.ptimeMillis() == ours
                ? Finding.ok(Step.PTIME, seen)
                : Finding.ok(Step.PTIME, seen + ": the trunk asks for it, `ptime` is " + ours);
    }

    private Finding encryption(RemoteMedia answer) {
        if (answer.secrets() == null) {
            return Finding.ok(Step.ENCRYPTION, "audio is not encrypted, as `srtp: false` has it");
        }
        boolean clear = !"tls".equals(trunk.proxy().transport());
        return clear
                ? Finding.warning(
                        Step.ENCRYPTION,
                        "audio is encrypted, but its keys were sent in the clear",
                        "`proxy` with ;transport=tls")
                : Finding.ok(Step.ENCRYPTION, "audio is encrypted, and its keys were too");
    }

    private Finding events(RemoteMedia answer) {
        PayloadType events = answer.telephoneEvent();
        if (events != null) {
            return Finding.ok(Step.TELEPHONE_EVENT, "agreed, payload type " + events.number());
        }
        return trunk.media().tones()
                ? Finding.ok(Step.TELEPHONE_EVENT, "not agreed; keys are looked for in the audio, and in INFO")
                : Finding.warning(
                        Step.TELEPHONE_EVENT,
                        "not agreed: keys that the callee presses may come as tones",
                        "`dtmf-in-audio: true`, if you ask callees for keys");
    }

    private static Finding timer(SipText answer) {
        Optional<SessionExpires> timer = answer.value("Session-Expires").flatMap(SessionExpires::parse);
        return Finding.ok(
                Step.SESSION_TIMER,
                timer.map(expires -> expires.seconds() + " s, refreshed by "
                                + (expires.refresher() == SessionExpires.Refresher.UAS ? "the trunk" : "us"))
                        .orElse("none"));
    }

    private static String names(List<PayloadType> types) {
        return types.stream().map(PayloadType::encoding).collect(Collectors.joining(", "));
    }
}
