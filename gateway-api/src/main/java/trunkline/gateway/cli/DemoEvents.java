package trunkline.gateway.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** The stream of events of an account, from the moment it is opened: the names of what comes. */
final class DemoEvents implements Flow.Subscriber<String> {

    private static final String NAME = "event: ";
    private static final int REMEMBERED_MAX = 100;

    private final BlockingQueue<String> names = new ArrayBlockingQueue<>(REMEMBERED_MAX);

    private DemoEvents() {}

    /** Opens it with {@code request}: what happens from now on comes. */
    static DemoEvents open(HttpClient client, HttpRequest request, Duration patience)
            throws IOException, InterruptedException {
        DemoEvents events = new DemoEvents();
        CountDownLatch begun = new CountDownLatch(1);
        var unused = client.sendAsync(request, head -> {
            begun.countDown();
            return BodySubscribers.fromLineSubscriber(events);
        });
        if (!begun.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("the stream of events did not begin within " + patience.toSeconds() + " s");
        }
        return events;
    }

    /** The first {@code count} of them, or those that came until patience ended. */
    List<String> await(int count, Duration patience) throws InterruptedException {
        List<String> came = new ArrayList<>();
        while (came.size() < count) {
            String name = names.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (name == null) {
                break;
            }
            came.add(name);
        }
        return came;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith(NAME)) {
            boolean unused = names.offer(line.substring(NAME.length())); // more than a demo has are left out
        }
    }

    @Override
    public void onError(Throwable failure) {
        // who waits runs out of patience
    }

    @Override
    public void onComplete() {
        // as above
    }
}
