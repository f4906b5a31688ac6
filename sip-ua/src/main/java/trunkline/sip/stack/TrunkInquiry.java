package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.stack.OutsideClient.Question;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.DigestSession;
import trunkline.sip.trunk.HealthSettings;
import trunkline.sip.trunk.NextHop;
import trunkline.sip.trunk.RegistrationSettings;
import trunkline.sip.trunk.TrunkSettings;

/** What somebody wants to know of a trunk now, beside its upkeep: asked once. Confined to its trunk. */
final class TrunkInquiry {

    private final SipTrunk trunk;
    private final UaParts parts;
    private final CompletableFuture<SipStatus> answer = new CompletableFuture<>();
    private long sequence;

    private TrunkInquiry(SipTrunk trunk, UaParts parts) {
        this.trunk = trunk;
        this.parts = parts;
    }

    /** What it can do (RFC 3261 §11.1). */
    static CompletionStage<SipStatus> capabilities(SipTrunk trunk, UaParts parts) {
        TrunkSettings settings = trunk.settings();
        String uri = "sip:" + settings.requestHost();
        String from = "sip:" + TrunkWatch.user(settings, HealthSettings.DEFAULT) + "@"
                + settings.identity().fromDomain();
        return new TrunkInquiry(trunk, parts).ask("OPTIONS", uri, OutsideIdentity.of(from, uri), settings.proxy());
    }

    /** Where its registrar sends what is for us: a REGISTER without Contact, which changes nothing (RFC 3261 §10.2.3). */
    static CompletionStage<SipStatus> bindings(SipTrunk trunk, UaParts parts) {
        TrunkSettings settings = trunk.settings();
        RegistrationSettings registration = settings.registration();
        String named = registration == null ? null : registration.registrar();
        String registrar = named == null ? settings.requestHost() : named;
        String user = registration == null ? null : registration.user();
        String account = user == null ? TrunkWatch.user(settings, HealthSettings.DEFAULT) : user;
        String record = "sip:" + account.replaceAll("@.*", "") + "@" + registrar;
        NextHop via = registration == null ? null : registration.via();
        return new TrunkInquiry(trunk, parts)
                .ask(
                        "REGISTER",
                        "sip:" + registrar,
                        OutsideIdentity.of(record, record),
                        via == null ? settings.proxy() : via);
    }

    private CompletionStage<SipStatus> ask(String method, String uri, OutsideIdentity identity, NextHop hop) {
        trunk.mailbox().post(() -> {
            Question question = new Question(
                    method,
                    target -> request(method, uri, identity),
                    digest(),
                    answered -> answer.complete(answered.status()));
            new OutsideClient(trunk, parts, question).start(hop);
        });
        return answer;
    }

    private SIPRequest request(String method, String uri, OutsideIdentity identity) throws NotSentException {
        SIPRequest request = parts.messages().outside(method, identity, uri, ++sequence, trunk.settings());
        if (method.equals("OPTIONS")) {
            parts.messages().put(request, "Accept", "application/sdp");
        }
        return request;
    }

    private @Nullable DigestSession digest() {
        Credentials credentials = trunk.settings().credentials();
        return credentials == null ? null : new DigestSession(credentials, CallIdentity::randomToken);
    }
}
