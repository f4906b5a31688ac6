package trunkline.sip.locate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Name servers in memory, that note what they were asked, and can fail. */
final class FakeNames implements DomainNames {

    private final Map<String, List<?>> records = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private String failing = "";

    FakeNames naptr(String domain, Naptr... naptr) {
        records.put("NAPTR " + domain, List.of(naptr));
        return this;
    }

    FakeNames srv(String name, Srv... srv) {
        records.put("SRV " + name, List.of(srv));
        return this;
    }

    FakeNames address(String host, String... addresses) {
        List<InetAddress> list = new ArrayList<>();
        for (String address : addresses) {
            try {
                list.add(InetAddress.getByName(address));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }
        records.put("A " + host, list);
        return this;
    }

    /** Questions that begin so fail from now on; "none" for no question. */
    void fail(String start) {
        failing = start;
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public CompletionStage<List<Naptr>> naptr(String domain) {
        return answer("NAPTR " + domain);
    }

    @Override
    public CompletionStage<List<Srv>> srv(String name) {
        return answer("SRV " + name);
    }

    @Override
    public CompletionStage<List<InetAddress>> addresses(String host) {
        return answer("A " + host);
    }

    @SuppressWarnings("unchecked")
    private <T> CompletionStage<List<T>> answer(String question) {
        asked.add(question);
        return !failing.isEmpty() && question.startsWith(failing)
                ? CompletableFuture.failedFuture(new NameServersFailedException(question))
                : CompletableFuture.completedFuture((List<T>) records.getOrDefault(question, List.of()));
    }
}
