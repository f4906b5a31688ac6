package trunkline.gateway.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.media.codec.PayloadType;
import trunkline.media.recorder.Recording;
import trunkline.media.recorder.RecordingReport;
import trunkline.media.recorder.RtpRecorder;
import trunkline.media.sdp.AddressPolicy;
import trunkline.media.sdp.LocalMedia;
import trunkline.media.sdp.MediaTerms;
import trunkline.media.sdp.Negotiation;
import trunkline.media.sdp.Protection;
import trunkline.media.srtp.SrtpPair;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeCall;
import trunkline.sip.simulator.CalleeListener;
import trunkline.sip.simulator.CalleeSettings;
import trunkline.sip.simulator.SipCallee;

/** A callee that answers, and records what it hears. Thread-safe. */
public final class RecordingCallee implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecordingCallee.class);
    /** What it understands unless it is told. */
    public static final List<PayloadType> USUAL =
            List.of(PayloadType.PCMA, PayloadType.PCMU, PayloadType.G722, PayloadType.telephoneEvent(101));

    private static final int PTIME_MILLIS = 20;
    /** What comes after this is counted, and not in the recording. */
    private static final Duration RECORDED_MAX = Duration.ofMinutes(10);

    /** A call being heard. */
    private static final class Ear {
        private final Recording recording;
        private LocalMedia local;

        Ear(Recording recording, LocalMedia local) {
            this.recording = recording;
            this.local = local;
        }
    }

    private final List<PayloadType> payloadTypes;
    private final InetAddress address;
    private final Path folder;
    private final Consumer<HeardCall> listener;
    private final SipCallee callee;
    /** One for each call that is up; a call that is never answered is taken out as it ends. */
    private final Map<String, Ear> ears = new ConcurrentHashMap<>();

    private final AtomicLong number = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private @Nullable RtpRecorder recorder;

    /**
     * A callee that is not started.
     *
     * @param folder of the recordings; made if it is not there
     * @param listener told of each call that was answered and has ended, on the callee's thread
     */
    public RecordingCallee(CalleeSettings settings, InetAddress address, Path folder, Consumer<HeardCall> listener) {
        this(settings, USUAL, address, folder, listener);
    }

    /**
     * The same for one that understands other codecs.
     *
     * @param payloadTypes the one it likes best first
     */
    public RecordingCallee(
            CalleeSettings settings,
            List<PayloadType> payloadTypes,
            InetAddress address,
            Path folder,
            Consumer<HeardCall> listener) {
        this.payloadTypes = List.copyOf(payloadTypes);
        this.address = address;
        this.folder = folder;
        this.listener = listener;
        this.callee = new SipCallee(settings, this::answer, new Ended());
    }

    public void start() throws IOException {
        Files.createDirectories(folder);
        recorder = RtpRecorder.open(address);
        callee.start();
    }

    /** Where it listens for SIP; known after {@link #start}. */
    public InetSocketAddress localAddress() {
        return callee.localAddress();
    }

    /** What it does with calls from now on. */
    public void behave(CalleeBehaviour behaviour) {
        callee.behave(behaviour);
    }

    private Optional<MessageBody> answer(CalleeCall call) {
        MessageBody offer = call.offer();
        if (offer == null) {
            return Optional.empty();
        }
        try {
            Ear ear = ear(call);
            Negotiation negotiation = ear.local.answer(offer.text(), AddressPolicy.ANYWHERE);
            if (negotiation instanceof Negotiation.Agreed agreed) {
                ear.local = agreed.local();
                SrtpPair secrets = agreed.remote().secrets();
                ear.recording.protectedBy(secrets == null ? null : secrets.theirs());
                return Optional.of(MessageBody.sdp(agreed.local().sdp()));
            }
            LOGGER.atWarn()
                    .addKeyValue("reason", ((Negotiation.Refused) negotiation).reason())
                    .log("offer refused");
        } catch (IOException e) {
            LOGGER.atError().addKeyValue("cause", e.toString()).log("no ports to hear a call at");
        }
        return Optional.empty();
    }

    private Ear ear(CalleeCall call) throws IOException {
        Ear known = ears.get(call.callId());
        if (known != null) {
            return known;
        }
        if (recorder == null) {
            throw new IllegalStateException("not started");
        }
        Recording recording = recorder.record(payloadTypes, RECORDED_MAX);
        long session = number.incrementAndGet();
        Ear ear = new Ear(
                recording,
                LocalMedia.answering(
                        session,
                        recording.local(),
                        MediaTerms.of(payloadTypes, PTIME_MILLIS)
                                .withRtcpMux(true)
                                .protectedBy(Protection.AS_OFFERED, random)));
        ears.put(call.callId(), ear);
        return ear;
    }

    /** Hangs up, and stops listening. */
    @Override
    public void close() {
        callee.close();
        try {
            if (recorder != null) {
                recorder.close();
            }
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("cause", e.toString()).log("recorder not closed");
        }
    }

    private final class Ended implements CalleeListener {

        @Override
        public void onEnded(CalleeCall call, EndedBy by, Duration talk) {
            Ear ear = ears.remove(call.callId());
            if (ear == null) {
                return;
            }
            try {
                if (talk.isZero()) {
                    ear.recording.close();
                    return;
                }
                Path wav = folder.resolve(
                        "call-" + number.incrementAndGet() + "-" + call.to().replace("+", "") + ".wav");
                RecordingReport report = ear.recording.finish(wav);
                listener.accept(new HeardCall(call.from(), call.to(), report, wav));
            } catch (IOException e) {
                LOGGER.atError().addKeyValue("cause", e.toString()).log("recording not written");
            }
        }
    }
}
