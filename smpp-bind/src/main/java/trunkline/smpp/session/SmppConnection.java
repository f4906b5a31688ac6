package trunkline.smpp.session;

import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DataSm;
import com.cloudhopper.smpp.pdu.EnquireLink;
import com.cloudhopper.smpp.pdu.Pdu;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.Unbind;
import com.cloudhopper.smpp.type.RecoverablePduException;
import com.cloudhopper.smpp.type.SmppInvalidArgumentException;
import com.cloudhopper.smpp.type.UnrecoverablePduException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.jboss.netty.buffer.ChannelBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection to an SMSC, from connect to close. Not used again afterwards.
 *
 * <p>Confined to its loop, but for {@link Delivery#answer}. What is sent in one turn of the loop goes out with one flush
 * at its end.
 */
public final class SmppConnection {

    private static final Logger LOGGER = LoggerFactory.getLogger(SmppConnection.class);

    /** Octets waiting in Netty above which nothing is read any more, so that a peer that does not read is not answered. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    /**
     * Octets the system may hold for a peer that reads slowly, less than the megabytes it would take by itself: what it
     * holds when the link breaks has been handed over, and nobody knows whether it arrived.
     */
    private static final int SEND_BUFFER = 256 * 1024;

    private final SmppLoop loop;
    private final ConnectionListener listener;
    private final ConnectionLimits limits;
    private final WireTap tap;
    private final Inbound inbound;
    private final Stall pduStall = new Stall();
    private final Stall writeStall = new Stall();

    private @Nullable Channel channel;
    private @Nullable Outgoing outgoing;
    private int openDeliveries;
    private long pdusReported;
    private boolean reading;
    private boolean flushScheduled;
    private boolean closed;

    /** A connection to be, whose PDUs {@code tap} sees while it is open. */
    public SmppConnection(SmppLoop loop, ConnectionListener listener, ConnectionLimits limits, WireTap tap) {
        this.loop = loop;
        this.listener = listener;
        this.limits = limits;
        this.tap = tap;
        this.inbound = new Inbound(this, listener);
    }

    /**
     * Looks the host up, connects, and agrees on TLS if that is wanted; {@link ConnectionListener#onConnected} or
     * {@code onClosed} follows.
     */
    public void connect(Endpoint smsc) {
        loop.prepare(smsc, route -> connect(smsc, route));
    }

    private void connect(Endpoint smsc, Route route) {
        if (closed) {
            return;
        }
        if (route.problem() != null) {
            close(route.problem());
            return;
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channel(loop.channelType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // the bind has a deadline of its own
                .option(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new Events());
        ChannelFuture connected = bootstrap.connect(route.to(), route.from());
        channel = connected.channel();
        connected.addListener((ChannelFuture done) -> {
            if (!done.isSuccess()) {
                close(new LinkLoss(
                        LinkLoss.Cause.CONNECT_FAILED,
                        String.valueOf(done.cause().getMessage())));
            } else if (route.tls() == null) {
                ready(new Outgoing(done.channel(), false));
            } else {
                agreeOnTls(done.channel(), route.tls().handler(done.channel().alloc(), smsc.host(), smsc.port()));
            }
        });
    }

    private void agreeOnTls(Channel connected, SslHandler handler) {
        connected.pipeline().addFirst(handler);
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                ready(new Outgoing(connected, true));
            } else {
                close(LinkLoss.tlsFailed(done.cause()));
            }
        });
    }

    /** PDUs can be sent from now on. */
    void ready(Outgoing out) {
        if (!closed) {
            outgoing = out;
            listener.onConnected();
        }
    }

    /** Sends the bind (SMPP 3.4 §4.1). */
    public void bind(int sequence, BindRequest request) {
        send(SessionPdus.bind(sequence, request));
    }

    /** Sends query_sm, cancel_sm or replace_sm (SMPP 3.4 §4.8 to §4.10). */
    public long operate(int sequence, OperationRequest request) {
        return send(SessionPdus.operation(sequence, request));
    }

    /**
     * Sends submit_sm (SMPP 3.4 §4.4.1).
     *
     * @return where in the stream of octets the PDU ends: once {@link #octetsHanded} is there, it may have arrived
     */
    public long submit(int sequence, SubmitRequest request) {
        try {
            return send(PduCodec.submitSm(sequence, request), request);
        } catch (SmppInvalidArgumentException e) {
            throw new IllegalStateException("a checked request that cannot be encoded", e);
        }
    }

    /** Sends enquire_link (SMPP 3.4 §4.11.1). */
    public void enquireLink(int sequence) {
        var pdu = new EnquireLink();
        pdu.setSequenceNumber(sequence);
        send(pdu);
    }

    /** Sends unbind (SMPP 3.4 §4.2.1). */
    public void unbind(int sequence) {
        var pdu = new Unbind();
        pdu.setSequenceNumber(sequence);
        send(pdu);
    }

    /** How many octets of all that was sent the socket has taken, and may have arrived. */
    public long octetsHanded() {
        return outgoing == null ? 0 : outgoing.octetsHanded();
    }

    /** Closes the link if the peer has let a PDU hang, or does not read; to be called a few times a second. */
    public void tick(long nowNanos) {
        if (closed || outgoing == null) {
            return;
        }
        if (pduStall.isOver(limits.stallNanos(), inbound.holdsPart(), inbound.pdus(), nowNanos)) {
            close(new LinkLoss(LinkLoss.Cause.FRAME_INCOMPLETE, "a PDU was begun and not completed"));
            return;
        }
        long taken = outgoing.octetsTaken();
        if (writeStall.isOver(limits.stallNanos(), taken < outgoing.octetsAdded(), taken, nowNanos)) {
            close(new LinkLoss(
                    LinkLoss.Cause.PEER_NOT_READING, outgoing.octetsAdded() - taken + " octets wait to be sent"));
        }
    }

    /** Closes at once; what was not handed to the socket is not sent. Calls {@code onClosed} before it returns. */
    public void close(LinkLoss loss) {
        if (closed) {
            return;
        }
        closed = true;
        if (channel != null) {
            channel.close().addListener(done -> {});
        }
        if (outgoing != null) {
            outgoing.close();
        }
        listener.onClosed(loss);
    }

    boolean isClosed() {
        return closed;
    }

    /** The same, after an attempt to send what is waiting. */
    void closeFlushed(LinkLoss loss) {
        flush();
        close(loss);
    }

    WireTap tap() {
        return tap;
    }

    /** Encodes into this turn's buffer; where in the stream the PDU ends. */
    long send(Pdu pdu) {
        return send(pdu, null);
    }

    private long send(Pdu pdu, @Nullable SubmitRequest request) {
        if (closed || outgoing == null) {
            throw new IllegalStateException("not connected");
        }
        try {
            ChannelBuffer octets = PduCodec.encode(pdu);
            if (tap.isOpen()) {
                tapped(octets, request);
            }
            long end = outgoing.add(octets);
            flushAtEndOfTurn();
            return end;
        } catch (RecoverablePduException | UnrecoverablePduException e) {
            throw new IllegalStateException("cannot encode " + pdu.getName(), e);
        }
    }

    private void tapped(ChannelBuffer octets, @Nullable SubmitRequest request) {
        int from = octets.arrayOffset() + octets.readerIndex();
        if (request != null) {
            tap.onSubmit(request, octets.array(), from, octets.readableBytes());
        } else {
            tap.onPdu(WireTap.Direction.SENT, octets.array(), from, octets.readableBytes());
        }
    }

    void deliver(BaseSm<?> pdu, byte[] octets, ConnectionListener to) {
        int sequence = pdu.getSequenceNumber();
        boolean dataSm = pdu instanceof DataSm;
        openDeliveries++;
        var delivery = new Delivery(pdu, octets, status -> answerFromAnywhere(sequence, pdu, status));
        if (openDeliveries > limits.openDeliveries()) {
            delivery.answer(CommandStatus.ESME_RMSGQFUL);
            to.onMalformed((dataSm ? "data_sm" : "deliver_sm") + " above the limit of open deliveries");
            return;
        }
        to.onDelivery(delivery);
    }

    private void answerFromAnywhere(int sequence, BaseSm<?> pdu, int commandStatus) {
        PduResponse response = pdu.createResponse();
        response.setSequenceNumber(sequence);
        response.setCommandStatus(commandStatus);
        if (loop.isCurrent()) {
            sendAnswer(response);
            return;
        }
        try {
            loop.executor().execute(() -> sendAnswer(response));
        } catch (RejectedExecutionException e) {
            // The loops are closed, and the link with them: the SMSC offers the delivery again.
        }
    }

    private void sendAnswer(PduResponse response) {
        openDeliveries--;
        if (!closed) {
            send(response);
        }
    }

    /** Takes octets of the stream in, as many as there are. */
    void read(ByteBuf octets) {
        reading = true;
        inbound.read(octets);
    }

    /** Nothing more is to be read at the moment. */
    void endOfRead() {
        if (!closed) {
            int pdus = (int) (inbound.pdus() - pdusReported);
            pdusReported = inbound.pdus();
            listener.onReadBatchEnd(pdus);
        }
        reading = false;
        flush();
    }

    private void flushAtEndOfTurn() {
        if (!reading && !flushScheduled) {
            flushScheduled = true;
            loop.eventLoop().execute(this::flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        if (!closed && outgoing != null) {
            outgoing.flush();
        }
    }

    /** What Netty tells of the channel. */
    private final class Events extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var octets = (ByteBuf) message;
            try {
                read(octets);
            } finally {
                octets.release();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            endOfRead();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            close(new LinkLoss(LinkLoss.Cause.PEER_CLOSED, "connection closed by the SMSC"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof DecoderException && cause.getCause() instanceof SSLException) {
                close(LinkLoss.tlsFailed(cause.getCause()));
            } else if (cause instanceof IOException) {
                close(new LinkLoss(LinkLoss.Cause.IO_ERROR, String.valueOf(cause)));
            } else {
                LOGGER.atError().setCause(cause).log("connection failed by a defect");
                close(new LinkLoss(LinkLoss.Cause.INTERNAL_ERROR, String.valueOf(cause)));
            }
        }
    }
}
