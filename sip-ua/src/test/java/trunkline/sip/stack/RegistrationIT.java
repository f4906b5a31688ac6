package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trunkline.sip.stack.ScriptedStreamPeer.Heard;
import trunkline.sip.stack.TrunkStatus.Registration;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.NextHop;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.RegistrationSettings;
import trunkline.sip.trunk.TrunkIdentity;
import trunkline.sip.trunk.TrunkSettings;

/** REGISTER as a registrar sees it (RFC 3261 §10.2). */
class RegistrationIT {

    private static final RegistrationSettings QUICK =
            RegistrationSettings.DEFAULT.withRetries(Duration.ofMillis(50), Duration.ofMillis(100));

    private static SipUserAgent agent;

    private final ScriptedPeer registrar = new ScriptedPeer();
    private final List<String> statuses = new CopyOnWriteArrayList<>();
    private final List<SipTrunk> trunks = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(SipSettings.on("127.0.0.1").withTcp(true).withT1(Duration.ofMillis(20)));
        agent.start();
    }

    @AfterAll
    static void stop() {
        agent.close();
    }

    @AfterEach
    void close() {
        trunks.forEach(SipTrunk::close);
        registrar.close();
    }

    private TrunkSettings settings() {
        return TrunkSettings.of("t", registrar.hostPort(), "gw.local")
                .withIdentity(TrunkIdentity.from("gw.local").withDomain("voip.example"))
                .withCredentials(Credentials.of("alice", "secret"))
                .withRegistration(QUICK);
    }

    private SipTrunk open(TrunkSettings settings) throws IOException {
        SipTrunk trunk = agent.open(settings, status -> statuses.add(status.isUsable() ? "up" : status.trouble()));
        trunks.add(trunk);
        return trunk;
    }

    private void accept(SipText register, String... lines) {
        registrar.respond(register, "200 OK", "r", lines);
    }

    /** The next request that is not {@code before} once more. */
    private SipText expectAfter(SipText before) throws IOException {
        SipText next = registrar.expect("REGISTER");
        while (next.header("Call-ID").equals(before.header("Call-ID"))
                && next.header("CSeq").equals(before.header("CSeq"))) {
            next = registrar.expect("REGISTER");
        }
        return next;
    }

    private static void awaitRegistered(SipTrunk trunk) {
        await().until(() -> trunk.status().registration() == Registration.VALID);
    }

    @Test
    void registersAsTheStandardDemands() throws IOException {
        SipTrunk trunk = open(settings());
        SipText register = registrar.expect("REGISTER");
        int port = agent.localAddress().getPort();
        assertThat(register.startLine()).as("no user part").isEqualTo("REGISTER sip:voip.example SIP/2.0");
        assertThat(register.header("To")).isEqualTo("<sip:alice@voip.example>");
        assertThat(register.header("From")).startsWith("<sip:alice@voip.example>;tag=");
        assertThat(register.header("Contact")).isEqualTo("<sip:alice@127.0.0.1:" + port + ">");
        assertThat(register.header("Expires")).isEqualTo("3600");
        assertThat(register.header("CSeq")).isEqualTo("1 REGISTER");
        assertThat(register.header("Max-Forwards")).isEqualTo("70");
        assertThat(trunk.status().isUsable()).isFalse();
        accept(register, "Contact: " + register.header("Contact") + ";expires=60");
        awaitRegistered(trunk);
        assertThat(statuses).containsExactly("not registered", "up");
    }

    @Test
    void whoTakesOverKeepsTheBindingAndWhoGoesTakesItBack() throws IOException {
        SipTrunk first = open(settings());
        SipText register = registrar.expect("REGISTER");
        accept(register, "Contact: " + register.header("Contact") + ";expires=3600");
        awaitRegistered(first);

        SipTrunk second = agent.replace(
                first, settings().withRegistration(QUICK.withExpires(Duration.ofMinutes(9))), status -> {});

        SipText again = expectAfter(register);
        assertThat(again.header("Expires")).isEqualTo("540");
        assertThat(again.header("Contact")).isEqualTo(register.header("Contact"));
        accept(again, "Contact: " + register.header("Contact") + ";expires=540");
        awaitRegistered(second);

        agent.retire(second);

        SipText last = expectAfter(again);
        assertThat(last.header("Expires"))
                .as("the first has taken nothing back")
                .isEqualTo("0");
        assertThat(last.header("Call-ID")).isEqualTo(again.header("Call-ID"));
        accept(last);
    }

    @Test
    void keepsDomainProxyAndRegistrarApart() throws IOException {
        try (var proxy = new ScriptedPeer()) {
            SipTrunk trunk = open(TrunkSettings.of("t", proxy.hostPort(), "gw.local")
                    .withIdentity(TrunkIdentity.from("gw.local").withDomain("voip.example"))
                    .withCredentials(Credentials.of("alice", "secret"))
                    .withRegistration(QUICK.withRegistrar("reg.example", NextHop.parse(registrar.hostPort()))));
            SipText register = registrar.expect("REGISTER");
            assertThat(register.requestUri()).isEqualTo("sip:reg.example");
            assertThat(register.header("To")).isEqualTo("<sip:alice@reg.example>");
            accept(register);
            trunk.dial(
                    CallRequest.of(new PhoneNumber("+4671"), new PhoneNumber("+4672"), HeardCall.OFFER),
                    new HeardCall());
            SipText invite = proxy.expect("INVITE");
            assertThat(invite.requestUri()).isEqualTo("sip:+4672@voip.example");
            proxy.respond(invite, "486 Busy Here", "t");
        }
    }

    @Test
    void answersTheChallengeWithTheNextSequenceNumberInTheSameCall() throws IOException {
        SipTrunk trunk = open(settings());
        SipText first = registrar.expect("REGISTER");
        registrar.respond(
                first, "401 Unauthorized", "r", "WWW-Authenticate: Digest realm=\"t\", nonce=\"n1\", qop=\"auth\"");
        SipText second = registrar.expect("REGISTER");
        assertThat(second.header("CSeq")).isEqualTo("2 REGISTER");
        assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(second.header("Authorization"))
                .contains("uri=\"sip:voip.example\"")
                .contains("nc=00000001");
        accept(second);
        awaitRegistered(trunk);
    }

    @Test
    void refreshesBeforeItExpiresWithTheCredentialsThatItHas() throws IOException {
        SipTrunk trunk = open(settings());
        SipText first = registrar.expect("REGISTER");
        registrar.respond(
                first, "401 Unauthorized", "r", "WWW-Authenticate: Digest realm=\"t\", nonce=\"n1\", qop=\"auth\"");
        accept(registrar.expect("REGISTER"), "Expires: 2");
        long start = System.nanoTime();
        SipText refresh = registrar.expect("REGISTER");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(700), Duration.ofMillis(1900));
        assertThat(refresh.header("CSeq")).isEqualTo("3 REGISTER");
        assertThat(refresh.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(refresh.header("Authorization")).contains("nc=00000002");
        // The nonce has run out, and the registrar does not say that it is stale.
        registrar.respond(
                refresh, "401 Unauthorized", "r", "WWW-Authenticate: Digest realm=\"t\", nonce=\"n2\", qop=\"auth\"");
        SipText again = registrar.expect("REGISTER");
        assertThat(again.header("Authorization")).contains("nonce=\"n2\"").contains("nc=00000001");
        accept(again);
        awaitRegistered(trunk);
        assertThat(statuses).containsExactly("not registered", "up");
    }

    @Test
    void findsItsOwnContactAmongSeveral() throws IOException {
        open(settings());
        SipText register = registrar.expect("REGISTER");
        String own = register.header("Contact").replaceAll("[<>]", "");
        accept(
                register,
                "Contact: <sip:alice@192.0.2.9>;expires=3000, <" + own + ";ob>;q=0.5;expires=2",
                "Contact: <sip:bob@127.0.0.1>;expires=7",
                "Expires: 3600");
        registrar.expect("REGISTER");
    }

    @Test
    void asksForALongerTimeWhereTheRegistrarWantsIt() throws IOException {
        SipTrunk trunk = open(settings());
        registrar.respond(registrar.expect("REGISTER"), "423 Interval Too Brief", "r", "Min-Expires: 7200");
        SipText longer = registrar.expect("REGISTER");
        assertThat(longer.header("Expires")).isEqualTo("7200");
        accept(longer);
        awaitRegistered(trunk);
    }

    @Test
    void triesAgainForEverAfterRefusalsAndSilence() throws IOException {
        SipTrunk trunk = open(settings());
        for (int i = 0; i < 6; i++) {
            registrar.respond(registrar.expect("REGISTER"), "500 Oops", "r");
        }
        await().until(() -> trunk.status().lastRegister() != null
                && trunk.status().lastRegister().code() == 500);
        // Silence for longer than Timer F, 64 × T1.
        SipText silent = registrar.expect("REGISTER");
        await().until(() -> {
            SipText next = registrar.expect("REGISTER");
            return !next.branch().equals(silent.branch());
        });
        SipText last = registrar.seen().get(registrar.seen().size() - 1);
        accept(last);
        awaitRegistered(trunk);
    }

    @Test
    void neverTriesAgainAtOnceWithCredentialsThatWereRefused() throws IOException {
        SipTrunk trunk =
                open(settings().withRegistration(QUICK.withRetries(Duration.ofMillis(10), Duration.ofMillis(1500))));
        registrar.respond(
                registrar.expect("REGISTER"),
                "401 Unauthorized",
                "r",
                "WWW-Authenticate: Digest realm=\"t\", nonce=\"n1\"");
        registrar.respond(
                registrar.expect("REGISTER"),
                "401 Unauthorized",
                "r",
                "WWW-Authenticate: Digest realm=\"t\", nonce=\"n2\"");
        assertThat(registrar.nothing("REGISTER", 900)).isTrue();
        assertThat(trunk.status().trouble()).isEqualTo("not registered: 401 Unauthorized");
        assertThat(registrar.expect("REGISTER").has("Authorization")).isFalse();
    }

    @Test
    void removesItsBindingWhenItCloses() throws IOException {
        SipTrunk trunk = open(settings());
        SipText register = registrar.expect("REGISTER");
        accept(register);
        awaitRegistered(trunk);
        trunk.close();
        SipText removal = registrar.expect("REGISTER");
        assertThat(removal.header("Expires")).isEqualTo("0");
        assertThat(removal.header("Contact")).isEqualTo(register.header("Contact"));
        accept(removal);
    }

    @Test
    void takesItsBindingBackBeforeItsSocketsCloseThoughItIsChallenged() throws Exception {
        SipUserAgent other = new SipUserAgent(SipSettings.on("127.0.0.1"));
        other.start();
        SipTrunk trunk = other.open(settings(), status -> {});
        SipText register = registrar.expect("REGISTER");
        accept(register, "Contact: " + register.header("Contact") + ";expires=3600");
        awaitRegistered(trunk);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(other::close);
        SipText last = expectAfter(register);
        assertThat(last.header("Expires")).isEqualTo("0");
        registrar.respond(last, "401 Unauthorized", "r", "WWW-Authenticate: Digest realm=\"voip\", nonce=\"n\"");
        SipText again = expectAfter(last);

        assertThat(again.header("Expires")).isEqualTo("0");
        assertThat(again.header("Authorization")).contains("nonce=\"n\"");
        accept(again);
        closing.get(60, TimeUnit.SECONDS);
    }

    @Test
    void registersAgainWhenItsConnectionIsCut() throws IOException {
        try (var stream = ScriptedStreamPeer.tcp()) {
            SipTrunk trunk = open(TrunkSettings.of("t", stream.hostPort(), "gw.local")
                    .withCredentials(Credentials.of("alice", "secret"))
                    .withRegistration(QUICK));
            Heard register = stream.expect("REGISTER");
            assertThat(register.header("Contact")).endsWith(";transport=tcp>");
            stream.respond(register, "200 OK", "r");
            awaitRegistered(trunk);
            await().pollDelay(Duration.ofMillis(600)).until(() -> true);
            stream.reset();
            Heard again = stream.expect("REGISTER");
            assertThat(again.connection()).isNotSameAs(register.connection());
            stream.respond(again, "200 OK", "r");
        }
    }
}
