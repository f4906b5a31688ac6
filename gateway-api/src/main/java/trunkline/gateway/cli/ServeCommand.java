package trunkline.gateway.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import trunkline.gateway.Gateway;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.storage.StoreUnusableException;

/** {@code serve}: the gateway, until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Run the gateway.")
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException, StoreUnusableException, IOException {
        Gateway gateway = new Gateway(config.load());
        gateway.reloadFrom(config::load);
        gateway.start();
        Hangup.on(() -> gateway.reload("SIGHUP"));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            gateway.close();
                            ended.countDown();
                        },
                        "shutdown"));
        InetSocketAddress address = gateway.address();
        spec.commandLine().getOut().println("ready http://" + address.getHostString() + ":" + address.getPort());
        spec.commandLine().getOut().flush();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Main.DONE;
    }
}
