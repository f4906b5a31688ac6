package trunkline.gateway.dispatch;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.InboundRules;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.inbound.ReplyForm;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.HoursWish;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.Routing;

/** Replies of the gateway itself: from the number that was written to, the way that the phone's number goes. */
public final class ReplyMaker implements ReplyForm {

    private final Routing routes;
    private final SmsMeter meter;
    private final Intake.Rules rules;
    private final InboundRules numbers;
    private final InstantSource clock;

    /** @param numbers tells whose ours are */
    public ReplyMaker(Routing routes, SmsMeter meter, Intake.Rules rules, InboundRules numbers, InstantSource clock) {
        this.routes = routes;
        this.meter = meter;
        this.rules = rules;
        this.numbers = numbers;
        this.clock = clock;
    }

    @Override
    public @Nullable Reply make(long account, String from, String to, String text, String broughtBy) {
        String number = "+" + NumberKey.of(to);
        String sender = Sender.brokenRule(from) == null ? from : "+" + NumberKey.of(from);
        if (!PhoneNumber.isE164(number) || Sender.brokenRule(sender) != null) {
            return null;
        }
        PhoneNumber recipient = new PhoneNumber(number);
        String owner = numbers.ownerOf(from);
        String routed = routes.way(new RouteQuery(
                MessageClass.TEXT, recipient, new Sender(sender), owner == null ? "" : owner, clock.instant()));
        String way = routed == null ? broughtBy : routed;
        SmsMeter.Measured measured =
                meter.measure(way, Content.Text.of(text), rules.transliterate().usual());
        if (!(measured instanceof SmsMeter.Fits fits) || fits.sms().size().segments() > rules.segmentsMax()) {
            return null;
        }
        // who has just written is awake
        SendPlan plan = new SendPlan(0, null, new HoursWish(true, List.of(), null));
        MessageRequest request =
                new MessageRequest(account, new Sender(sender), recipient, fits.sms(), rules.smsValidity(), plan);
        return new Reply(request, way);
    }
}
