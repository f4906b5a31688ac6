package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.BindReceiver;
import com.cloudhopper.smpp.pdu.BindTransmitter;
import com.cloudhopper.smpp.pdu.CancelSm;
import com.cloudhopper.smpp.pdu.DataSmResp;
import com.cloudhopper.smpp.pdu.DeliverSmResp;
import com.cloudhopper.smpp.pdu.EnquireLink;
import com.cloudhopper.smpp.pdu.GenericNack;
import com.cloudhopper.smpp.pdu.Pdu;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.QuerySm;
import com.cloudhopper.smpp.pdu.ReplaceSm;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.Unbind;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.transcoder.DefaultPduTranscoder;
import com.cloudhopper.smpp.transcoder.DefaultPduTranscoderContext;
import com.cloudhopper.smpp.transcoder.PduTranscoder;
import com.cloudhopper.smpp.type.RecoverablePduException;
import com.cloudhopper.smpp.type.UnrecoverablePduException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.netty.buffer.ChannelBuffer;
import org.jboss.netty.buffer.ChannelBuffers;
import org.jspecify.annotations.Nullable;

/** One connection from an ESME, from its bind to its end. Gets whole PDUs. Confined to the simulator's loop. */
final class EsmeLink extends SimpleChannelInboundHandler<ByteBuf> {

    private static final String SMSC_SYSTEM_ID = "simulator";
    /** deliver_sm unanswered at once; more wait in the mailbox. */
    private static final int DELIVER_WINDOW = 100;
    /** Time for a refused ESME to read why before the link is closed on it. */
    private static final Duration REFUSED_CLOSES_AFTER = Duration.ofSeconds(1);

    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

    private static final PduTranscoder TRANSCODER = new DefaultPduTranscoder(new DefaultPduTranscoderContext());

    private final SmscCore smsc;
    private final Channel channel;
    private final SubmitDesk submits;
    private final LinkedHashMap<Integer, Parcel> unanswered = new LinkedHashMap<>();
    /** Of the ESME; null until it is bound. */
    private @Nullable String systemId;

    private boolean transmits;
    private int lastSequence;
    private boolean heard;
    private boolean flushDue;

    EsmeLink(SmscCore smsc, Channel channel) {
        this.smsc = smsc;
        this.channel = channel;
        this.submits = new SubmitDesk(smsc, this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        if (smsc.behaviour().links().mute()) {
            return;
        }
        heard = true;
        byte[] octets = new byte[frame.readableBytes()];
        frame.readBytes(octets);
        try {
            Pdu pdu = TRANSCODER.decode(ChannelBuffers.wrappedBuffer(octets));
            onPdu(pdu);
        } catch (RecoverablePduException | UnrecoverablePduException | IndexOutOfBoundsException e) {
            nack(Unpooled.wrappedBuffer(octets).getInt(12));
        }
    }

    private void nack(int sequence) {
        var nack = new GenericNack();
        nack.setSequenceNumber(sequence);
        nack.setCommandStatus(SmppConstants.STATUS_INVCMDID);
        send(nack);
    }

    private void onPdu(Pdu pdu) {
        if (pdu instanceof BaseBind<?> bind) {
            onBind(bind);
        } else if (pdu instanceof SubmitSm submit) {
            submits.onSubmit(submit, transmits);
        } else if (pdu instanceof DeliverSmResp || pdu instanceof DataSmResp) {
            onAnswer((PduResponse) pdu);
        } else if (pdu instanceof EnquireLink enquiry) {
            send(enquiry.createResponse());
        } else if (pdu instanceof Unbind unbind) {
            write(unbind.createResponse());
            channel.flush().close().addListener(done -> {});
        } else if (pdu instanceof QuerySm query && transmits) {
            send(smsc.book().query(query));
        } else if (pdu instanceof CancelSm cancel && transmits) {
            send(submits.cancel(cancel));
        } else if (pdu instanceof ReplaceSm replace && transmits) {
            send(submits.replace(replace));
        } else if (pdu.isRequest()) {
            nack(pdu.getSequenceNumber());
        }
    }

    private void onBind(BaseBind<?> bind) {
        var response = (BaseBindResp) bind.createResponse();
        int status = systemId != null ? SmppConstants.STATUS_ALYBND : smsc.statusOfBind(bind);
        smsc.listener().onBind(String.valueOf(bind.getSystemId()), status);
        response.setCommandStatus(status);
        response.setSystemId(status == SmppConstants.STATUS_OK ? SMSC_SYSTEM_ID : "");
        Admission admission = smsc.behaviour().admission();
        if (status == SmppConstants.STATUS_OK && admission.knowsParameters()) {
            response.addOptionalParameter(
                    new Tlv(SmppConstants.TAG_SC_INTERFACE_VERSION, new byte[] {(byte) admission.version()}));
        }
        later(admission.delay(), () -> answerBind(bind, response));
    }

    private void answerBind(BaseBind<?> bind, BaseBindResp response) {
        send(response);
        if (response.getCommandStatus() != SmppConstants.STATUS_OK) {
            later(REFUSED_CLOSES_AFTER, this::cut);
            return;
        }
        transmits = !(bind instanceof BindReceiver);
        systemId = String.valueOf(bind.getSystemId());
        smsc.bound(this);
        if (!(bind instanceof BindTransmitter)) {
            smsc.mailbox(systemId).add(this);
        }
        SmscBehaviour.Links links = smsc.behaviour().links();
        if (!links.dropAfter().isZero()) {
            later(links.dropAfter(), this::cut);
        }
        if (!links.idle().isZero()) {
            cutIfIdle(links.idle());
        }
    }

    private void cutIfIdle(Duration idle) {
        heard = false;
        later(idle, () -> {
            if (!heard) {
                cut();
            } else if (channel.isActive()) {
                cutIfIdle(idle);
            }
        });
    }

    boolean isOf(String account) {
        return account.equals(systemId);
    }

    /** To whichever bind of this ESME has room; this link may be gone by then. */
    void offer(List<Parcel> receipts) {
        if (systemId != null) {
            receipts.forEach(smsc.mailbox(systemId)::put);
        }
    }

    private void onAnswer(PduResponse response) {
        Parcel parcel = unanswered.remove(response.getSequenceNumber());
        if (parcel == null || systemId == null) {
            return;
        }
        if (smsc.behaviour().dialect().tryAgain().contains(response.getCommandStatus())) {
            later(TRY_AGAIN_AFTER, () -> offer(List.of(parcel)));
        } else {
            smsc.parcelDone();
        }
        smsc.mailbox(systemId).pump();
    }

    boolean hasRoom() {
        return unanswered.size() < DELIVER_WINDOW && channel.isActive();
    }

    void deliver(Parcel parcel) {
        lastSequence = lastSequence == Integer.MAX_VALUE ? 1 : lastSequence + 1;
        unanswered.put(lastSequence, parcel);
        parcel.pdu().setSequenceNumber(lastSequence);
        send(parcel.pdu());
        smsc.delivered(parcel);
    }

    /** Ends the link without a word. */
    void cut() {
        channel.close().addListener(done -> {});
    }

    /** Writes now; flushes with what else is written in this turn of the loop. */
    void send(Pdu pdu) {
        if (!channel.isActive()) {
            return;
        }
        write(pdu);
        if (!flushDue) {
            flushDue = true;
            channel.eventLoop().execute(() -> {
                flushDue = false;
                channel.flush();
            });
        }
    }

    private void write(Pdu pdu) {
        try {
            ChannelBuffer octets = TRANSCODER.encode(pdu);
            ByteBuf out = Unpooled.wrappedBuffer(octets.array(), octets.arrayOffset(), octets.readableBytes());
            channel.write(out).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } catch (RecoverablePduException | UnrecoverablePduException e) {
            throw new IllegalStateException("cannot encode " + pdu.getName(), e);
        }
    }

    /** Runs {@code task} after {@code delay}, also if the link is gone by then; now if the delay is zero. */
    void later(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else if (!channel.eventLoop().isShuttingDown()) {
            channel.eventLoop()
                    .schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS)
                    .addListener(done -> {});
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (systemId != null) {
            Mailbox mailbox = smsc.mailbox(systemId);
            mailbox.remove(this);
            mailbox.putBack(List.copyOf(unanswered.values()));
        }
        unanswered.clear();
        smsc.unbound(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        cut();
    }
}
