package trunkline.sip.locate;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What the name servers know. A list is empty where there is no such name or no such record; a future fails with {@link
 * NameServersFailedException} where no server could be asked. Nothing blocks.
 */
public interface DomainNames {

    /**
     * Which services a domain has (RFC 3403 §4).
     *
     * @param service such as {@code SIP+D2U}
     * @param replacement the name of its SRV records
     */
    record Naptr(int order, int preference, String service, String replacement) {}

    /** Where a service is (RFC 2782). */
    record Srv(int priority, int weight, int port, String host) {}

    CompletionStage<List<Naptr>> naptr(String domain);

    CompletionStage<List<Srv>> srv(String name);

    /** Of both families. */
    CompletionStage<List<InetAddress>> addresses(String host);
}
