package trunkline.smpp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import trunkline.smpp.receipt.DeliveryReceipt;
import trunkline.smpp.receipt.DeliveryReceiptParser;
import trunkline.smpp.receipt.IdLearning;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.receipt.ReceiptSettings.IdSettings;
import trunkline.smpp.session.LinkLoss.Cause;
import trunkline.smpp.trace.PduLines.Detail;
import trunkline.smpp.trace.TracedPdu;

/**
 * Any octets as what an SMSC sends over one connection, in two reads: framed, decoded, answered, read as receipts, and shown
 * in lines. Nothing may escape; the link may end for a length that cannot be or an unbind, and for nothing else; and every
 * request that is due an answer has one. Run by {@code FuzzTest} for a moment and by {@code bench/fuzz.sh} for long.
 */
public final class PduFuzz {

    private static final int HEADER = 16;

    private static final DeliveryReceiptParser PARSER = new DeliveryReceiptParser(
            ReceiptSettings.DEFAULT.withIds(IdSettings.LEARNT).withSniffing());

    private PduFuzz() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        var channel = new EmbeddedChannel();
        var listener = new Owner();
        var limits = new ConnectionLimits(1, 4);
        var loop = new SmppLoop(channel.eventLoop(), NioSocketChannel.class, new HostLookup("unused"));
        var connection = new SmppConnection(loop, listener, limits, new Lines());
        try {
            connection.ready(new Outgoing(channel, false));
            int cut = data[0] & 0xFF;
            feed(connection, data, 1, Math.min(data.length, 1 + cut));
            feed(connection, data, Math.min(data.length, 1 + cut), data.length);
            check(connection, channel, listener, data);
        } finally {
            connection.close(new LinkLoss(Cause.STOPPED, ""));
            channel.finishAndReleaseAll();
        }
    }

    private static void feed(SmppConnection connection, byte[] data, int from, int to) {
        if (!connection.isClosed()) {
            connection.read(Unpooled.wrappedBuffer(data, from, to - from));
            connection.endOfRead();
        }
    }

    private static void check(SmppConnection connection, EmbeddedChannel channel, Owner listener, byte[] data) {
        if (connection.isClosed()) {
            boolean rightly = List.of(Cause.FRAME_TOO_LONG, Cause.FRAME_TOO_SHORT, Cause.PEER_UNBOUND)
                    .contains(listener.loss);
            require(rightly, "closed for " + listener.loss);
            return;
        }
        int answers = 0;
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            for (int at = sent.readerIndex(); at < sent.writerIndex(); at += sent.getInt(at)) {
                require(sent.getInt(at) >= HEADER, "an answer without a header");
                answers++;
            }
            sent.release();
        }
        require(answers == answersDue(data), answers + " answers of " + answersDue(data));
    }

    /** Requests among the whole PDUs, but for alert_notification, which has no response. */
    private static int answersDue(byte[] data) {
        var stream = ByteBuffer.wrap(data, 1, data.length - 1).slice();
        int due = 0;
        int at = 0;
        while (stream.limit() - at >= Integer.BYTES && stream.limit() - at >= stream.getInt(at)) {
            int commandId = stream.getInt(at + 4);
            due += commandId >= 0 && !isDecodableAlert(stream, at) ? 1 : 0;
            at += stream.getInt(at);
        }
        return due;
    }

    private static boolean isDecodableAlert(ByteBuffer stream, int at) {
        if (stream.getInt(at + 4) != 0x102) {
            return false;
        }
        byte[] pdu = new byte[stream.getInt(at)];
        stream.get(at, pdu);
        try {
            PduCodec.decode(org.jboss.netty.buffer.ChannelBuffers.wrappedBuffer(pdu));
            return true;
        } catch (Exception broken) {
            return false;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Reads every delivery as a receipt, and answers it. */
    private static final class Owner implements ConnectionListener {

        private Cause loss = Cause.STOPPED;

        @Override
        public void onDelivery(Delivery delivery) {
            var learning = new IdLearning(IdSettings.LEARNT);
            DeliveryReceipt receipt = PARSER.parse(delivery).orElse(null);
            if (receipt != null) {
                learning.candidates(receipt.ids());
            }
            delivery.answer(CommandStatus.ESME_ROK);
        }

        @Override
        public void onSubmitResponse(int sequence, int commandStatus, String smscMessageId, int congestionState) {
            require(IdLearning.key(smscMessageId).length() <= 128, "a key without bound");
        }

        @Override
        public void onClosed(LinkLoss closed) {
            loss = closed.cause();
        }

        @Override
        public void onConnected() {}

        @Override
        public void onBindResponse(BindResponse response) {}

        @Override
        public void onOperationResponse(int sequence, OperationResponse response) {}

        @Override
        public void onNack(int sequence, int commandStatus) {}

        @Override
        public void onUnbindResponse() {}

        @Override
        public void onMalformed(String what) {}

        @Override
        public void onReadBatchEnd(int pdus) {}
    }

    /** Shows every PDU in lines. */
    private static final class Lines implements WireTap {

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void onPdu(Direction direction, byte[] octets, int from, int length) {
            var pdu = new TracedPdu(
                    "fuzz", direction, Instant.EPOCH, OptionalLong.empty(), ByteBuffer.wrap(octets, from, length));
            require(
                    !pdu.lines(Detail.FULL).isEmpty()
                            && !pdu.lines(Detail.MASKED).isEmpty(),
                    "no lines");
            require(pdu.octets().length == length, "octets lost");
        }

        @Override
        public void onSubmit(SubmitRequest request, byte[] octets, int from, int length) {
            throw new AssertionError("nothing is submitted");
        }
    }
}
