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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
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

    public SmppConnection(SmppLoop loop, ConnectionListener listener, ConnectionLimits limits) {
        this.loop = loop;
        this.listener = listener;
        this.limits = limits;
        this.inbound = new Inbound(this, listener);
    }

    /** Looks the host up and connects; {@link ConnectionListener#onConnected} or {@code onClosed} follows. */
    public void connect(String host, int port) {
        loop.resolve(host, port, this::connect);
    }

    private void connect(InetSocketAddress address) {
        if (closed) {
            return;
        }
        if (address.isUnresolved()) {
            close(new LinkLoss(LinkLoss.Cause.CONNECT_FAILED, "unknown host " + address.getHostString()));
            return;
        }
        ChannelFuture connected = new Bootstrap()
                .group(loop.eventLoop())
                .channel(loop.channelType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // the bind has a deadline of its own
                .option(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new Events())
                .connect(address);
        channel = connected.channel();
        connected.addListener((ChannelFuture done) -> {
            if (!done.isSuccess()) {
                close(new LinkLoss(LinkLoss.Cause.CONNECT_FAILED, String.valueOf(done.cause())));
            } else if (!closed) {
                outgoing = new Outgoing(done.channel());
                listener.onConnected();
            }
        });
    }

    /** Sends bind_transceiver (SMPP 3.4 §4.1.5). */
    public void bind(int sequence, Credentials credentials) {
        send(PduCodec.bindTransceiver(sequence, credentials));
    }

    /**
     * Sends submit_sm (SMPP 3.4 §4.4.1).
     *
     * @return where in the stream of octets the PDU ends: once {@link #octetsHanded} is there, it may have arrived
     */
    public long submit(int sequence, SubmitRequest request) {
        try {
            return send(PduCodec.submitSm(sequence, request));
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

    /** How many octets of all that was sent the socket has taken. */
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
        long handed = outgoing.octetsHanded();
        if (writeStall.isOver(limits.stallNanos(), handed < outgoing.octetsAdded(), handed, nowNanos)) {
            close(new LinkLoss(
                    LinkLoss.Cause.PEER_NOT_READING, outgoing.octetsAdded() - handed + " octets wait to be sent"));
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

    /** Encodes into this turn's buffer; where in the stream the PDU ends. */
    long send(Pdu pdu) {
        if (closed || outgoing == null) {
            throw new IllegalStateException("not connected");
        }
        try {
            long end = outgoing.add(PduCodec.encode(pdu));
            flushAtEndOfTurn();
            return end;
        } catch (RecoverablePduException | UnrecoverablePduException e) {
            throw new IllegalStateException("cannot encode " + pdu.getName(), e);
        }
    }

    void deliver(BaseSm<?> pdu, ConnectionListener to) {
        int sequence = pdu.getSequenceNumber();
        boolean dataSm = pdu instanceof DataSm;
        openDeliveries++;
        var delivery = new Delivery(pdu, status -> answerFromAnywhere(sequence, pdu, status));
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
            reading = true;
            try {
                inbound.read(octets);
            } finally {
                octets.release();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (!closed) {
                int pdus = (int) (inbound.pdus() - pdusReported);
                pdusReported = inbound.pdus();
                listener.onReadBatchEnd(pdus);
            }
            reading = false;
            flush();
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
            if (cause instanceof IOException) {
                close(new LinkLoss(LinkLoss.Cause.IO_ERROR, String.valueOf(cause)));
            } else {
                LOGGER.atError().setCause(cause).log("connection failed by a defect");
                close(new LinkLoss(LinkLoss.Cause.INTERNAL_ERROR, String.valueOf(cause)));
            }
        }
    }
}
