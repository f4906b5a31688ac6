package trunkline.sip.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.CallOutcome.Cancelled;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.CallOutcome.Failed;
import trunkline.sip.dialog.CallOutcome.HungUpBy;
import trunkline.sip.dialog.CallOutcome.NoAnswer;
import trunkline.sip.dialog.CallOutcome.Unreachable;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.simulator.CalleeBehaviour.Refusal;
import trunkline.sip.stack.AnswerReply;
import trunkline.sip.stack.CallListener;
import trunkline.sip.stack.CallRequest;
import trunkline.sip.stack.Dialling;
import trunkline.sip.stack.OutboundCall;
import trunkline.sip.stack.SipSettings;
import trunkline.sip.stack.SipUserAgent;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkSettings;

/** The callee and the user agent, each against the other, over loopback. */
class SipCalleeIT {

    private static final MessageBody OFFER = MessageBody.sdp("v=0\r\no=offer 1 1 IN IP4 127.0.0.1\r\n");
    private static final MessageBody ANSWER = MessageBody.sdp("v=0\r\no=answer 1 1 IN IP4 127.0.0.1\r\n");
    private static final List<Thread> CLOSING = new CopyOnWriteArrayList<>();
    private static SipUserAgent agent;

    private final List<String> atCallee = new CopyOnWriteArrayList<>();
    private final List<String> atCaller = new CopyOnWriteArrayList<>();
    private final List<CallOutcome> outcomes = new CopyOnWriteArrayList<>();
    private SipCallee callee = new SipCallee(CalleeSettings.on("127.0.0.1"), this::answer, new Watcher());

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(
                SipSettings.on("127.0.0.1").withT1(Duration.ofMillis(100)).withTcp(true));
        agent.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (Thread closing : CLOSING) {
            closing.join();
        }
        agent.close();
    }

    /** On threads of their own, since jain-sip takes a second to stop. */
    @AfterEach
    void close() {
        Thread closing = new Thread(callee::close);
        closing.start();
        CLOSING.add(closing);
    }

    private Optional<MessageBody> answer(CalleeCall call) {
        assertThat(call.offer()).isEqualTo(OFFER);
        return Optional.of(ANSWER);
    }

    private void open(CalleeSettings settings, CalleeBehaviour behaviour) throws IOException {
        callee = new SipCallee(settings, this::answer, new Watcher());
        callee.behave(behaviour);
        callee.start();
    }

    private OutboundCall dial(TrunkSettings trunk) {
        var request = CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), OFFER);
        return Dialling.dial(agent, trunk, request.withRing(Duration.ofSeconds(2)), new Caller());
    }

    private TrunkSettings trunk() {
        return TrunkSettings.of("callee", "127.0.0.1:" + callee.localAddress().getPort(), "gw.local");
    }

    private CallOutcome outcome() {
        await().until(() -> !outcomes.isEmpty());
        return outcomes.get(0);
    }

    @Test
    void ringsAnswersAndIsHungUpByTheCaller() throws IOException {
        open(CalleeSettings.on("127.0.0.1"), CalleeBehaviour.answersAfter(Duration.ofMillis(200)));
        OutboundCall call = dial(trunk());
        await().until(() -> atCallee.contains("answered"));
        call.hangUp();
        assertThat(outcome()).isInstanceOfSatisfying(Completed.class, completed -> assertThat(completed.by())
                .isEqualTo(HungUpBy.US));
        await().untilAsserted(() ->
                assertThat(atCallee).containsExactly("started +46701234567 +46709999999", "answered", "ended CALLER"));
        assertThat(atCaller).containsExactly("ringing 180", "answered " + ANSWER.text(), "ended");
    }

    @Test
    void hangsUpByItself() throws IOException {
        open(
                CalleeSettings.on("127.0.0.1"),
                CalleeBehaviour.answersAfter(Duration.ZERO).hangingUpAfter(Duration.ofMillis(300)));
        dial(trunk());
        assertThat(outcome()).isInstanceOfSatisfying(Completed.class, completed -> {
            assertThat(completed.by()).isEqualTo(HungUpBy.THEM);
            assertThat(completed.talk()).isBetween(Duration.ofMillis(250), Duration.ofSeconds(2));
        });
        await().untilAsserted(() -> assertThat(atCallee).endsWith("ended CALLEE"));
    }

    @Test
    void playsBeforeItAnswers() throws IOException {
        open(
                CalleeSettings.on("127.0.0.1"),
                CalleeBehaviour.answersAfter(Duration.ofMillis(200)).withEarlyMedia());
        OutboundCall call = dial(trunk());
        await().until(() -> atCallee.contains("answered"));
        assertThat(atCaller).containsExactly("ringing 183", "early", "answered " + ANSWER.text());
        call.hangUp();
        outcome();
    }

    @Test
    void ringsUntilTheCallerCancels() throws IOException {
        open(CalleeSettings.on("127.0.0.1"), CalleeBehaviour.ringsForEver());
        dial(trunk());
        assertThat(outcome()).isInstanceOf(NoAnswer.class);
        await().untilAsserted(() -> assertThat(atCallee).endsWith("ended CANCEL"));
    }

    @Test
    void isCancelledOnTheCallersWish() throws IOException {
        open(CalleeSettings.on("127.0.0.1"), CalleeBehaviour.ringsForEver());
        OutboundCall call = dial(trunk());
        await().until(() -> atCaller.contains("ringing 180"));
        call.hangUp();
        assertThat(outcome()).isInstanceOf(Cancelled.class);
    }

    @ParameterizedTest
    @CsvSource({"486, Busy", "603, Declined", "404, Unreachable", "480, Unreachable", "488, Failed", "302, Redirected"})
    void refuses(int code, String outcome) throws IOException {
        open(CalleeSettings.on("127.0.0.1"), CalleeBehaviour.refuses(code, "As The Test Wants"));
        dial(trunk());
        assertThat(outcome().getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(outcome().status().phrase()).isEqualTo("As The Test Wants");
        await().untilAsserted(() -> assertThat(atCallee).endsWith("ended REFUSAL"));
    }

    @Test
    void saysWhyAndForHowLong() throws IOException {
        open(
                CalleeSettings.on("127.0.0.1"),
                CalleeBehaviour.refuses(
                        new Refusal(503, "Service Unavailable", Duration.ofSeconds(7), "Q.850;cause=34")));
        dial(trunk());
        assertThat(outcome().status().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(outcome().status().reason()).isEqualTo(Reason.q850(34, ""));
    }

    @Test
    void behavesByTheNumberThatWasCalled() throws IOException {
        open(CalleeSettings.on("127.0.0.1"), CalleeBehaviour.answersAfter(Duration.ZERO));
        callee.behave("+46709999999", CalleeBehaviour.busy());
        dial(trunk());
        assertThat(outcome().status().code()).isEqualTo(486);
    }

    @Test
    void keepsSilent() throws IOException {
        open(CalleeSettings.on("127.0.0.1"), CalleeBehaviour.silent());
        dial(trunk());
        assertThat(outcome()).isInstanceOf(Unreachable.class);
        assertThat(atCallee).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "false, MD5, auth",
        "true, MD5, auth",
        "true, SHA-256, auth",
        "false, SHA-512-256, auth",
        "false, SHA-256, auth-int",
        "true, MD5, ''",
        "false, MD5, 'auth-int,auth'"
    })
    void verifiesCredentials(boolean proxy, String algorithm, String qop) throws IOException {
        CalleeAuth auth = new CalleeAuth(proxy, "callee.example", "alice", "secret", List.of(algorithm), qop);
        open(CalleeSettings.on("127.0.0.1").withAuth(auth), CalleeBehaviour.busy());
        dial(trunk().withCredentials(Credentials.of("alice", "secret")));
        assertThat(outcome().status().code()).isEqualTo(486);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "Secret"})
    void refusesWrongCredentials(String password) throws IOException {
        open(
                CalleeSettings.on("127.0.0.1").withAuth(CalleeAuth.unauthorized("alice", "secret")),
                CalleeBehaviour.busy());
        dial(trunk().withCredentials(Credentials.of("alice", password)));
        assertThat(outcome()).isInstanceOf(Failed.class);
        assertThat(outcome().status().code()).isEqualTo(401);
        assertThat(atCallee).isEmpty();
    }

    @Test
    void isCalledOverTcp() throws IOException {
        open(CalleeSettings.on("127.0.0.1").withTcp(), CalleeBehaviour.answersAfter(Duration.ofMillis(100)));
        OutboundCall call = dial(
                TrunkSettings.of("tcp", "127.0.0.1:" + callee.localAddress().getPort() + ";transport=tcp", "gw.local"));
        await().until(() -> atCallee.contains("answered"));
        call.hangUp();
        assertThat(outcome()).isInstanceOf(Completed.class);
    }

    @Test
    void isUnreachableOverTcpWhereNobodyListens() throws IOException {
        open(CalleeSettings.on("127.0.0.1"), CalleeBehaviour.busy());
        dial(TrunkSettings.of("tcp", "127.0.0.1:" + callee.localAddress().getPort() + ";transport=tcp", "gw.local"));
        assertThat(outcome()).isInstanceOf(Unreachable.class);
        assertThat(outcome().status().code()).isEqualTo(503);
    }

    @Test
    void hangsUpWhenItIsClosed() throws IOException {
        open(CalleeSettings.on("127.0.0.1"), CalleeBehaviour.answersAfter(Duration.ZERO));
        dial(trunk());
        await().until(() -> atCallee.contains("answered"));
        callee.close();
        assertThat(outcome()).isInstanceOf(Completed.class);
        assertThat(atCallee).endsWith("ended CALLEE");
    }

    /** Writes down what the callee tells. */
    private final class Watcher implements CalleeListener {
        @Override
        public void onStarted(CalleeCall call) {
            atCallee.add("started " + call.from() + " " + call.to());
        }

        @Override
        public void onAnswered(CalleeCall call) {
            atCallee.add("answered");
        }

        @Override
        public void onEnded(CalleeCall call, EndedBy by, Duration talk) {
            atCallee.add("ended " + by);
        }
    }

    /** Writes down what the caller hears. */
    private final class Caller implements CallListener {
        @Override
        public void onRinging(int status) {
            atCaller.add("ringing " + status);
        }

        @Override
        public void onEarlyMedia(MessageBody body) {
            atCaller.add("early");
        }

        @Override
        public AnswerReply onAnswered(MessageBody answer) {
            atCaller.add("answered " + answer.text());
            return AnswerReply.accept();
        }

        @Override
        public void onEnded(CallOutcome outcome) {
            atCaller.add("ended");
            outcomes.add(outcome);
        }
    }
}
