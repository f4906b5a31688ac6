package trunkline.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** Lets one connection in, or closes it if there are too many. Confined to the connection's event loop. */
final class ConnectionGate extends ChannelInboundHandlerAdapter {

    private final OpenConnections connections;
    private final ClientAddress clients;
    private ClientAddress.@Nullable Client client;
    private boolean open;

    ConnectionGate(OpenConnections connections, ClientAddress clients) {
        this.connections = connections;
        this.clients = clients;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        client = clients.of(ctx.channel().remoteAddress());
        open = connections.open(client);
        if (open) {
            ctx.fireChannelActive();
        } else {
            var unused = ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (open) {
            open = false;
            connections.close(client);
        }
        ctx.fireChannelInactive();
    }
}
