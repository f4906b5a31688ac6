package trunkline.sip.stack;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.stream.StreamListener;
import trunkline.sip.stream.StreamPeer;
import trunkline.sip.stream.Streams;
import trunkline.sip.trunk.Transport;

/**
 * What comes over connections, parsed and passed to jain-sip; and what became of those requests whose connection is lost.
 * Runs on the thread of the connections.
 */
final class StreamMessages implements StreamListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamMessages.class);

    private final SipStackImpl stack;
    private final MessageLog log;
    private final MessageParser parser;
    private final Map<StreamPeer, Set<Exchange>> waiting = new ConcurrentHashMap<>();
    private final Set<ConnectionWatcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile @Nullable SipProviderImpl provider;
    private volatile @Nullable Streams streams;

    /** Who wants to know of lost connections. */
    @FunctionalInterface
    interface ConnectionWatcher {
        void onLost(StreamPeer peer);
    }

    StreamMessages(SipStackImpl stack, MessageLog log) {
        this.stack = stack;
        this.log = log;
        this.parser = stack.getMessageParserFactory().createMessageParser(stack);
    }

    /** From now on messages can be passed on; what came before is dropped. */
    void open(SipProviderImpl newProvider, Streams newStreams) {
        streams = newStreams;
        provider = newProvider;
    }

    /** A channel for this connection; null where there is no such transport. */
    @Nullable
    StreamChannel channel(StreamPeer peer) {
        SipProviderImpl to = provider;
        Streams over = streams;
        Transport transport = peer.isSecure() ? Transport.TLS : Transport.TCP;
        ListeningPointImpl point = to == null ? null : (ListeningPointImpl) to.getListeningPoint(transport.token());
        return point == null || over == null
                ? null
                : new StreamChannel(stack, (StreamProcessor) point.getMessageProcessor(), over, peer);
    }

    @Override
    public void onMessage(StreamPeer peer, byte[] message) {
        StreamChannel channel = channel(peer);
        if (channel == null) {
            return;
        }
        try {
            SIPMessage parsed = parser.parseSIPMessage(message, true, false, channel);
            if (parsed != null) {
                channel.processMessage(parsed);
            }
        } catch (ParseException e) {
            channel.refuse(message, e);
        } catch (Exception e) {
            // jain-sip throws its own Exceptions for what it has refused already.
            LOGGER.atDebug()
                    .addKeyValue("peer", peer.address())
                    .addKeyValue("cause", Slf4jStackLogger.firstLine(String.valueOf(e)))
                    .log("message dropped");
        }
    }

    @Override
    public void onSending(StreamPeer peer, byte[] message) {
        log.sending(peer.address(), () -> new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void onLost(StreamPeer peer, String cause) {
        LOGGER.atDebug()
                .addKeyValue("peer", peer.address())
                .addKeyValue("cause", Slf4jStackLogger.firstLine(cause))
                .log("connection lost");
        Set<Exchange> exchanges = waiting.remove(peer);
        if (exchanges != null) {
            exchanges.forEach(exchange -> exchange.mailbox().post(() -> exchange.onTransportFailure(cause)));
        }
        watchers.forEach(watcher -> watcher.onLost(peer));
    }

    /** A request is on its way over this connection. */
    void expect(StreamPeer peer, Exchange exchange) {
        waiting.computeIfAbsent(peer, first -> ConcurrentHashMap.newKeySet()).add(exchange);
    }

    /** Its transaction is over. */
    void forget(StreamPeer peer, Exchange exchange) {
        waiting.computeIfPresent(peer, (same, exchanges) -> {
            exchanges.remove(exchange);
            return exchanges.isEmpty() ? null : exchanges;
        });
    }

    void watch(ConnectionWatcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(ConnectionWatcher watcher) {
        watchers.remove(watcher);
    }
}
