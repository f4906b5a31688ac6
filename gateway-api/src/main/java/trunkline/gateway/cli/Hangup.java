package trunkline.gateway.cli;

import java.lang.reflect.Proxy;

/** SIGHUP, which Java knows under names that its compiler warns of; on a system without it nothing ever happens. */
final class Hangup {

    private Hangup() {}

    /** Has {@code task} run, on a thread of its own, each time the process is told to read its configuration again. */
    static void on(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            task.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SIGHUP cannot be waited for", e);
        }
    }
}
