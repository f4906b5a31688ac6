package trunkline.sip.locate;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;

/**
 * Asks one name server after the other, {@value #ROUNDS} times around, until one says what it knows. That there is no such
 * name counts as knowledge; a refusal or a failure of the server does not. dnsjava's own way of asking several takes those
 * for answers, so that one server which refuses would hide all others.
 */
final class ServersInTurn implements Resolver {

    private static final int ROUNDS = 2;

    private final List<Resolver> servers;

    /** @param servers with their timeouts */
    ServersInTurn(List<Resolver> servers) {
        this.servers = List.copyOf(servers);
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return ask(query, executor, 0);
    }

    private CompletionStage<Message> ask(Message query, Executor executor, int turn) {
        if (turn == ROUNDS * servers.size()) {
            return CompletableFuture.failedFuture(new IOException("no name server has answered"));
        }
        return servers.get(turn % servers.size())
                .sendAsync(query, executor)
                .handle((answer, failure) ->
                        isKnowledge(answer) ? CompletableFuture.completedStage(answer) : ask(query, executor, turn + 1))
                .thenCompose(Function.identity());
    }

    private static boolean isKnowledge(@Nullable Message answer) {
        return answer != null && (answer.getRcode() == Rcode.NOERROR || answer.getRcode() == Rcode.NXDOMAIN);
    }

    // What each server is asked with is set on it before.

    @Override
    public void setPort(int port) {
        servers.forEach(server -> server.setPort(port));
    }

    @Override
    public void setTCP(boolean used) {
        servers.forEach(server -> server.setTCP(used));
    }

    @Override
    public void setIgnoreTruncation(boolean ignored) {
        servers.forEach(server -> server.setIgnoreTruncation(ignored));
    }

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
        servers.forEach(server -> server.setEDNS(version, payloadSize, flags, options));
    }

    @Override
    public void setTSIGKey(TSIG key) {
        servers.forEach(server -> server.setTSIGKey(key));
    }

    @Override
    public void setTimeout(Duration timeout) {
        servers.forEach(server -> server.setTimeout(timeout));
    }
}
