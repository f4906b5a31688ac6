package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.OutboundMessage;

/** A trunk that calls nobody and remembers whom it was to call. Runs everything on the caller's thread. */
final class FakeVoiceLink implements VoiceLink {

    private final String name;
    /** What is being called, in the order of its calls. */
    final Map<Long, CallEvents> calls = new LinkedHashMap<>();

    final List<Long> hungUp = new ArrayList<>();

    @Nullable
    String whyDown;

    FakeVoiceLink(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String whyDown() {
        return whyDown;
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public PlacedCall call(OutboundMessage message, CallEvents events) {
        calls.put(message.key(), events);
        return new PlacedCall() {
            @Override
            public void hangUp() {
                hungUp.add(message.key());
            }

            @Override
            public CallReport report() {
                return new CallReport("pbx", "1@gw", null, CallReport.Times.NONE, null, "");
            }

            @Override
            public CallTrace trace() {
                return new CallTrace("pbx", "1@gw", List.of(), 0);
            }
        };
    }
}
