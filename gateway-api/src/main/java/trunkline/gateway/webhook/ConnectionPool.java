package trunkline.gateway.webhook;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The connections to one endpoint, opened as they are needed and kept for the next request. Confined to its event loop. */
final class ConnectionPool implements Connection.Owner {

    /** Most servers keep an idle connection for longer. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Connector connector;
    private final TargetUrl target;
    private final EventLoop loop;
    private final LongSupplier nanoClock;
    private final int most;
    private final Deque<Connection> idle = new ArrayDeque<>();
    /** Open or being opened; never more than {@link #most}: what has no connection waits. */
    private int open;

    private boolean closed;

    ConnectionPool(Connector connector, TargetUrl target, EventLoop loop, LongSupplier nanoClock, int most) {
        this.connector = connector;
        this.target = target;
        this.loop = loop;
        this.nanoClock = nanoClock;
        this.most = most;
    }

    boolean hasRoom() {
        return !idle.isEmpty() || open < most;
    }

    /** Gives a connection for one request, at once or when it is open; there must be room. */
    void take(Connector.Opening taker) {
        Connection warm = idle.pollFirst();
        if (warm != null) {
            taker.opened(warm);
            return;
        }
        open++;
        connector.open(target, loop, this, new Connector.Opening() {
            @Override
            public void opened(Connection connection) {
                if (closed) {
                    connection.close();
                    taker.failed("the endpoint was changed");
                } else {
                    taker.opened(connection);
                }
            }

            @Override
            public void failed(String why) {
                open--;
                taker.failed(why);
            }
        });
    }

    @Override
    public void onIdle(Connection connection) {
        if (closed) {
            connection.close();
        } else {
            connection.idleSince(nanoClock.getAsLong());
            idle.addFirst(connection);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open--;
        idle.remove(connection);
    }

    /** Time has passed: connections that nobody needs are closed. */
    void tick(long nowNanos) {
        for (Connection last; (last = idle.peekLast()) != null && nowNanos - last.idleSinceNanos() > IDLE_NANOS; ) {
            last.close();
        }
    }

    /** Closes what is idle now, and the rest when it is. */
    void close() {
        closed = true;
        List.copyOf(idle).forEach(Connection::close);
    }
}
