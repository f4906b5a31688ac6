package trunkline.gateway.dispatch;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.hours.AllowedHours;
import trunkline.gateway.hours.HoursPlan;
import trunkline.gateway.hours.HoursRules;
import trunkline.gateway.hours.Opening;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.HoursWish;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;

/** Knows in which hours each message may leave: by the plan that holds at the moment, and what the message asks for. Thread-safe. */
public final class LeavingHours {

    /** Where numbers are at home. */
    public interface Zones {

        /** The zones that a number may be in; empty if none is known. */
        List<ZoneId> of(PhoneNumber number);
    }

    /** All hours are allowed. */
    static final LeavingHours ANY = new LeavingHours(HoursPlan.ANY, number -> List.of(), account -> "");

    private final Zones zones;
    private final LongFunction<@Nullable String> names;
    private volatile HoursPlan plan;

    /** @param names the name of an account, or null if that is not known at this moment */
    public LeavingHours(HoursPlan plan, Zones zones, LongFunction<@Nullable String> names) {
        this.plan = plan;
        this.zones = zones;
        this.names = names;
    }

    /** From now on another plan holds. */
    public void replace(HoursPlan next) {
        plan = next;
    }

    /** When a message may leave that would now. */
    public Leave of(MessageRequest request, long nowMicros) {
        HoursPlan now = plan;
        if (now.accounts().isEmpty()) {
            return of(now, now.all(), request, nowMicros);
        }
        String account = names.apply(request.account());
        return account == null ? Leave.NOT_KNOWN : of(now, now.of(account), request, nowMicros);
    }

    /** The same of a message whose account is known by its name. */
    Leave of(String account, MessageRequest request, long atMicros) {
        HoursPlan now = plan;
        return of(now, now.of(account), request, atMicros);
    }

    /**
     * Why a message cannot be taken in that asks for what it may not, or surely expires before it may leave; null if it can.
     *
     * @param leavesAtMicros when it would leave, microseconds since 1970 in UTC
     */
    IntakeOutcome.@Nullable Refused refusal(String account, MessageRequest request, long leavesAtMicros) {
        boolean voice = request.content() instanceof Content.Voice;
        Part hours = voice ? Part.CALL_WINDOW : Part.QUIET_HOURS;
        if (request.plan().hours().off() && !plan.of(account).canBeSwitchedOff()) {
            return new IntakeOutcome.Refused(
                    hours,
                    "false",
                    "cannot be false: the configuration does not let messages of this account do without");
        }
        long deliverAt = request.content() instanceof Content.Sms sms
                ? sms.options().handling().deliverAtMicros()
                : 0;
        Leave leave = of(account, request, Math.max(leavesAtMicros, deliverAt));
        if (leave.isNow()) {
            return null;
        }
        if (deliverAt > leavesAtMicros) {
            return new IntakeOutcome.Refused(
                    Part.DELIVERY_TIME,
                    SendTimes.text(deliverAt),
                    "must be at an hour that is allowed: there are " + leave.what());
        }
        long expiresAt = leavesAtMicros
                + TimeUnit.NANOSECONDS.toMicros(request.validity().toNanos());
        return leave.atMicros() < expiresAt
                ? null
                : new IntakeOutcome.Refused(
                        hours,
                        request.to().e164(),
                        leave.atMicros() == Long.MAX_VALUE
                                ? leave.what()
                                : "there are " + leave.what() + ", and its validity ends at "
                                        + SendTimes.text(expiresAt));
    }

    private Leave of(HoursPlan now, HoursRules rules, MessageRequest request, long atMicros) {
        HoursWish wish = request.plan().hours();
        boolean voice = request.content() instanceof Content.Voice;
        AllowedHours configured = voice ? rules.calls() : rules.sms();
        boolean isConfigured = !configured.isAny() && !wish.off();
        if (!isConfigured && wish.own().isEmpty()) {
            return Leave.NOW; // of nearly all messages, and asked for each: nothing is made
        }
        List<AllowedHours> hours = new ArrayList<>(2);
        if (isConfigured) {
            hours.add(configured);
        }
        if (!wish.own().isEmpty()) {
            hours.add(voice ? AllowedHours.inside(wish.own()) : AllowedHours.outside(wish.own()));
        }
        return of(hours, zones(now, request), voice, atMicros);
    }

    private List<ZoneId> zones(HoursPlan now, MessageRequest request) {
        ZoneId own = request.plan().hours().zone();
        List<ZoneId> found = own == null ? zones.of(request.to()) : List.of(own);
        return found.isEmpty() ? List.of(now.zone()) : found;
    }

    private static Leave of(List<AllowedHours> hours, List<ZoneId> zones, boolean voice, long atMicros) {
        Instant at = Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
        Instant next = Opening.next(hours, zones, at);
        if (at.equals(next)) {
            return Leave.NOW;
        }
        String what = voice ? "the call window" : "quiet hours";
        if (next == null) {
            return new Leave(
                    Long.MAX_VALUE,
                    what + " leave no moment of the week in all of its time zones: " + words(zones)
                            + "; time_zone can name the right one");
        }
        String local = zones.size() == 1
                ? " (" + next.atZone(zones.get(0)).toLocalTime() + " in " + zones.get(0) + ")"
                : " (in all of " + words(zones) + ")";
        return new Leave(
                ChronoUnit.MICROS.between(Instant.EPOCH, next), what + (voice ? " from " : " until ") + next + local);
    }

    private static String words(List<ZoneId> zones) {
        List<String> some = zones.stream().limit(3).map(ZoneId::getId).toList();
        return String.join(", ", some)
                + (zones.size() > some.size() ? " and " + (zones.size() - some.size()) + " more" : "");
    }
}
