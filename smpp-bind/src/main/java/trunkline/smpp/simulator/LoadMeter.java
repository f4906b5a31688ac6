package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Counts the submits of each second against a {@link Load}. Confined to the simulator's loop. */
final class LoadMeter {

    private static final int OPTIMUM = 85;
    private static final int CONGESTED = 100;

    private final Clock clock;
    private final long startMillis;
    private long second;
    private int submitsInSecond;

    LoadMeter(Clock clock) {
        this.clock = clock;
        this.startMillis = clock.millis();
    }

    /** One more submit: ESME_ROK, or what the load makes of it. */
    int statusOfSubmit(Load load, int unansweredOnLink, int waiting, int mostWaiting) {
        long now = clock.millis();
        long thisSecond = TimeUnit.MILLISECONDS.toSeconds(now);
        if (thisSecond != second) {
            second = thisSecond;
            submitsInSecond = 0;
        }
        submitsInSecond++;
        if (isStorm(load.storms(), now)) {
            return load.storms().commandStatus();
        }
        boolean tooFast = load.perSecond() > 0 && submitsInSecond > load.perSecond();
        boolean tooMany = load.window() > 0 && unansweredOnLink >= load.window();
        if (tooFast || tooMany) {
            return SmppConstants.STATUS_THROTTLED;
        }
        int most = load.queue() == 0 ? mostWaiting : Math.min(load.queue(), mostWaiting);
        return waiting >= most ? SmppConstants.STATUS_MSGQFUL : SmppConstants.STATUS_OK;
    }

    private boolean isStorm(Load.Storms storms, long nowMillis) {
        long every = storms.every().toMillis();
        return every > 0 && (nowMillis - startMillis) % every < storms.length().toMillis();
    }

    /** congestion_state, 0 to 100; -1 to tell none. */
    int congestionState(Load load) {
        return switch (load.congestion()) {
            case UNTOLD -> -1;
            case OPTIMUM -> OPTIMUM;
            case CONGESTED -> CONGESTED;
            case BY_LOAD ->
                load.perSecond() == 0 ? 0 : Math.min(CONGESTED, CONGESTED * submitsInSecond / load.perSecond());
        };
    }
}
