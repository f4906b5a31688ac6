package trunkline.gateway.webhook;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from the moment it asks for a connection: it ends once, by an answer or without. Confined to its event loop. */
final class Attempt implements Connector.Opening, Connection.Receiver {

    private static final Logger LOGGER = LoggerFactory.getLogger(Attempt.class);

    private final long beganNanos;
    private final Function<ByteBufAllocator, ByteBuf> request;
    private final ConnectionPool pool;
    private final Consumer<AttemptOutcome> onEnd;
    private @Nullable Connection connection;
    private boolean ended;

    /** @param request makes the request once it can leave, so that its time is right */
    Attempt(
            long beganNanos,
            ConnectionPool pool,
            Function<ByteBufAllocator, ByteBuf> request,
            Consumer<AttemptOutcome> onEnd) {
        this.beganNanos = beganNanos;
        this.pool = pool;
        this.request = request;
        this.onEnd = onEnd;
    }

    void begin() {
        pool.take(this);
    }

    long beganNanos() {
        return beganNanos;
    }

    @Override
    public void opened(Connection opened) {
        if (ended) {
            pool.onIdle(opened);
            return;
        }
        ByteBuf octets;
        try {
            octets = request.apply(opened.allocator());
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("webhook not written");
            pool.onIdle(opened);
            failed("the gateway failed; its log says why");
            return;
        }
        connection = opened;
        opened.send(octets, this);
    }

    @Override
    public void failed(String why) {
        ended(new AttemptOutcome.Failed(why));
    }

    @Override
    public void ended(AttemptOutcome outcome) {
        if (!ended) {
            ended = true;
            onEnd.accept(outcome);
        }
    }

    /** Waits no longer. */
    void giveUp(String why) {
        if (ended) {
            return;
        }
        if (connection == null) {
            failed(why);
        } else {
            connection.fail(why);
        }
    }
}
