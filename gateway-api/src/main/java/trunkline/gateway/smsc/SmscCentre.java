package trunkline.gateway.smsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SmsWire;
import trunkline.gateway.dispatch.SmscDesk;
import trunkline.gateway.inbound.InboundContent;
import trunkline.gateway.inbound.InboundReading;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.smpp.bind.BindStatus;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.PduOctets;
import trunkline.smpp.trace.PduLines;

/** All links together, as people see and steer them. Thread-safe. */
public final class SmscCentre implements SmsWire, SmscDesk {

    private static final String NOT_CONFIGURED = "its SMSC is not configured any more";

    private final Supplier<Map<String, SmscLink>> links;

    /** @param links those of the moment, by name */
    public SmscCentre(Supplier<Map<String, SmscLink>> links) {
        this.links = links;
    }

    @Override
    public List<String> submit(OutboundMessage message, int segment, Exchange exchange) {
        if (message.request().content() instanceof Content.Dropped) {
            return List.of("(not known: the text was not kept)");
        }
        SmscLink link = links.get().get(message.way());
        byte[] pdu = link == null ? null : link.submitPdu(message, segment, exchange.sequence());
        return pdu == null ? List.of("(not known: " + NOT_CONFIGURED + ")") : PduLines.of(pdu, PduLines.Detail.FULL);
    }

    @Override
    public List<String> response(Exchange exchange, int commandStatus, @Nullable String smscMessageId) {
        String id = smscMessageId == null ? "" : smscMessageId;
        return PduLines.of(PduOctets.submitSmResponse(exchange.sequence(), commandStatus, id), PduLines.Detail.FULL);
    }

    @Override
    public List<String> delivery(byte[] pdu) {
        if (pdu.length == 0) {
            return List.of("(not known: a receipt quotes the text, which was not to be kept)");
        }
        return PduLines.of(pdu, PduLines.Detail.FULL);
    }

    /** What parts of a phone's message say together, each read as its SMSC writes. */
    public InboundContent readInbound(List<InboundReading.Raw> parts) {
        return SmscInbound.join(parts.stream()
                .map(part -> {
                    SmscLink link = links.get().get(part.way());
                    return link == null ? SmscInbound.ofNobody(part.pdu()) : link.inboundPart(part.pdu());
                })
                .toList());
    }

    @Override
    public String commandName(byte[] pdu) {
        return pdu.length == 0 ? "receipt" : PduLines.command(pdu);
    }

    @Override
    public String statusName(int commandStatus) {
        return CommandStatus.name(commandStatus);
    }

    @Override
    public CompletableFuture<Consent> withdraw(OutboundMessage message, List<SegmentProgress> segments) {
        SmscLink link = links.get().get(message.way());
        return link == null
                ? CompletableFuture.completedFuture(new Consent.Refused(NOT_CONFIGURED))
                : link.asSent(message).thenCompose(sent -> link.requests().withdraw(sent, segments));
    }

    @Override
    public CompletableFuture<Consent> replace(OutboundMessage message, SegmentProgress segment, Content.Text text) {
        SmscLink link = links.get().get(message.way());
        return link == null
                ? CompletableFuture.completedFuture(new Consent.Refused(NOT_CONFIGURED))
                : link.asSent(message).thenCompose(sent -> link.requests().replace(sent, segment, text));
    }

    @Override
    public CompletableFuture<List<Standing>> ask(OutboundMessage message, List<SegmentProgress> segments) {
        SmscLink link = links.get().get(message.way());
        return link == null
                ? CompletableFuture.completedFuture(List.of(new Standing.NotTold(1, NOT_CONFIGURED)))
                : link.asSent(message).thenCompose(sent -> link.requests().ask(sent, segments));
    }

    @Override
    public List<Smsc> all() {
        List<Smsc> all = new ArrayList<>();
        links.get().values().forEach(link -> all.add(view(link)));
        return all;
    }

    private static Smsc view(SmscLink link) {
        List<Bind> binds = link.statuses().stream().map(SmscCentre::view).toList();
        return new Smsc(
                link.name(),
                link.whyDown(),
                link.perSecond(),
                link.agreedPerSecond(),
                link.ids().figures().matchRate(),
                binds,
                link.sims());
    }

    private static Bind view(BindStatus status) {
        return new Bind(
                status.state().name().toLowerCase(Locale.ROOT),
                status.since(),
                status.window().size(),
                status.window().taken(),
                status.window().inFlight());
    }

    @Override
    public CompletableFuture<Boolean> release(String name, String sim, String by) {
        SmscLink link = links.get().get(name);
        return link == null ? CompletableFuture.completedFuture(false) : link.release(sim, by);
    }

    @Override
    public boolean retryNow(String name) {
        SmscLink link = links.get().get(name);
        if (link == null) {
            return false;
        }
        link.retryNow();
        return true;
    }
}
