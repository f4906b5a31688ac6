package trunkline.gateway;

import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SimView;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.smsc.SmscLink;
import trunkline.smpp.bind.BindCounter;
import trunkline.smpp.bind.BindStatus;

/** What is measured of one SMSC: its binds, its receipts, and its SIMs if it is a bank of modems. */
final class SmscMeters {

    private static final String SMSC = "smsc";

    private final Meters meters;
    private final SmscLink link;

    private SmscMeters(Meters meters, SmscLink link) {
        this.meters = meters;
        this.link = link;
    }

    static void add(Meters meters, SmscLink link) {
        SmscMeters all = new SmscMeters(meters, link);
        meters.gauge("trunkline.smsc.up", link, one -> one.whyDown() == null ? 1 : 0, SMSC, link.name());
        meters.gauge("trunkline.smsc.rate", link, SmscLink::perSecond, SMSC, link.name());
        meters.gauge(
                "trunkline.receipts.match.rate",
                link,
                one -> one.ids().figures().matchRate(),
                SMSC,
                link.name());
        for (int bind = 1; bind <= link.statuses().size(); bind++) {
            all.bind(bind);
        }
        link.sims().forEach(sim -> all.sim(sim.name()));
    }

    private void bind(int bind) {
        String number = Integer.toString(bind);
        for (BindStatus.State state : BindStatus.State.values()) {
            meters.gauge(
                    "trunkline.bind.state",
                    link,
                    one -> one.statuses().get(bind - 1).state() == state ? 1 : 0,
                    SMSC,
                    link.name(),
                    "bind",
                    number,
                    "state",
                    state.name().toLowerCase(Locale.ROOT));
        }
        for (BindCounter counter : BindCounter.values()) {
            meters.counter(
                    "trunkline.bind.events",
                    link,
                    one -> one.statuses().get(bind - 1).counts().getOrDefault(counter, 0L),
                    SMSC,
                    link.name(),
                    "bind",
                    number,
                    "event",
                    counter.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        window("size", bind, BindStatus.WindowUse::size);
        window("taken", bind, BindStatus.WindowUse::taken);
        window("unanswered", bind, BindStatus.WindowUse::inFlight);
    }

    private void window(String what, int bind, ToIntFunction<BindStatus.WindowUse> value) {
        meters.gauge(
                "trunkline.bind.window." + what,
                link,
                one -> value.applyAsInt(one.statuses().get(bind - 1).window()),
                SMSC,
                link.name(),
                "bind",
                Integer.toString(bind));
    }

    private void sim(String name) {
        for (SimView.Standing standing : SimView.Standing.values()) {
            meters.gauge(
                    "trunkline.sim.state",
                    link,
                    one -> is(one.sim(name), standing),
                    SMSC,
                    link.name(),
                    "sim",
                    name,
                    "state",
                    standing.label());
        }
        sent("today", name, SimView::today);
        sent("month", name, SimView::thisMonth);
    }

    private static int is(@Nullable SimView sim, SimView.Standing standing) {
        return sim != null && sim.standing() == standing ? 1 : 0;
    }

    private void sent(String period, String name, ToIntFunction<SimView> value) {
        meters.gauge(
                "trunkline.sim.sent." + period,
                link,
                one -> {
                    SimView sim = one.sim(name);
                    return sim == null ? 0 : value.applyAsInt(sim);
                },
                SMSC,
                link.name(),
                "sim",
                name);
    }
}
