package trunkline.sip.simulator;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.AuthorizationHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests that come to a callee. All but the making of transactions runs on its one thread. At most {@value
 * #MAX_CALLS} calls are open at once; one more is refused with 486.
 */
final class CalleeDesk {

    static final int MAX_CALLS = 20_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(CalleeDesk.class);

    private final CalleeSettings settings;
    private final AnswerMaker answers;
    private final CalleeListener listener;
    private final @Nullable DigestCheck digest;
    private final Map<String, OpenCall> calls = new HashMap<>();
    private final ScheduledThreadPoolExecutor thread;
    private final CalleeStack stack;
    private final CalleeMessages messages;

    CalleeDesk(CalleeSettings settings, AnswerMaker answers, CalleeListener listener) throws IOException {
        this.settings = settings;
        this.answers = answers;
        this.listener = listener;
        CalleeAuth auth = settings.auth();
        this.digest = auth == null ? null : new DigestCheck(auth);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread desk = new Thread(task, "sip-callee-desk");
            desk.setDaemon(true);
            return desk;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.stack = CalleeStack.open(settings);
        this.messages = new CalleeMessages(settings.bindAddress(), stack.port());
    }

    void open(Function<String, CalleeBehaviour> behaviours) throws IOException {
        stack.listen(new CalleeEvents(this, behaviours));
    }

    int port() {
        return stack.port();
    }

    AnswerMaker answers() {
        return answers;
    }

    CalleeListener listener() {
        return listener;
    }

    CalleeMessages messages() {
        return messages;
    }

    SipProviderImpl provider() {
        return stack.provider();
    }

    void later(Duration delay, Runnable task) {
        Future<?> unused = thread.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void forget(OpenCall call) {
        calls.remove(call.call().callId(), call);
    }

    void run(Runnable task) {
        try {
            thread.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            LOGGER.debug("message after close");
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOGGER.error("callee failed", e);
            }
        };
    }

    void onRequest(SIPRequest request, ServerTransaction transaction, CalleeBehaviour behaviour) {
        String callId = request.getCallId().getCallId();
        switch (request.getMethod()) {
            case "INVITE" -> {
                if (request.getToTag() != null) {
                    answerAgain(request, transaction);
                } else {
                    onInvite(request, transaction, behaviour);
                }
            }
            case "BYE" -> {
                reply(transaction, messages.response(request, 200, "OK", ""));
                with(callId, OpenCall::onBye);
            }
            case "CANCEL" -> {
                reply(transaction, messages.response(request, 200, "OK", "cancelled"));
                with(callId, OpenCall::onCancel);
            }
            case "OPTIONS", "INFO" -> reply(transaction, messages.response(request, 200, "OK", "callee"));
            default -> reply(transaction, messages.response(request, 501, "Not Implemented", "callee"));
        }
    }

    private void onInvite(SIPRequest request, ServerTransaction transaction, CalleeBehaviour behaviour) {
        if (!isAllowed(request)) {
            challenge(request, transaction);
            return;
        }
        if (calls.size() >= MAX_CALLS || calls.containsKey(request.getCallId().getCallId())) {
            reply(transaction, messages.response(request, 486, "Busy Here", newTag()));
            return;
        }
        for (CalleeDemand demand : settings.demands()) {
            if (!demand.isMet(request)) {
                reply(transaction, messages.response(request, demand.code(), demand.phrase(), newTag()));
                return;
            }
        }
        OpenCall call = new OpenCall(this, request, transaction, behaviour, newTag());
        calls.put(call.call().callId(), call);
        call.start();
    }

    private static String newTag() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    private boolean isAllowed(SIPRequest request) {
        CalleeAuth auth = settings.auth();
        if (digest == null || auth == null) {
            return true;
        }
        String name = auth.proxy() ? "Proxy-Authorization" : "Authorization";
        AuthorizationHeader given = (AuthorizationHeader) request.getHeader(name);
        return digest.isRight(request.getMethod(), given, request.getRawContent());
    }

    private void challenge(SIPRequest request, ServerTransaction transaction) {
        boolean proxy = settings.auth() != null && settings.auth().proxy();
        SIPResponse response = proxy
                ? messages.response(request, 407, "Proxy Authentication Required", newTag())
                : messages.response(request, 401, "Unauthorized", newTag());
        List<String> challenges = digest == null ? List.of() : digest.challenges();
        challenges.forEach(value -> messages.add(response, proxy ? "Proxy-Authenticate" : "WWW-Authenticate", value));
        reply(transaction, response);
    }

    private void answerAgain(SIPRequest request, ServerTransaction transaction) {
        answers.answer(CalleeMessages.call(request))
                .ifPresentOrElse(
                        body -> {
                            SIPResponse ok = messages.response(request, 200, "OK", "");
                            messages.putBody(ok, body);
                            reply(transaction, ok);
                        },
                        () -> reply(transaction, messages.response(request, 488, "Not Acceptable Here", "")));
    }

    void with(String callId, Consumer<OpenCall> event) {
        OpenCall call = calls.get(callId);
        if (call != null) {
            event.accept(call);
        }
    }

    private void reply(ServerTransaction transaction, SIPResponse response) {
        try {
            transaction.sendResponse(response);
        } catch (SipException | InvalidArgumentException | RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("sipStatus", response.getStatusCode())
                    .setCause(e)
                    .log("response not sent");
        }
    }

    /** Ends all calls, politely within 2 s. */
    void close() {
        run(() -> List.copyOf(calls.values()).forEach(OpenCall::hangUp));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stack.close();
    }
}
