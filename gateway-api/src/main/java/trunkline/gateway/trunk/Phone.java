package trunkline.gateway.trunk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.config.PortRange;
import trunkline.gateway.config.VoiceConfig;
import trunkline.gateway.dispatch.Clocks;
import trunkline.media.rtp.RtpPacer;
import trunkline.media.rtp.RtpPortSource;
import trunkline.media.rtp.RtpPorts;
import trunkline.media.rtp.RtpSettings;
import trunkline.media.rtp.RtpSocket;
import trunkline.media.sdp.AddressPolicy;
import trunkline.media.sdp.MediaTerms;
import trunkline.sip.stack.DropCounts;
import trunkline.sip.stack.SipLimits;
import trunkline.sip.stack.SipSettings;
import trunkline.sip.stack.SipUserAgent;
import trunkline.sip.stack.TableSizes;
import trunkline.sip.trunk.TlsSettings;

/** What all trunks share: one SIP user agent, one pacer of RTP, the ports, the prompts. Thread-safe. */
public final class Phone implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Phone.class);
    private static final long CLOSE_SECONDS = 5;

    private final Clocks clocks;
    private final PromptFolder prompts;
    private final Silences silences = new Silences();
    private final SecureRandom random = new SecureRandom();
    private final InetAddress rtpAddress;
    private final boolean sharing;
    private final RtpPortSource ports;
    private final RtpPacer pacer;
    private final SipUserAgent userAgent;
    private final AddressPolicy policy;
    /** Where our own calls receive: no call may be sent there. As many as there are calls at most. */
    private final Set<InetSocketAddress> ours = ConcurrentHashMap.newKeySet();

    /** Its tasks are events of calls, of which there are a handful each, so the channels of all trunks bound it. */
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "calls");
                thread.setDaemon(true);
                return thread;
            });

    private Phone(VoiceConfig config, int channels, PromptFolder prompts, Clocks clocks) throws IOException {
        this.clocks = clocks;
        this.prompts = prompts;
        this.rtpAddress = address(config.rtp().address());
        this.sharing = config.rtp().shared();
        PortRange range = config.rtp().ports();
        RtpSettings settings = RtpSettings.DEFAULT.withStreamsMax(channels);
        if (sharing) {
            this.pacer = RtpPacer.openShared(settings, rtpAddress, range.first(), range.last());
            this.ports = pacer.sharedPorts();
        } else {
            this.pacer = RtpPacer.open(settings);
            this.ports = RtpPorts.range(rtpAddress, range.first(), range.last(), random);
        }
        this.policy = new AddressPolicy(rtpAddress.isLoopbackAddress(), this::isOurs);
        this.userAgent = new SipUserAgent(SipSettings.on(config.sip().getHostString())
                .withPort(config.sip().getPort())
                .withTcp(true)
                .withTls(listening(config.sipTls()))
                .withLimits(new SipLimits(
                        channels,
                        SipLimits.DEFAULT.workers(),
                        SipLimits.DEFAULT.messageOctets(),
                        SipLimits.DEFAULT.closing())));
    }

    private static SipSettings.@Nullable TlsListening listening(VoiceConfig.@Nullable SipTls tls) {
        if (tls == null) {
            return null;
        }
        TlsSettings settings = TlsSettings.DEFAULT
                .withCertificate(tls.certificate(), tls.key())
                .withMinimum(TlsSettings.Version.of(tls.least()));
        Path trust = tls.trust();
        return new SipSettings.TlsListening(
                tls.port(), trust == null ? settings : settings.withTrusted(trust), trust != null);
    }

    /**
     * Opens the sockets and starts the threads.
     *
     * @param channels calls at once, of all trunks together
     */
    public static Phone open(VoiceConfig config, int channels, PromptFolder prompts, Clocks clocks) throws IOException {
        Phone phone = new Phone(config, channels, prompts, clocks);
        try {
            phone.userAgent.start();
            return phone;
        } catch (IOException | RuntimeException e) {
            phone.close();
            throw new IOException(
                    "cannot listen for SIP on " + config.sip().getHostString() + ":"
                            + config.sip().getPort() + ": " + e.getMessage(),
                    e);
        }
    }

    private static InetAddress address(String name) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(name)) {
            return address;
        }
        throw new IOException("'voice.rtp-address' is '" + name + "': must be an address of this machine");
    }

    SipUserAgent userAgent() {
        return userAgent;
    }

    RtpPacer pacer() {
        return pacer;
    }

    /** A port at which this gateway itself receives: audio, reports, SIP. */
    private boolean isOurs(InetSocketAddress target) {
        return ours.contains(target) || target.equals(userAgent.localAddress());
    }

    /** What a call offers and takes: that of its trunk, with keys of its own. */
    MediaTerms terms(TrunkAudio audio) {
        return audio.terms().protectedBy(audio.protection(), random);
    }

    /** A pair of ports for one call; {@link #forget} goes with its end. */
    RtpPorts.Opening openPorts() {
        RtpPorts.Opening opening = ports.open();
        if (opening instanceof RtpPorts.Opening.Opened opened) {
            ours.add(opened.socket().local());
            ours.add(reports(opened.socket()));
        }
        return opening;
    }

    /** The call that had these ports has ended. */
    void forget(RtpSocket socket) {
        if (sharing) {
            return; // the ports are still those of others
        }
        ours.remove(socket.local());
        ours.remove(reports(socket));
    }

    private static InetSocketAddress reports(RtpSocket socket) {
        return new InetSocketAddress(socket.local().getAddress(), socket.local().getPort() + 1);
    }

    Silences silences() {
        return silences;
    }

    PromptFolder prompts() {
        return prompts;
    }

    AddressPolicy policy() {
        return policy;
    }

    Clocks clocks() {
        return clocks;
    }

    /** A session id that no other call has (RFC 8866 §5.2). */
    long newSessionId() {
        return random.nextLong() >>> 1;
    }

    /** The one thread on which the dispatchers of all trunks work. */
    Executor executor() {
        return task -> {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                LOGGER.atDebug().log("a call has ended after the phone was closed");
            }
        };
    }

    /** What the SIP stack holds. */
    public TableSizes sizes() {
        return userAgent.sizes();
    }

    /** What the SIP stack has turned away. */
    public DropCounts drops() {
        return userAgent.drops();
    }

    /** RTP streams that are open. */
    public int streams() {
        return pacer.streams();
    }

    /** Pairs of ports that no call has. */
    public int freePorts() {
        return ports.available();
    }

    /** Ends all calls, then the sockets and threads. */
    @Override
    public void close() {
        userAgent.close();
        pacer.close();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.atWarn().log("the calls' thread did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
