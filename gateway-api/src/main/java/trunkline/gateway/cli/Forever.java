package trunkline.gateway.cli;

import java.util.concurrent.CountDownLatch;

/** For commands that run until they are told to stop. */
final class Forever {

    private Forever() {}

    /** Returns when the thread is interrupted; a signal ends the process before that. */
    static void sleep() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
